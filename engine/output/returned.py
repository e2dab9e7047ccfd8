"""What came back with a question list and is in no field of the deal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from .colour import Paint, one_line, painter
from .words import counted, long_day

if TYPE_CHECKING:
    from ..documents.questions.placing import Returned, Unplaced


def format_returned(returned: Returned, as_of: date, colour: bool = False) -> str:
    """Each answer that found no field, with the reason, and the day of the list if it is another than today's."""
    paint = painter(colour)
    name = one_line(returned.name)
    lines = []
    if returned.made_on not in (None, as_of):
        assert returned.made_on is not None
        day = long_day(returned.made_on)
        lines.append(f"{name} was made as of {day}: the plan may have changed since.")
    if returned.unplaced:
        lines.append(f"{counted(len(returned.unplaced), 'answer')} of {name} found no place:")
    for one in returned.unplaced:
        lines += _unplaced(one, paint)
    if not returned.unplaced and not returned.answers:
        lines.append(f"There is no new answer in {name}.")
    return "\n".join(lines) + "\n" if lines else ""


def _unplaced(one: Unplaced, paint: Paint) -> Iterator[str]:
    yield f"   {paint(one_line(one.question) or 'a question without words', 'strong')}"
    if one.answer:
        yield f"      “{one_line(one.answer)}”"
    yield f"      {paint('not in the plan', 'minor')}: {one_line(one.reason)}"
    if one.paths:
        yield f"      put it in with --set: {', '.join(map(one_line, one.paths))}"
