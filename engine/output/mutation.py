"""The result of mutation testing: as text, and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

from ..workbench.mutation import Mutation, Survivor
from .colour import one_line, painter
from .encoding import encode
from .words import counted


def format_mutation(result: Mutation, colour: bool = False) -> str:
    """The changes that no case notices, each at its place, and the score."""
    paint = painter(colour)
    lines = [
        f"{one.source}:{one.line}:{one.column}: {paint(one.operator, 'minor')} {one.rule} {_words(one)}"
        for one in result.survivors
    ]
    lines += [
        f"{paint('not needed', 'minor')} {one.rule}: the list of equivalent changes has {one_line(one.was)!r} "
        "in vain; a case notices it, or it is no longer there"
        for one in result.stale
    ]
    verdict = (
        f"{result.noticed} of {counted(result.total - len(result.excluded), 'change')} noticed "
        f"({int(1000 * result.score) / 10} %)"
    )
    if result.excluded:
        verdict += f"; {len(result.excluded)} more change nothing and are set aside"
    lines.append(paint(f"{verdict}.", "error" if result.survivors else "good"))
    return "\n".join(lines) + "\n"


def _words(one: Survivor) -> str:
    if one.became:
        return f"nobody notices: {one_line(one.was)} -> {one_line(one.became)}"
    return f"nobody notices when it is dropped: {one_line(one.was)}"


def format_mutation_json(result: Mutation) -> str:
    """All of it."""
    data = {
        "schema": "negotia/mutation/1",
        "score": Decimal(f"{result.score:.4f}"),
        "total": result.total,
        "noticed": result.noticed,
        "survivors": [asdict(one) for one in result.survivors],
        "excluded": [asdict(one) for one in result.excluded],
        "stale": [one.model_dump(exclude_none=True) for one in result.stale],
    }
    return encode(data) + "\n"
