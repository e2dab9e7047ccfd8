"""Edits of a deal file that touch nothing but their place: comments, order, quotes and line breaks stay.

YAML is edited in its text, at the span of the value in question, because writing a whole file anew, even with
its comments, re-indents and re-wraps lines that nobody touched. JSON, which has no comments, is written anew
in the manner of the text. The result is read back before it is returned.
"""

from .editing import append_item, remove, set_value
from .paths import Key, Path

__all__ = ["Key", "Path", "append_item", "remove", "set_value"]
