"""How a value of the context becomes text of a part: literally, always.

What XML cannot hold is shown as U+FFFD. Braces leave under a guise (a noncharacter, which no value may carry), so
that nothing that a value says is taken for a tag, neither here nor by a later search for tags that were not rendered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

BRACE: Final = "\ufdd0"
"""Stands for `{` from a value until a part is finished (see `uncover`)."""

_BRACE_BYTES: Final = BRACE.encode("utf-8")
_BRACE_REFERENCE: Final = "&#123;"
_REPLACEMENT: Final = "\ufffd"
_ILLEGAL: Final = (
    *range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF
)  # fmt: skip
_SAFE: Final = {
    **dict.fromkeys(_ILLEGAL, _REPLACEMENT),
    **{ord(mark): mark for mark in "\t\n\a\f"},
    ord("\v"): "\n",
    ord("\r"): "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    ord("{"): BRACE,
}
_ESCAPED: Final = {**_SAFE, **{ord(mark): f"&#{ord(mark)};" for mark in "&<>\"'"}}
_RENDERED: Final = {mark: text for mark, text in _SAFE.items() if mark != ord(BRACE)}
"""What a macro has rendered is clean already, braces under their guise."""
_NO_BREAKS: Final = str.maketrans("\a\f", "  ")
"""The marks of paragraphs and pages, which a tree cannot hold."""
_TIE: Final = re.compile(r"\br:(?:embed|link|id|pict)=")
_REMARKABLE: Final = re.compile(
    "[&<>\"'{\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class Unprintable(ValueError):
    """A value that is no text: nothing, yes/no, or a collection."""


def clean(text: str) -> str:
    """Text as XML character data: escaped, with what XML cannot hold replaced."""
    if _REMARKABLE.search(text) is None:
        return text
    return text.replace("\r\n", "\n").translate(_ESCAPED)


def literal(text: str) -> str:
    """Text for a tree, which is escaped when it is written, with what XML cannot hold replaced."""
    return text.replace("\r\n", "\n").translate(_SAFE).translate(_NO_BREAKS)


def present(value: object) -> str:
    """The XML of a value as a tag prints it. Unprintable if printing it would show Python to the reader."""
    if type(value) is str:
        return clean(value)
    if isinstance(value, Markup):
        return value.translate(_RENDERED)
    if hasattr(value, "__html__"):
        return _formatted(str(value.__html__()))
    if value is None:
        raise Unprintable("has no value here; guard it with {% if ... %}")
    if isinstance(value, bool):
        raise Unprintable("is a yes or no, not a text; use {% if ... %}")
    if isinstance(value, (Mapping, list, tuple, set, frozenset, bytes)):
        raise Unprintable("is a collection, not a text; print its members one by one")
    return clean(str(value))


def _formatted(xml: str) -> str:
    """The XML of a formatted value, if it can stand in a part by itself."""
    if _TIE.search(xml) is not None:
        raise Unprintable(
            "is a picture or a link to another part, which a value cannot bring along; put it into the template"
        )
    return xml


def cover(xml: bytes) -> bytes:
    """A finished part, before it is parsed again: the reverse of `uncover`."""
    return xml.replace(_BRACE_REFERENCE.encode(), _BRACE_BYTES)


def uncover(xml: bytes) -> bytes:
    """A finished part: braces of values as character references, which no search for tags mistakes."""
    return xml.replace(_BRACE_BYTES, _BRACE_REFERENCE.encode())


def uncovered(xml: str) -> str:
    """What `uncover` gives, of a part that is text as yet."""
    return xml.replace(BRACE, _BRACE_REFERENCE)
