"""Where values stand in a JSON text; only the lists and objects on the way to a value are looked into."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence

from .places import Place, Position

_BLANKS = re.compile(r"[ \t\n\r]*")
_BLANKS_AND_COMMA = re.compile(r"[ \t\n\r,]*")
_BLANKS_AND_COLON = re.compile(r"[ \t\n\r:]*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_read = json.JSONDecoder().raw_decode
"""Answers a value and where it ends, at the speed of C."""


def json_places(text: str) -> JsonPlace:
    """The places of a text that `read_json` accepts."""
    starts = [0]
    if "\n" in text or "\r" in text:
        starts += (match.end() for match in _LINE_BREAK.finditer(text))
    return JsonPlace(text, _behind(_BLANKS, text, 0), starts)


def _behind(blanks: re.Pattern[str], text: str, offset: int) -> int:
    match = blanks.match(text, offset)
    assert match is not None
    return match.end()


_Held = dict[str | int, "int | JsonPlace"]
"""What an object or a list holds: offsets, which become places when they are asked for."""


class JsonPlace(Place):
    """A place that looks at what it holds when it is first asked for it."""

    __slots__ = ("_holds", "_keys", "_offset", "_starts", "_text")

    def __init__(self, text: str, offset: int, starts: Sequence[int]) -> None:
        self._text = text
        self._offset = offset
        self._starts = starts
        self._keys: dict[str | int, int] = {}
        self._holds: _Held | None = None

    @property
    def position(self) -> Position:
        """Where the value begins."""
        return self._position(self._offset)

    def child(self, step: str | int) -> JsonPlace | None:
        """The place one step further, if there is one."""
        held = self._held().get(step)
        if isinstance(held, int):
            held = self._held()[step] = JsonPlace(self._text, held, self._starts)
        return held

    def key(self, step: str | int) -> Position | None:
        """Where the key stands, if there is one."""
        self._held()
        return self._position(self._keys[step]) if step in self._keys else None

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def _held(self) -> _Held:
        if self._holds is None:
            self._holds = {}
            opening = self._text[self._offset]
            if opening == "{":
                self._look_into_object(self._holds)
            elif opening == "[":
                self._look_into_list(self._holds)
        return self._holds

    def _look_into_object(self, holds: _Held) -> None:
        text = self._text
        offset = _behind(_BLANKS_AND_COMMA, text, self._offset + 1)
        while text[offset] != "}":
            key, end = _read(text, offset)
            value = _behind(_BLANKS_AND_COLON, text, end)
            self._keys[key], holds[key] = offset, value
            offset = _behind(_BLANKS_AND_COMMA, text, _read(text, value)[1])

    def _look_into_list(self, holds: _Held) -> None:
        text = self._text
        offset = _behind(_BLANKS_AND_COMMA, text, self._offset + 1)
        while text[offset] != "]":
            holds[len(holds)] = offset
            offset = _behind(_BLANKS_AND_COMMA, text, _read(text, offset)[1])
