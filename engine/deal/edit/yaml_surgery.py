"""Cutting one edit into a YAML text at the span of the value that it is about."""

from __future__ import annotations

import re
from typing import Any

from .paths import Steps, at
from .values import Quote, quoted_text
from .yaml_lines import (
    Layout,
    block_lines,
    entry_lines,
    flow_text,
    item_lines,
    line_text,
    needs_block,
    value_lines,
)
from .yaml_nodes import Node, yaml_nodes

_LINE_END = re.compile(r"[\r\n]|\Z")
_QUOTES: dict[str, Quote] = {"'": "'", '"': '"'}


def edited_yaml(text: str, steps: Steps, before: Any, after: Any) -> str:
    """The text of data that differs only at the steps: a value changed, added or gone there."""
    return _Surgery(text).edit(steps, before, after)


class _Surgery:
    def __init__(self, text: str) -> None:
        self._text = text
        self._root = yaml_nodes(text)
        self._layout = _layout(self._root)
        found = re.search(r"\r\n|\n|\r", text)
        self._break = found.group() if found else "\n"

    def edit(self, steps: Steps, before: Any, after: Any) -> str:
        node = self._root
        for taken, step in enumerate(steps):
            child = _child(node, step)
            rest = steps[taken:]
            here = at(after, steps[:taken])
            if child is None:
                return self._grow(node, rest[0], here)
            if len(rest) == 1 and len(here) < len(at(before, steps[:taken])):
                return self._shrink(node, step, here)
            node = child
        return self._replace(node, at(after, steps))

    def _grow(self, node: Node, step: str | int, value: Any) -> str:
        """Add an entry or item, of which `value` is the whole new parent."""
        if not node.children:
            return self._replace(node, value)
        last = node.children[-1].end
        if node.flow or node.brackets:
            last = max(last, node.keys[list(node.keys)[-1]][1] if node.keys else last)
            new = flow_text(value[step])
            entry = f"{quoted_text(step, flow=True)}: {new}" if isinstance(step, str) else new
            return self._cut(last, last, f", {entry}")
        if isinstance(step, str):
            lines = entry_lines(step, value[step], node.column, self._layout)
        else:
            lines = item_lines(value[step], node.column, self._layout)
        end = self._line_end(last)
        return self._cut(end, end, self._break + self._break.join(lines))

    def _shrink(self, node: Node, step: str | int, value: Any) -> str:
        """Take an entry or item out, of which `value` is the whole new parent."""
        if not value:
            return self._replace(node, value)
        starts = [start for start, _ in node.keys.values()] or [
            child.start if node.brackets else child.lead - 1 for child in node.items
        ]
        index = list(node.keys).index(step) if isinstance(step, str) else step
        start, end = starts[index], max(node.children[index].end, starts[index])
        following = starts[index + 1] if index + 1 < len(starts) else None
        if node.flow or node.brackets:
            if following is None:
                return self._cut(node.children[index - 1].end, end, "")
            return self._cut(start, following, "")
        line_start = self._line_start(start)
        if not self._text[line_start:start].strip():
            return self._cut_lines(line_start, self._behind_blank_lines(line_start, self._line_end(end)))
        assert following is not None, "an entry behind a dash is the first of several"
        gap = self._text[end:following]
        return self._cut(start, end if "#" in gap else following, "")

    def _behind_blank_lines(self, start: int, end: int) -> int:
        """Blank lines behind a removed entry would become part of a text with `+` before it: they go too."""
        keeping = (node.end for node in self._root.walk() if node.style.endswith("+") and node.end <= start)
        if any(not self._text[text_end:start].strip() for text_end in keeping):
            while (line := self._next_line(end)) < len(self._text):
                if self._text[line : self._line_end(line)].strip():
                    break
                end = self._line_end(line)
        return end

    def _replace(self, node: Node, value: Any) -> str:
        if node.flow or not needs_block(value) or (node.brackets and isinstance(value, dict | list)):
            return self._replace_by_line(node, value)
        if node.parent != "mapping":
            return self._replace_in_place(node, value)
        return self._replace_below_key(node, value)

    def _replace_by_line(self, node: Node, value: Any) -> str:
        quote = _QUOTES.get(node.style, "") if isinstance(value, str) else ""
        new = flow_text(value, quote) if node.flow or node.brackets else line_text(value, quote)
        if node.start == node.end:
            colon = "" if node.parent != "mapping" or self._text[: node.lead].endswith(":") else ":"
            space = "" if self._text[: node.start].endswith((" ", "[")) else " "
            return self._cut(node.start, node.end, colon + space + new)
        line = self._line_start(node.start)
        if node.parent and line > node.lead and node.children and not node.brackets:
            return self._cut_many((node.lead, node.lead, f" {new}"), (line, self._next_line(node.end), ""))
        return self._cut(node.start, node.end, new)

    def _replace_in_place(self, node: Node, value: Any) -> str:
        """Write a block where the value of a list item or of the whole file stands."""
        if node.start == node.end:
            column, start = node.margin + 2, node.lead
        else:
            line = self._line_start(node.start)
            column, start = node.start - line, node.start
        if isinstance(value, str):
            head, lines = value_lines(value, max(node.margin, 0), self._layout)
            first, rest = head.strip(), lines
        else:
            first, *rest = block_lines(value, column, self._layout)
        space = " " if start == node.lead and node.parent else ""
        end = self._line_end(node.end)
        comment = "" if node.children else self._text[node.end : end]
        return self._cut(start, end, self._break.join([space + first.lstrip(" ") + comment, *rest]))

    def _replace_below_key(self, node: Node, value: Any) -> str:
        head, lines = value_lines(value, node.margin, self._layout)
        below = self._break + self._break.join(lines)
        line = self._line_start(node.start)
        end = self._line_end(node.end)
        if line > node.lead:
            return self._cut_many((node.lead, node.lead, head), (line - len(self._break), end, below))
        comment = "" if node.children or node.style[:1] in ("|", ">") else self._text[node.end : end]
        return self._cut(node.lead, end, head + comment.rstrip() + below)

    def _cut(self, start: int, end: int, new: str) -> str:
        return self._text[:start] + new + self._text[end:]

    def _cut_many(self, first: tuple[int, int, str], second: tuple[int, int, str]) -> str:
        """Two cuts, the first of which stands before the second."""
        start, end, new = second
        tail = new + self._text[end:]
        return self._text[: first[0]] + first[2] + self._text[first[1] : start] + tail

    def _cut_lines(self, start: int, end: int) -> str:
        """Take whole lines out, with the line break behind or, at the end of a text without one, before."""
        if end < len(self._text):
            return self._cut(start, self._next_line(end), "")
        above = max(start - len(self._break), 0)
        return self._cut(start if self._line_start(above) == above else above, end, "")

    def _line_start(self, offset: int) -> int:
        return max(self._text.rfind("\n", 0, offset), self._text.rfind("\r", 0, offset)) + 1

    def _line_end(self, offset: int) -> int:
        match = _LINE_END.search(self._text, offset)
        assert match is not None
        return match.start()

    def _next_line(self, offset: int) -> int:
        end = self._line_end(offset)
        return end + 2 if self._text.startswith("\r\n", end) else min(end + 1, len(self._text))


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(step, str):
        return node.values.get(step)
    return node.items[step] if step < len(node.items) else None


def _layout(root: Node) -> Layout:
    """The indentation of the first mapping below a key and of the first list below a key."""
    steps: list[int] = []
    list_steps: list[int] = []
    for node in root.walk():
        if node.parent == "mapping" and not node.brackets and not node.flow:
            if node.kind == "mapping":
                steps.append(node.column - node.margin)
            elif node.kind == "sequence":
                list_steps.append(node.column - node.margin)
    step = steps[0] if steps else 2
    return Layout(step, list_steps[0] if list_steps else step)
