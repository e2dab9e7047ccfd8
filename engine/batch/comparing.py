"""Pairs the deals of two sides by their ids and tells what is different; the earlier side waits on disk."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..assessment import Assessment
from ..assessment.changes import Changes, DealChanges, deal_changes
from ..errors import NegotiaError, Problem
from ..run import Refusal
from .entries import read_entry
from .sides import Side


class _Header(msgspec.Struct):
    id: str = ""
    path: str = ""


_Place = tuple[str, int, int]
"""Id, offset and length of a line; the id is empty for what is no deal."""


def compare_sides(before: Side, after: Side) -> Changes:
    """Compares the deals of both sides. Two single deals are compared whatever their ids.

    Raises NegotiaError for a line that is no assessment.
    """
    old, new = list(_places(before)), list(_places(after))
    problems: list[Problem] = []
    for side, places in ((before, old), (after, new)):
        for _, start, length in (one for one in places if not one[0]):
            refused = _entry(side, start, length)
            problems.extend(refused.problems if isinstance(refused, Refusal) else ())
    old, new = [one for one in old if one[0]], [one for one in new if one[0]]
    if len(old) == len(new) == 1:
        new = [(old[0][0], *new[0][1:])]
    different, count = [], 0
    for one in _paired(before, after, old, new):
        count += 1
        if not one.same:
            different.append(one)
    return Changes(tuple(different), count, tuple(problems), tuple(_notes(before, after)))


def _notes(before: Side, after: Side) -> Iterator[str]:
    if before.known and after.known:
        if before.info.as_of != after.info.as_of:
            yield f"The first was checked as of {before.info.as_of}, the second as of {after.info.as_of}."
        if before.info.ruleset.sha256 != after.info.ruleset.sha256:
            yield "They were checked with different rules."


def _paired(before: Side, after: Side, old: list[_Place], new: list[_Place]) -> Iterator[DealChanges]:
    waiting: dict[str, list[_Place]] = {}
    for place in old:
        waiting.setdefault(place[0], []).append(place)
    for id, start, length in new:
        earlier = waiting.get(id)
        was = _assessment(before, *earlier.pop(0)[1:]) if earlier else None
        yield deal_changes(was, _assessment(after, start, length))
    for _, start, length in sorted(
        (one for left in waiting.values() for one in left), key=lambda one: one[1]
    ):
        yield deal_changes(_assessment(before, start, length), None)


def _places(side: Side) -> Iterator[_Place]:
    side.lines.seek(0)
    start = 0
    for number, line in enumerate(side.lines, start=1):
        if line.strip():
            try:
                header = msgspec.json.decode(line, type=_Header)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise NegotiaError(f"{side.name}:{number}: is no assessment: {error}") from error
            yield header.id, start, len(line)
        start += len(line)


def _assessment(side: Side, start: int, length: int) -> Assessment:
    entry = _entry(side, start, length)
    if isinstance(entry, Refusal):
        raise NegotiaError(f"{side.name} has a deal with problems: {entry.source}")
    return entry


def _entry(side: Side, start: int, length: int) -> Assessment | Refusal:
    side.lines.seek(start)
    try:
        return read_entry(side.lines.read(length), side.info)
    except (ValueError, TypeError, KeyError) as error:
        raise NegotiaError(f"{side.name} is no assessment of this version of negotia") from error
