"""Charts of the page as pictures (SVG): bars by severity for groups of deals, and how many deals are how far."""

from __future__ import annotations

import html
from collections.abc import Sequence

from ...ruleset.schema import SEVERITIES
from ..colour import one_line
from ..groups import Group

MOST_BARS = 12
_WIDTH, _LEFT, _RIGHT = 460, 150, 44
_BAR, _STEP, _TOP = 16, 26, 4
_LONGEST_NAME = 22


def escaped(text: str) -> str:
    """A text for an element or an attribute in double quotes."""
    return html.escape(one_line(text), quote=True)


def severity_chart(title: str, groups: Sequence[Group], id: str) -> str:
    """Open findings of each group, stacked by severity; the gravest groups if there are many."""
    shown = groups[:MOST_BARS]
    most = max((sum(group.findings.values()) for group in shown), default=0) or 1
    height = _TOP + _STEP * len(shown)
    parts = [_start(title, height, id)]
    for row, group in enumerate(shown):
        y, x = _TOP + row * _STEP, float(_LEFT)
        parts.append(_name(group.name, y))
        for severity in SEVERITIES:
            count = group.findings[severity]
            width = count / most * (_WIDTH - _LEFT - _RIGHT)
            if count:
                parts.append(
                    f'<rect class="{severity}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}">'
                    f"<title>{escaped(group.name)}: {count} {severity}</title></rect>"
                )
            x += width
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 12}">{sum(group.findings.values()):,}</text>')
    return "".join([*parts, "</svg>"])


def share_chart(title: str, counts: Sequence[int], id: str) -> str:
    """How many deals meet how much of what is known, in tenths."""
    most = max(counts, default=0) or 1
    height = _TOP + _STEP * len(counts)
    parts = [_start(title, height, id)]
    for row, count in enumerate(reversed(counts)):
        tenth = len(counts) - 1 - row
        y, width = _TOP + row * _STEP, count / most * (_WIDTH - _LEFT - _RIGHT)
        parts.append(_name(tenth_name(tenth), y))
        if count:
            parts.append(
                f'<rect class="met" x="{_LEFT}" y="{y}" width="{max(width, 1):.1f}" height="{_BAR}"/>'
            )
        parts.append(f'<text x="{_LEFT + width + 6:.1f}" y="{y + 12}">{count:,}</text>')
    return "".join([*parts, "</svg>"])


def tenth_name(tenth: int) -> str:
    """`70 to 79%`; the last tenth holds 100% too."""
    return f"{tenth * 10} to {tenth * 10 + 9 if tenth < 9 else 100}%"


def score_bar(met: int, known: int, unknown: int) -> str:
    """How much is met of what is known, and what is unknown, as one small bar."""
    whole = (known + unknown) or 1
    told = f"{met} of {known} met, {unknown} unknown, by weight"
    return (
        f'<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{told}">'
        f'<rect class="missed" width="{known / whole * 100:.1f}" height="8"/>'
        f'<rect class="met" width="{met / whole * 100:.1f}" height="8"/></svg>'
    )


def _start(title: str, height: int, id: str) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{id}">'
        f'<title id="{id}">{escaped(title)}</title>'
    )


def _name(name: str, y: int) -> str:
    line = one_line(name)
    short = line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
    return f'<text class="name" x="{_LEFT - 8}" y="{y + 12}">{html.escape(short)}</text>'
