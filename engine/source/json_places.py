"""Where values stand in a JSON text; only the lists and objects on the way to a value are looked into."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from .places import Place, Position

_BLANKS = re.compile(r"[ \t\n\r]*")
_BLANKS_AND_COMMA = re.compile(r"[ \t\n\r,]*")
_KEY = re.compile(r'[ \t\n\r,]*("[^"\\]*(?:\\.[^"\\]*)*")[ \t\n\r:]*')
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
"""Both answer the text of each value at the speed of C."""


def json_places(text: str) -> JsonPlace:
    """The places of a text that `read_json` accepts."""
    starts = [0]
    if "\n" in text or "\r" in text:
        starts += (match.end() for match in _LINE_BREAK.finditer(text))
    return JsonPlace(text, _behind(_BLANKS, text, 0), msgspec.Raw(text.encode()), starts)


def _behind(blanks: re.Pattern[str], text: str, offset: int) -> int:
    match = blanks.match(text, offset)
    assert match is not None
    return match.end()


class JsonPlace(Place):
    """A place that looks at what it holds when it is first asked for it."""

    __slots__ = ("_holds", "_keys", "_offset", "_raw", "_starts", "_text")

    def __init__(self, text: str, offset: int, raw: msgspec.Raw, starts: Sequence[int]) -> None:
        self._text = text
        self._offset = offset
        self._raw = raw
        self._starts = starts
        self._keys: dict[str | int, int] = {}
        self._holds: dict[str | int, JsonPlace] | None = None

    @property
    def position(self) -> Position:
        """Where the value begins."""
        return self._position(self._offset)

    def child(self, step: str | int) -> JsonPlace | None:
        """The place one step further, if there is one."""
        return self._held().get(step)

    def key(self, step: str | int) -> Position | None:
        """Where the key stands, if there is one."""
        self._held()
        return self._position(self._keys[step]) if step in self._keys else None

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def _held(self) -> dict[str | int, JsonPlace]:
        if self._holds is None:
            opening = self._text[self._offset]
            found = self._members() if opening == "{" else self._items() if opening == "[" else ()
            self._holds = dict(found)
        return self._holds

    def _members(self) -> Iterator[tuple[str, JsonPlace]]:
        text, offset = self._text, self._offset + 1
        for key, raw in _OBJECT.decode(self._raw).items():
            match = _KEY.match(text, offset)
            assert match is not None
            self._keys[key] = match.start(1)
            offset = match.end()
            yield key, JsonPlace(text, offset, raw, self._starts)
            offset += self._length(raw)

    def _items(self) -> Iterator[tuple[int, JsonPlace]]:
        text, offset = self._text, self._offset + 1
        for index, raw in enumerate(_LIST.decode(self._raw)):
            offset = _behind(_BLANKS_AND_COMMA, text, offset)
            yield index, JsonPlace(text, offset, raw, self._starts)
            offset += self._length(raw)

    def _length(self, raw: msgspec.Raw) -> int:
        """How many characters a value takes."""
        size = memoryview(raw)
        return size.nbytes if self._text.isascii() else len(str(size, "utf-8"))
