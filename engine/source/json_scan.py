"""A second, slower pass over a JSON text that `json` accepts: where everything stands and what is refused."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from .places import Place, Position
from .problems import Collector, Fault, given_twice, text_too_long, too_deep, too_many_values
from .scalars import NOT_A_NUMBER, UnusableScalar, exact_decimal, exact_integer

_TOKEN = re.compile(r'[ \t\n\r,:]*("[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+)')
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def json_places(text: str) -> Place:
    """The places of a text that `read_json` accepts."""
    return _Scan(text).value()


def json_problems(text: str, collector: Collector) -> None:
    """Note what is refused in a text that is JSON: repeated keys, numbers, lengths, half characters."""
    _Check(text, collector).value()


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self._path: list[str | int] = []

    def value(self) -> Place:
        return self._value(*self._token())

    def _value(self, token: str, position: Position) -> Place:
        place = Place(position)
        if token == "{":
            self._enter(position)
            self._path.append("")
            self._fill_object(place)
            self._path.pop()
        elif token == "[":
            self._enter(position)
            self._path.append(0)
            self._fill_array(place)
            self._path.pop()
        else:
            self._scalar(token, position)
        return place

    def _fill_object(self, place: Place) -> None:
        while (token := self._token())[0] != "}":
            text, position = token
            key = json.loads(text)
            self._path[-1] = key
            self._scalar(text, position)
            if key in place.keys:
                self._duplicate(key, place.keys[key], position)
            value = self.value()
            place.keys[key], place.values[key] = position, value

    def _fill_array(self, place: Place) -> None:
        while (token := self._token())[0] != "]":
            place.items.append(self._value(*token))
            self._path[-1] = len(place.items)

    def _token(self) -> tuple[str, Position]:
        match = _TOKEN.match(self._text, self._offset)
        assert match is not None, "the text was accepted as JSON before"
        self._offset = match.end()
        start = match.start(1)
        line = bisect_right(self._starts, start)
        return match[1], Position(line, start - self._starts[line - 1] + 1)

    def _enter(self, position: Position) -> None:
        """A list or object begins."""

    def _scalar(self, token: str, position: Position) -> None:
        """A key or a value stands here."""

    def _duplicate(self, key: str, first: Position, again: Position) -> None:
        """A key is given a second time."""


class _Check(_Scan):
    def __init__(self, text: str, collector: Collector) -> None:
        super().__init__(text)
        self._collector = collector
        self._nodes = 0

    def _value(self, token: str, position: Position) -> Place:
        self._nodes += 1
        limit = self._collector.limits.nodes
        if self._nodes > limit + 1:
            self._collector.stop(too_many_values(limit), position, self._path)
        return super()._value(token, position)

    def _enter(self, position: Position) -> None:
        limit = self._collector.limits.depth
        if len(self._path) >= limit:
            self._collector.stop(too_deep(limit), position, self._path)

    def _scalar(self, token: str, position: Position) -> None:
        fault = self._fault(token)
        if fault:
            self._collector.add(fault, position, self._path)

    def _fault(self, token: str) -> Fault | None:
        limits = self._collector.limits
        if token.startswith('"'):
            text = json.loads(token)
            if len(text) > limits.scalar:
                return text_too_long(limits.scalar)
            half = _HALF_CHARACTER.search(text)
            if half:
                return Fault("character", f"U+{ord(half.group()):04X} is half of a character")
            return None
        if token in ("NaN", "Infinity", "-Infinity"):
            return NOT_A_NUMBER
        if token in ("true", "false", "null"):
            return None
        try:
            exact_integer(token, limits) if token.lstrip("-").isdigit() else exact_decimal(token, limits)
        except UnusableScalar as error:
            return error.fault
        return None

    def _duplicate(self, key: str, first: Position, again: Position) -> None:
        self._collector.add(given_twice(key, first.line, again.line), again, self._path)
