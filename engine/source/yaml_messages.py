"""A YAML parser's complaint in plain words, with the usual cause and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from yaml import MarkedYAMLError, YAMLError

from .places import Position, position_at
from .problems import Collector, Fault

_CODE = "syntax"
_CONTROL = re.compile("[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_TAB_INDENT = re.compile(r" *\t")
_NO_SPACE_AFTER_COLON = re.compile(r"\s*(?:- +)*[\w-]+:[^\s:/]")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-[^\s-]")
_QUOTE_IT = "put the text in quotes"


def syntax_problems(error: YAMLError, text: str, collector: Collector) -> NoReturn:
    """Raise, with what was found before, what a YAML parser says about a text."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        for match in _CONTROL.finditer(text):
            fault = Fault(
                "character",
                f"the control character U+{ord(match.group()):04X} is not allowed here",
                "delete it; it often comes in with text pasted from another program",
            )
            collector.add(fault, position_at(text, match.start()))
        collector.finish()
        collector.stop(Fault(_CODE, f"is not valid YAML: {error}"))
    complaint = _Complaint(error, _LINE_BREAK.split(text))
    fault, position = complaint.explained()
    collector.stop(fault, position)


@dataclass(slots=True)
class _Complaint:
    error: MarkedYAMLError
    lines: list[str]

    def explained(self) -> tuple[Fault, Position]:
        tab = _TAB_INDENT.match(self._line(self.here))
        if tab:
            fault = Fault(_CODE, "a tab is used for indentation", "indent with spaces")
            return fault, Position(self.here.line, tab.end())
        words = f"{self.error.context or ''}: {self.error.problem or ''}"
        for pattern, explain in _EXPLANATIONS:
            if re.search(pattern, words):
                return explain(self)
        return Fault(_CODE, f"is not valid YAML: {self.error.problem}"), self.here

    @property
    def here(self) -> Position:
        """Where the parser gave up; not behind the last line that holds something."""
        mark = self.error.problem_mark
        assert mark is not None
        line = mark.line + 1
        if line >= len(self.lines) and not self._line(Position(line, 1)):
            line = max(number for number, content in enumerate(self.lines, 1) if content.strip())
            return Position(line, len(self.lines[line - 1]) + 1)
        return Position(line, mark.column + 1)

    @property
    def opening(self) -> Position:
        """Where what the parser was reading begins."""
        mark = self.error.context_mark
        return Position(mark.line + 1, mark.column + 1) if mark else self.here

    @property
    def character(self) -> str:
        return self._line(self.here)[self.here.column - 1 : self.here.column]

    @property
    def before(self) -> str:
        """The line up to where the parser gave up."""
        return self._line(self.here)[: self.here.column - 1]

    def _line(self, position: Position) -> str:
        return self.lines[position.line - 1] if position.line <= len(self.lines) else ""

    def missing_space(self, position: Position) -> tuple[Fault, Position] | None:
        """Whether the line has `key:value` or `-item`, which are read as text."""
        for pattern, mark in ((_NO_SPACE_AFTER_COLON, "colon"), (_NO_SPACE_AFTER_DASH, "dash")):
            match = pattern.match(self._line(position))
            if match:
                fault = Fault(
                    _CODE, f"a space is missing after the {mark}", "write `key: value` and `- item`"
                )
                return fault, Position(position.line, match.end())
        return None


def _at_start(message: str, hint: str) -> Callable[[_Complaint], tuple[Fault, Position]]:
    return lambda complaint: (Fault(_CODE, message, hint), complaint.opening)


def _at_end(message: str, hint: str) -> Callable[[_Complaint], tuple[Fault, Position]]:
    return lambda complaint: (Fault(_CODE, message, hint), complaint.here)


def _no_colon(complaint: _Complaint) -> tuple[Fault, Position]:
    missing = complaint.missing_space(complaint.opening)
    hint = "write `key: value` or `- item`; indent the line if it continues the text above"
    return missing or (Fault(_CODE, "a colon is missing after the key", hint), complaint.opening)


def _colon_in_text(complaint: _Complaint) -> tuple[Fault, Position]:
    here = complaint.here
    if re.search(r":\s", complaint.before) or re.match(r"\s*- +\S+ .*", complaint.before):
        return Fault(_CODE, "a colon followed by a space stands inside a text", _QUOTE_IT), here
    above = Position(max(here.line - 1, 1), 1)
    hint = "align it with its neighbours; put a text that holds a colon in quotes"
    fault = Fault(_CODE, "the line is indented as if the line above had no value", hint)
    return complaint.missing_space(above) or (fault, here)


def _bad_start(complaint: _Complaint) -> tuple[Fault, Position]:
    character = complaint.character
    if character == "\t":
        return Fault(_CODE, "a tab stands where a value is expected", "use spaces"), complaint.here
    if not character.strip():
        return Fault(_CODE, "the text ends before a bracket is closed", "close it"), complaint.here
    if character == ",":
        return Fault(
            _CODE, "a value is missing before this comma", "write it, or remove the comma"
        ), complaint.here
    return Fault(_CODE, f"a value cannot begin with {character!r}", _QUOTE_IT), complaint.here


def _no_key(complaint: _Complaint) -> tuple[Fault, Position]:
    if complaint.before.rstrip().endswith(("'", '"')):
        hint = "write '' for an apostrophe inside single quotes, \\\" for a quote inside double quotes"
        return Fault(_CODE, "text follows the closing quote", hint), complaint.here
    if complaint.character == "-":
        hint = "indent the item as the list it belongs to"
        return Fault(_CODE, "a list item stands where a key is expected", hint), complaint.here
    if not complaint.before.strip():
        hint = "align it with the keys it belongs to"
        return Fault(_CODE, "the indentation matches no line above", hint), complaint.here
    return Fault(_CODE, "this does not belong to the value before it", _QUOTE_IT), complaint.here


def _not_closed(bracket: str) -> Callable[[_Complaint], tuple[Fault, Position]]:
    fault = Fault(_CODE, f"'{bracket}' is not closed, or a comma is missing after it", "close the bracket")
    return lambda complaint: (fault, complaint.opening)


_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], tuple[Fault, Position]]], ...] = (
    (r"simple key", _no_colon),
    (r"mapping values are not allowed", _colon_in_text),
    (
        r"quoted scalar: found unexpected",
        _at_start("the quote is not closed", "close it with the same quote"),
    ),
    (r"hexa?decimal", _at_end("the escape has too few digits", "write the character itself")),
    (
        r"escape",
        _at_end("the backslash begins no known escape", "use single quotes, or write the backslash twice"),
    ),
    (r"cannot start any token|node content", _bad_start),
    (r"flow sequence", _not_closed("[")),
    (r"flow mapping", _not_closed("{")),
    (
        r"document start",
        _at_end("this does not belong to the data above", "check the indentation and the brackets above"),
    ),
    (r"block mapping", _no_key),
    (
        r"block collection",
        _at_end("a list item is expected here", "begin it with `- `, or align it with the key above"),
    ),
    (
        r"(block )?sequence entries are not allowed",
        _at_end("a list cannot begin on this line", "begin it on the next line, or put the text in quotes"),
    ),
    (r"alias|anchor", _at_start("'*' and '&' begin an alias or an anchor", _QUOTE_IT)),
    (r"block scalar", _at_end("text cannot follow '|' or '>' on the same line", "begin it on the next line")),
    (r"tag", _at_start("'!' begins a tag", _QUOTE_IT)),
    (
        r"directive|incompatible YAML",
        _at_start("a line that begins with '%' is not data", "remove the line or put the text in quotes"),
    ),
)
