"""The index of a folder of documents: one page for a browser, the next meeting first."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from ..output.colour import one_line
from ..output.groups import percent
from ..output.page.charts import escaped, score_bar
from ..output.page.static import moment
from ..output.verdict import many
from ..output.words import long_day
from ..ruleset.schema import SEVERITIES
from .entries import Entry

MOST_LISTED: Final = 20_000
"""A browser cannot show any number of deals; those beyond have the latest meetings or none."""
_STYLE: Final = """
:root { color-scheme: light dark; --ground: #fff; --card: #f4f6f8; --ink: #1b2631; --soft: #51606d; --rule: #d3dae1;
  --blocker: #a3281b; --major: #94450c; --minor: #6f5a05; --advice: #1d5ca4; --good: #17724a; --missed: #d7b3ad; }
@media (prefers-color-scheme: dark) { :root { --ground: #13181e; --card: #1c242d; --ink: #e7ecf1; --soft: #a6b3bf;
  --rule: #384552; --blocker: #f5978b; --major: #f2aa6e; --minor: #dcc75e; --advice: #82b7f2; --good: #74d3a2;
  --missed: #6b3d38; } }
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; color: var(--ink);
  background: var(--ground); margin: 0 auto; max-width: 70rem; padding: 2rem 1.5rem; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums; }
header { border-bottom: 3px solid var(--ink); padding-bottom: .8rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.05rem; margin: 0; }
p { margin: 0 0 .3rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: minmax(0, 1fr) 12rem; gap: .2rem 1.5rem; padding: .9rem 0;
  border-bottom: 1px solid var(--rule); }
@media (max-width: 40rem) { li { grid-template-columns: minmax(0, 1fr); } }
.soft { color: var(--soft); font-size: .9rem; }
.internal { font-weight: 600; color: var(--blocker); }
a { color: var(--advice); margin-inline-end: .9rem; }
.blocker { color: var(--blocker); } .major { color: var(--major); }
.minor { color: var(--minor); } .advice { color: var(--advice); }
.bar { width: 100%; height: .55rem; background: var(--rule); border-radius: .3rem; }
.met { fill: var(--good); } .missed { fill: var(--missed); }
"""


def index_page(entries: Sequence[Entry], out: Path) -> str:
    """The page for the folder `out`. It fetches nothing and runs no script; its links are relative to it."""
    deals = sorted(entries, key=_next_meeting_first)
    policy = f"default-src 'none'; style-src 'sha256-{_digest(_STYLE)}'; base-uri 'none'; form-action 'none'"
    title = f"Documents of {many(len(deals), 'deal')}"
    items = "".join(_item(deal, out) for deal in deals[:MOST_LISTED])
    more = len(deals) - MOST_LISTED
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<header><h1>{title}</h1>\n"
        '<p class="internal">Internal: scores and findings are for us alone. Do not forward this page.</p>\n'
        '<p class="soft">The next meeting comes first. Briefs, questions and certificates are for us too; '
        "a draft agreement is for the other side once legal agrees.</p></header>\n"
        f"<main>\n<ol>\n{items}</ol>\n{_beyond(more)}</main>\n</body>\n</html>\n"
    )


def _next_meeting_first(entry: Entry) -> tuple[object, ...]:
    when = entry.meeting.timestamp() if entry.meeting else float("inf")
    return when, one_line(entry.title).casefold(), entry.folder


def _item(entry: Entry, out: Path) -> str:
    share = percent(entry.met, entry.known)
    told = f"{share}% met" if share is not None else "nothing known"
    return (
        f'<li><div><h2 dir="auto">{escaped(entry.title)}</h2>\n'
        f'<p class="soft" dir="auto">{escaped(" · ".join(filter(None, _about(entry))))}</p>\n'
        f"<p>{''.join(_links(entry, out))}</p>\n{''.join(_worst(entry))}</div>\n"
        f'<div class="soft">{score_bar(entry.met, entry.known, entry.unknown)}<p>{told}</p>'
        f"<p>{_counts(entry)}</p></div></li>\n"
    )


def _about(entry: Entry) -> Iterator[str]:
    yield f"meeting {moment(entry.meeting)}" if entry.meeting else "no meeting planned"
    yield one_line(entry.id)
    yield one_line(entry.owner)
    yield entry.stage
    yield f"as of {long_day(entry.as_of)}"


def _links(entry: Entry, out: Path) -> Iterator[str]:
    for name in entry.files:
        yield _link(entry, name)
        pdf = f"{name.removesuffix('.docx')}.pdf"
        if name.endswith(".docx") and (out / entry.folder / pdf).is_file():
            yield _link(entry, pdf)
    for name, failed in entry.files.items():
        for point in failed:
            yield f'<br><span class="blocker">{escaped(f"{name} fails point {point}")}</span>'


def _link(entry: Entry, name: str) -> str:
    return f'<a href="{quote(entry.folder)}/{quote(name)}">{escaped(name)}</a>'


def _worst(entry: Entry) -> Iterator[str]:
    for severity, title in entry.worst:
        yield f'<p dir="auto"><span class="{severity}">{severity}</span> {escaped(title)}</p>\n'
    more = sum(entry.findings.values()) - len(entry.worst)
    if more > 0:
        yield f'<p class="soft">and {many(more, "other finding")}</p>\n'


def _counts(entry: Entry) -> str:
    counts = [
        f'<span class="{severity}">{entry.findings[severity]} {severity}</span>'
        for severity in SEVERITIES
        if severity in entry.findings
    ]
    return " · ".join(counts) or "no findings"


def _beyond(more: int) -> str:
    return f'<p class="soft">and {more:,} more with later meetings, or none</p>\n' if more > 0 else ""


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
