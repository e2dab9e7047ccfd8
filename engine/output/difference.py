"""What another set of rules makes of the same deals: as text, and as JSON."""

from __future__ import annotations

from itertools import groupby

from ..workbench.difference import KINDS, WHATS, Change, Difference, Kind
from .colour import Paint, one_line, painter
from .encoding import encode
from .words import counted

_PLURALS = {"finding": "findings", "conclusion": "conclusions", "advice": "advice"}
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def format_difference(result: Difference, colour: bool = False) -> str:
    """Rule by rule: what is gained (+), lost (-) and stands otherwise (~), with deal and subject."""
    paint = painter(colour)
    lines = []
    for rule, changes in groupby(result.changes, lambda one: one.rule):
        lines.append(paint(rule, "strong"))
        lines += [f"  {_change(one, paint)}" for one in changes]
    counts = [f"{count} {kind}" for kind in KINDS if (count := result.count(kind))]
    deals = counted(result.deals, "deal")
    touched = len({(one.path, one.deal) for one in result.changes})
    lines.append(f"{', '.join(counts)} in {touched} of {deals}." if counts else f"No difference in {deals}.")
    return "\n".join(lines) + "\n"


def _change(one: Change, paint: Paint) -> str:
    states = [state for state in (one.before, one.after) if state is not None]
    if one.what == "finding":
        said = " -> ".join(paint(state, state) for state in states)
    else:
        said = f"{one.what} {' -> '.join(states)}" if len(states) > 1 else one.what
    subject = f" [{one_line(one.subject)}]" if one.subject else ""
    return f"{_SIGNS[one.kind]} {one_line(one.deal)}: {said} {one_line(one.message)}{subject}"


def format_difference_json(result: Difference) -> str:
    """All of it, with the counts a rule."""
    rules: dict[str, list[Kind]] = {}
    for one in result.changes:
        rules.setdefault(one.rule, []).append(one.kind)
    data = {
        "schema": "negotia/difference/1",
        "changes": [
            {
                "kind": one.kind,
                "what": one.what,
                "rule": one.rule,
                "deal": one.deal,
                "path": one.path,
                "subject": one.subject,
                "before": one.before,
                "after": one.after,
                "message": one.message,
            }
            for one in result.changes
        ],
        "rules": {rule: {kind: kinds.count(kind) for kind in KINDS} for rule, kinds in rules.items()},
        "summary": {
            "deals": result.deals,
            **{_PLURALS[what]: {kind: result.count(kind, what) for kind in KINDS} for what in WHATS},
        },
    }
    return encode(data) + "\n"
