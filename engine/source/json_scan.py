"""A second, slower pass over a JSON text that `json` accepts: what is refused in it, and where that stands."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from .places import Position
from .problems import Collector, Fault, given_twice, text_too_long, too_deep, too_many_values
from .scalars import NOT_A_NUMBER, UnusableScalar, exact_decimal, exact_integer

_TOKEN = re.compile(r'[ \t\n\r,:]*("[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+)')
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def json_problems(text: str, collector: Collector) -> None:
    """Note what is refused in a text that is JSON: repeated keys, numbers, lengths, half characters."""
    scan = _Scan(text, collector)
    scan.value(*scan.token())


class _Scan:
    def __init__(self, text: str, collector: Collector) -> None:
        self._text = text
        self._collector = collector
        self._offset = 0
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
        self._path: list[str | int] = []
        self._nodes = 0

    def token(self) -> tuple[str, Position]:
        match = _TOKEN.match(self._text, self._offset)
        assert match is not None, "the text was accepted as JSON before"
        self._offset = match.end()
        start = match.start(1)
        line = bisect_right(self._starts, start)
        return match[1], Position(line, start - self._starts[line - 1] + 1)

    def value(self, token: str, position: Position) -> None:
        self._count(position)
        if token == "{":
            self._enter(position)
            self._path.append("")
            self._object()
            self._path.pop()
        elif token == "[":
            self._enter(position)
            self._path.append(0)
            self._list()
            self._path.pop()
        else:
            self._scalar(token, position)

    def _object(self) -> None:
        seen: dict[str, Position] = {}
        while (token := self.token())[0] != "}":
            text, position = token
            key = json.loads(text)
            self._path[-1] = key
            self._scalar(text, position)
            if key in seen:
                self._collector.add(given_twice(key, seen[key].line, position.line), position, self._path)
            self.value(*self.token())
            seen[key] = position

    def _list(self) -> None:
        count = 0
        while (token := self.token())[0] != "]":
            self.value(*token)
            count += 1
            self._path[-1] = count

    def _count(self, position: Position) -> None:
        self._nodes += 1
        limit = self._collector.limits.nodes
        if self._nodes > limit + 1:
            self._collector.stop(too_many_values(limit), position, self._path)

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
