"""YAML text to plain data in one pass over the parser's events."""

from __future__ import annotations

from typing import Any, NoReturn

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from .problems import Collector, Fault, given_twice, text_too_long, too_deep, too_many_values
from .scalars import NOT_TEXT_STARTS, Scalar, UnusableScalar, plain_value, tagged_value, unusable_tag
from .yaml_events import event_source, start_of
from .yaml_messages import syntax_problems

_MERGE_KEY = "<<"
_OPEN = object()
"""Stands for an anchored list or mapping that is still being read."""


def read_yaml(text: str, collector: Collector) -> Any:
    """The data of a YAML text of one document. Raises SourceError through the collector."""
    try:
        return _Reader(text, collector).document()
    except YAMLError as error:
        syntax_problems(error, text, collector)


class _Reader:
    def __init__(self, text: str, collector: Collector) -> None:
        self._next = event_source(text)
        self._collector = collector
        self._limits = collector.limits
        self._longest = collector.limits.scalar
        self._path: list[str | int] = []
        self._anchors: dict[str, Any] = {}
        self._anchored_text: dict[str, str] = {}
        self._nodes = 0
        self._aliases = 0

    def document(self) -> Any:
        self._next()  # the start of the stream
        if type(self._next()) is StreamEndEvent:
            self._collector.stop(Fault("empty", "is empty"))
        root = self._next()
        if type(root) is ScalarEvent and root.implicit[0] and not root.value:
            self._collector.stop(Fault("empty", "is empty"))
        data = self._value(root)
        self._next()  # the end of the document
        after = self._next()
        if type(after) is DocumentStartEvent:
            hint = "keep one document a file, and `---` only at its top"
            self._collector.add(
                Fault("several-documents", "a second document begins here", hint), start_of(after)
            )
        self._collector.finish()
        return data

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            text = event.value
            if (event.tag or event.anchor or len(text) > self._longest) or (
                event.implicit[0] and text[:1] in NOT_TEXT_STARTS
            ):
                return self._scalar(event)
            return text
        if kind is AliasEvent:
            return self._aliased(event)
        value: Any
        if event.anchor:
            self._anchors[event.anchor] = _OPEN
        if len(self._path) >= self._limits.depth:
            self._stop(event, too_deep(self._limits.depth))
        if kind is MappingStartEvent:
            self._check_tag(event, "map")
            value = self._mapping()
        else:
            self._check_tag(event, "seq")
            value = self._sequence()
        self._count(len(value), event)
        if event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _mapping(self) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, Any] = {}
        next_event, path, longest = self._next, self._path, self._longest
        path.append("")
        while type(event := next_event()) is not MappingEndEvent:
            if type(event) is ScalarEvent and not (event.tag or event.anchor) and len(event.value) <= longest:
                key = event.value
            else:
                key = self._unusual_key(event)
            path[-1] = key
            if key in first or key == _MERGE_KEY:
                self._check_key(key, event, first)
            else:
                first[key] = event
            result[key] = self._value(next_event())
        path.pop()
        return result

    def _sequence(self) -> list[Any]:
        result: list[Any] = []
        path = self._path
        path.append(0)
        while type(event := self._next()) is not SequenceEndEvent:
            result.append(self._value(event))
            path[-1] = len(result)
        path.pop()
        return result

    def _unusual_key(self, event: Any) -> str:
        """The text of a key that is an alias, tagged, anchored, very long, or no scalar at all."""
        if type(event) is AliasEvent:
            self._count_alias(event)
            if event.anchor in self._anchored_text:
                return self._anchored_text[event.anchor]
        elif type(event) is ScalarEvent:
            self._scalar(event)
            return str(event.value)
        else:
            self._value(event)
        self._add(
            event, Fault("key-not-text", "a key must be text, not a list or mapping", "put it in quotes")
        )
        return ""

    def _check_key(self, key: str, event: Any, first: dict[str, Any]) -> None:
        if key in first:
            self._add(event, given_twice(key, start_of(first[key]).line, start_of(event).line))
        elif event.implicit[0]:
            hint = "write the keys out, or put `<<` in quotes if it is meant as text"
            self._add(event, Fault("merge-key", "merge keys ('<<') are not supported", hint))

    def _scalar(self, event: Any) -> Scalar:
        text = event.value
        if len(text) > self._longest:
            self._add(event, text_too_long(self._longest))
        value: Scalar = text
        try:
            if event.tag:
                value = tagged_value(event.tag, text, self._limits)
            elif event.implicit[0]:
                value = plain_value(text, self._limits)
        except UnusableScalar as error:
            self._add(event, error.fault)
        if event.anchor:
            self._anchors[event.anchor] = value
            self._anchored_text[event.anchor] = text
        return value

    def _aliased(self, event: Any) -> Any:
        self._count_alias(event)
        if event.anchor not in self._anchors:
            hint = f"define it before with `&{event.anchor}`, or put the text in quotes"
            self._add(
                event, Fault("unknown-alias", f"the alias '*{event.anchor}' is not defined above", hint)
            )
            return None
        value = self._anchors[event.anchor]
        if value is _OPEN:
            self._stop(event, Fault("endless-alias", f"the alias '*{event.anchor}' contains itself"))
        return self._copied(value, event)

    def _copied(self, value: Any, event: Any) -> Any:
        if type(value) is dict:
            self._count(len(value), event)
            return {key: self._copied(item, event) for key, item in value.items()}
        if type(value) is list:
            self._count(len(value), event)
            return [self._copied(item, event) for item in value]
        return value

    def _count(self, nodes: int, event: Any) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            self._stop(event, too_many_values(self._limits.nodes))

    def _count_alias(self, event: Any) -> None:
        self._aliases += 1
        if self._aliases > self._limits.aliases:
            self._stop(event, Fault("too-many-aliases", f"uses more than {self._limits.aliases} aliases"))

    def _check_tag(self, event: Any, kind: str) -> None:
        if event.tag not in (None, "!", f"tag:yaml.org,2002:{kind}"):
            self._add(event, unusable_tag(event.tag))

    def _add(self, event: Any, fault: Fault) -> None:
        self._collector.add(fault, start_of(event), self._path)

    def _stop(self, event: Any, fault: Fault) -> NoReturn:
        self._collector.stop(fault, start_of(event), self._path)
