"""The events of a YAML text, by libyaml where PyYAML was built with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from .places import Position


class PurePythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for where the C extension is missing."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


_PARSER: Callable[[str], Any] = getattr(yaml, "CLoader", PurePythonParser)


def event_source(text: str) -> Callable[[], Any]:
    """A function that gives the next event each time; raises yaml.YAMLError where the text is not YAML.

    The last line counts as ended, so that an editor's habit does not decide how a block text ends.
    """
    next_event: Callable[[], Any] = _PARSER(text if text.endswith("\n") else f"{text}\n").get_event
    return next_event


def start_of(event: Any) -> Position:
    """Where an event begins."""
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)
