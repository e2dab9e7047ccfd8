"""The page around the deals: its head with what it may do, its summary, and the form that filters."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from ...deal.base import STAGES
from ...ruleset.schema import SEVERITIES
from ...run import RunInfo, Totals
from ..groups import Group, Groups
from ..verdict import many, verdict
from ..words import counted, long_day
from .charts import MOST_BARS, escaped, severity_chart, share_chart, tenth_name

_SORTS = {
    "grave": "gravest first",
    "meeting": "next meeting first",
    "met": "least met first",
    "title": "by title",
    "run": "as they were checked",
}


def _scroll(name: str) -> str:
    """A box that a wide table can be moved in, by keyboard too."""
    return f'<div class="scroll" role="region" aria-label="Table by {name}" tabindex="0">'


def head(title: str) -> str:
    """Up to the body. The policy lets the browser run and show what is in the page, and fetch nothing."""
    policy = (
        f"default-src 'none'; style-src '{_hash('page.css')}'; script-src '{_hash('page.js')}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{asset('page.css')}</style>\n</head>\n"
    )


def script() -> str:
    """The script, in an element."""
    return f"<script>{asset('page.js')}</script>\n"


@cache
def asset(name: str) -> str:
    """A file that is put into the page as it is."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def _hash(name: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(asset(name).encode()).digest()).decode()}"


def summary(info: RunInfo, totals: Totals, groups: Groups, tenths: Sequence[int]) -> str:
    """The header, and in the main part, which is left open, the counts and the charts."""
    counts = "".join(
        f'<div class="tile {severity}"><dt>{severity}</dt><dd>{count:,}</dd></div>'
        for severity, count in totals.findings.items()
    )
    packs = counted(len(info.ruleset.packs), "pack")
    return (
        f"<header><h1>Check of {many(totals.deals, 'plan')}</h1>\n<p>{escaped(verdict(totals))}</p>\n"
        f'<p class="soft">As of {long_day(info.as_of)}, with {packs} of rules. Internal: not for the other side.</p>'
        f'</header>\n<main>\n<dl class="tiles">{counts}</dl>\n{"".join(_charts(groups, tenths))}'
    )


def filters(groups: Groups) -> str:
    """What the script filters by; hidden until it runs."""
    boxes = "".join(
        f'<label class="chip {severity}"><input type="checkbox" name="severity" value="{severity}"> {severity}</label>'
        for severity in SEVERITIES
    )
    return (
        '<form id="filters" role="search" aria-label="Filter the plans" hidden>\n'
        '<div class="field wide"><label for="q">Text</label>'
        '<input id="q" name="q" type="search" autocomplete="off" placeholder="plan, rule, words of a finding"></div>\n'
        '<div class="field"><label for="owner">Owner</label>'
        '<select id="owner" name="owner"><option value="">all</option></select></div>\n'
        '<div class="field"><label for="stage">Stage</label><select id="stage" name="stage">'
        f'<option value="">all</option>{"".join(map(_option, _present(groups)))}</select></div>\n'
        '<div class="field"><label for="sort">Order</label><select id="sort" name="sort">'
        f"{''.join(f'<option value={chr(34)}{key}{chr(34)}>{name}</option>' for key, name in _SORTS.items())}"
        "</select></div>\n"
        f'<fieldset><legend>With findings that are</legend><div class="boxes">{boxes}</div></fieldset>\n'
        '<div class="buttons"><button type="reset">Clear</button>'
        '<button type="button" id="unfold">Open all shown</button></div>\n</form>\n'
        '<p id="count" role="status" hidden></p>\n'
    )


def _present(groups: Groups) -> list[str]:
    names = {group.name for group in groups.stages}
    return [stage for stage in STAGES if stage in names]


def _option(value: str) -> str:
    return f'<option value="{value}">{value}</option>'


def _charts(groups: Groups, tenths: Sequence[int]) -> Iterator[str]:
    yield '<section class="charts" aria-label="Charts">\n'
    for number, (name, found) in enumerate(groups.named().items()):
        shown = f" (the gravest {MOST_BARS})" if len(found) > MOST_BARS else ""
        title = f"Open findings by {name}{shown}"
        yield f"<figure><figcaption>{title}</figcaption>{severity_chart(title, found, f'chart-{number}')}"
        yield f"<details><summary>as a table</summary>{''.join(_table(name, found))}</details></figure>\n"
    if sum(tenths) > 1:
        title = "Plans by how much of what is known they meet"
        yield f"<figure><figcaption>{title}</figcaption>{share_chart(title, tenths, 'chart-met')}"
        rows = "".join(
            f'<tr><th scope="row">{tenth_name(tenth)}</th><td>{count:,}</td></tr>'
            for tenth, count in reversed(list(enumerate(tenths)))
        )
        yield (
            f'<details><summary>as a table</summary>{_scroll("share met")}<table><thead><tr><th scope="col">met</th>'
            f'<th scope="col">plans</th></tr></thead><tbody>{rows}</tbody></table></div></details></figure>\n'
        )
    yield "</section>\n"


def _table(name: str, groups: Sequence[Group]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{head}</th>' for head in (name, "plans", *SEVERITIES, "met"))
    yield f"{_scroll(name)}<table><thead><tr>{heads}</tr></thead><tbody>"
    for group in groups:
        met = "" if group.met_percent is None else f"{group.met_percent}%"
        cells = "".join(f"<td>{cell:,}</td>" for cell in (group.deals, *group.findings.values()))
        yield f'<tr><th scope="row" dir="auto">{escaped(group.name)}</th>{cells}<td>{met}</td></tr>'
    yield "</tbody></table></div>"
