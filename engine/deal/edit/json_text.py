"""Data as JSON text, laid out as another JSON text is."""

from __future__ import annotations

import json
import re
from typing import Any

from .values import number_text

_INDENT = re.compile(r"[\[{](\r?\n)([ \t]*)")


def json_in_the_manner_of(text: str, data: Any) -> str:
    """The data with the indentation, line breaks, spacing and escapes of the text."""
    first = _INDENT.search(text)
    tail = text[len(text.rstrip()) :]
    ascii_only = text.isascii() and "\\u" in text
    colon = ": " if first or re.search(r'": ', text) or not re.search(r'":', text) else ":"
    comma = "," if first or (colon == ":" and ", " not in text) else ", "
    writer = _Writer(
        line_break=first[1] if first else "",
        indent=first[2] if first else "",
        comma=comma,
        colon=colon,
        ascii_only=ascii_only,
    )
    return writer.written(data, writer.line_break) + tail


class _Writer:
    def __init__(self, *, line_break: str, indent: str, comma: str, colon: str, ascii_only: bool) -> None:
        self.line_break, self.indent = line_break, indent
        self.comma, self.colon, self.ascii_only = comma, colon, ascii_only

    def written(self, data: Any, margin: str) -> str:
        if isinstance(data, dict):
            entries = [
                f"{self._text(key)}{self.colon}{self.written(value, margin + self.indent)}"
                for key, value in data.items()
            ]
            return self._collection("{", entries, "}", margin)
        if isinstance(data, list):
            items = [self.written(item, margin + self.indent) for item in data]
            return self._collection("[", items, "]", margin)
        if isinstance(data, str):
            return self._text(data)
        return number_text(data)

    def _collection(self, opening: str, parts: list[str], closing: str, margin: str) -> str:
        if not parts:
            return opening + closing
        inner = margin + self.indent if self.line_break else ""
        return opening + inner + (self.comma + inner).join(parts) + margin + closing

    def _text(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self.ascii_only)
