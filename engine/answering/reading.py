"""Answers as they are given: `path=value` on a command line, or a file of paths and values."""

from __future__ import annotations

from collections.abc import Mapping

from ..deal.base import Origin
from ..errors import NegotiaError, Problem, SourceError
from ..source import Source
from .recording import Answer


def assigned_answer(text: str, source: Origin | None = None, given_in: str = "--set") -> Answer:
    """The answer written as `us.batna.value=210000`. An `=` inside brackets belongs to the path.

    Raises NegotiaError if there is no `=`.
    """
    depth = 0
    for place, character in enumerate(text):
        depth += {"[": 1, "]": -1}.get(character, 0)
        if character == "=" and depth <= 0:
            return Answer(text[:place].strip(), text[place + 1 :], source, typed=True, given_in=given_in)
    raise NegotiaError(f"{text!r} is not an answer: write PATH=VALUE, such as us.batna.value=210000")


def answers_in(file: Source, source: Origin | None = None) -> tuple[Answer, ...]:
    """The answers of a file that maps paths to values. Raises SourceError if it is no such file."""
    if not isinstance(file.data, Mapping):
        hint = "a line an answer: us.batna.value: 210000"
        problem = Problem("not-answers", "a file of answers maps paths to values", file.name, 1, 1, hint=hint)
        raise SourceError([problem])
    return tuple(
        Answer(path, value, source, False, file.name, *file.key_position((path,)))
        for path, value in file.data.items()
    )
