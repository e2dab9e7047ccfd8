"""The values of a YAML text with the span of text that each one takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from ...source.yaml_events import event_source

_COLON = re.compile(r"\s*:")


@dataclass(slots=True)
class Node:
    """A value: `start` and `end` are offsets, the end without comments and line breaks that follow.

    `lead` is the offset after the colon or dash that announces it, `margin` the column of its parent's keys
    or dashes (-1 for the root). `style` is a scalar's quote or `|`, `>`, `|+`, `>+`. `flow` says that it stands
    in brackets, `brackets` that it has its own.
    """

    kind: Literal["scalar", "mapping", "sequence", "alias"]
    start: int
    end: int
    lead: int
    margin: int
    column: int
    flow: bool
    parent: Literal["", "mapping", "sequence"] = ""
    style: str = ""
    brackets: bool = False
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The values inside, in the order of the text."""
        return [*self.values.values(), *self.items]

    def walk(self) -> Iterator[Node]:
        """This value and all inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def yaml_nodes(text: str) -> Node:
    """The root value of a text that `read_source` accepts."""
    return _Composer(text).root()


class _Composer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._next = event_source(text)
        self._anchored: dict[str | None, str] = {}

    def root(self) -> Node:
        self._next()  # the start of the stream
        self._next()  # the start of the document
        event = self._next()
        return self._node(event, Node("scalar", 0, 0, event.start_mark.index, -1, 0, False))

    def _node(self, event: Any, node: Node) -> Node:
        """Fill a node, of which the surroundings are known, from its events."""
        node.start, node.end = event.start_mark.index, event.end_mark.index
        node.column = event.start_mark.column
        if type(event) is AliasEvent:
            node.kind = "alias"
        elif type(event) is ScalarEvent:
            self._anchored[event.anchor] = event.value
            node.style = event.style or ""
            if node.style in ("|", ">"):
                node.end = self._end_of_block_text(node)
        else:
            node.brackets = bool(event.flow_style)
            if type(event) is MappingStartEvent:
                node.kind = "mapping"
                end = self._fill_mapping(node, node.flow or node.brackets)
            else:
                node.kind = "sequence"
                end = self._fill_sequence(node, node.flow or node.brackets)
            node.end = end.end_mark.index if node.brackets else node.children[-1].end
        return node

    def _fill_mapping(self, node: Node, flow: bool) -> Any:
        while type(event := self._next()) is not MappingEndEvent:
            if not node.keys:
                node.column = event.start_mark.column
            key = self._anchored[event.anchor] if type(event) is AliasEvent else event.value
            if type(event) is ScalarEvent and event.anchor:
                self._anchored[event.anchor] = event.value
            start, end = event.start_mark.index, event.end_mark.index
            colon = _COLON.match(self._text, end)
            lead = colon.end() if colon else end
            node.keys[key] = (start, end)
            child = Node("scalar", 0, 0, lead, node.column, 0, flow, "mapping")
            node.values[key] = self._node(self._next(), child)
            self._pull_back(child)
        return event

    def _fill_sequence(self, node: Node, flow: bool) -> Any:
        dash = node.start
        while type(event := self._next()) is not SequenceEndEvent:
            if node.items and not flow:
                dash = self._dash(node.items[-1].end, node.column)
            elif not flow:
                dash = self._first_dash(node, event)
            child = Node("scalar", 0, 0, dash + 1, node.column, 0, flow, "sequence")
            node.items.append(self._node(event, child))
            self._pull_back(child)
        return event

    def _first_dash(self, node: Node, event: Any) -> int:
        """The dash of the first item: the sequence's start, unless an anchor or tag stands before it."""
        if self._text[node.start] == "-":
            return node.start
        dash = self._text.rindex("-", node.start, max(event.start_mark.index, node.start + 1))
        line = max(self._text.rfind("\n", 0, dash), self._text.rfind("\r", 0, dash)) + 1
        node.column = dash - line
        return dash

    def _dash(self, after: int, column: int) -> int:
        match = re.compile(rf"^ {{{column}}}(?=-)", re.MULTILINE).search(self._text, after)
        assert match is not None, "a further item of a block sequence begins a line"
        return match.end()

    def _pull_back(self, child: Node) -> None:
        """An empty value stands right behind its colon or dash, wherever the parser noticed it."""
        if child.kind == "scalar" and child.start == child.end and not child.flow:
            child.start = child.end = child.lead

    def _end_of_block_text(self, node: Node) -> int:
        written = self._text[node.start : node.end]
        if "+" in written.splitlines()[0]:
            node.style += "+"
            return node.start + len(written.removesuffix("\n").removesuffix("\r"))
        return node.start + len(written.rstrip())
