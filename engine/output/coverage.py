"""The matrix of practices and what carries them: as text, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ..workbench.coverage import Cell, Coverage, Row
from .colour import Paint, one_line, painter
from .encoding import encode
from .words import counted

_MOST = 4
"""Rules named for a carrier; JSON names all."""


def format_coverage(coverage: Coverage, colour: bool = False) -> str:
    """Group by group: each practice, and the rules or parts of documents that carry it; what is missing is marked."""
    paint = painter(colour)
    width = max((len(row.practice.id) for row in coverage.rows), default=0)
    lines = []
    for group, rows in coverage.groups:
        carried = sum(row.carried for row in rows)
        lines.append(paint(f"{one_line(group.title)}: {carried} of {len(rows)}", "strong"))
        for row in rows:
            lines.extend(_row(row, width, paint))
    carried = sum(row.carried for row in coverage.rows)
    verdict = f"{carried} of {counted(len(coverage.rows), 'practice')} carried as they must be."
    if coverage.gaps:
        verdict += f" Missing: {counted(len(coverage.gaps), 'carrier')}."
    lines.append(paint(verdict, "error" if coverage.gaps else "good"))
    return "\n".join(lines) + "\n"


def _row(row: Row, width: int, paint: Paint) -> Iterator[str]:
    yield f"  {row.practice.id:<{width}}  {one_line(row.practice.text)}"
    for cell in row.cells:
        yield f"  {'':<{width}}    {cell.carrier:<8}  {_carried(cell, paint)}"


def _carried(cell: Cell, paint: Paint) -> str:
    if cell.missing:
        return paint("missing", "error")
    if cell.carrier == "document":
        return ", ".join(f"{one.name}: {one.shown_by}" for one in cell.carried_by)
    names = [one.name for one in cell.carried_by]
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def format_coverage_json(coverage: Coverage) -> str:
    """All of it, with the case that shows each rule at work."""
    carried = sum(row.carried for row in coverage.rows)
    data = {
        "schema": "negotia/coverage/1",
        "practices": [
            {
                "id": row.practice.id,
                "group": group.id,
                "text": row.practice.text,
                "carriers": {
                    cell.carrier: [_evidence(cell, place) for place in range(len(cell.carried_by))]
                    for cell in row.cells
                },
                "carried": row.carried,
            }
            for group, rows in coverage.groups
            for row in rows
        ],
        "summary": {
            "practices": len(coverage.rows),
            "carried": carried,
            "missing": [{"practice": gap.practice.id, "carrier": gap.carrier} for gap in coverage.gaps],
        },
    }
    return encode(data) + "\n"


def _evidence(cell: Cell, place: int) -> dict[str, str]:
    one = cell.carried_by[place]
    if cell.carrier == "document":
        return {"document": one.name, "part": one.shown_by}
    return {"rule": one.name, "case": one.shown_by}
