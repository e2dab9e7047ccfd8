"""The three edits of a deal text."""

from __future__ import annotations

from typing import Any

from ...errors import NegotiaError, SourceError
from ...source import Format, Source, path_text, read_source
from .paths import Path, Steps, at, resolve, with_value, without

_NAME = "the deal"


def set_value(text: str, path: Path, value: Any, *, format: Format = "yaml") -> str:
    """The text with the value at the path; mappings on the way are made where they are missing.

    Values are dict with text keys, list, str, int, Decimal, bool and None. Raises NegotiaError for a path that
    asks a text, a number or a list for a key, or names a list item that is not there; SourceError if the text
    cannot be read.
    """
    source = _read(text, format)
    steps = resolve(source.data, path)
    return _edited(source, text, steps, with_value(source.data, steps, value))


def append_item(text: str, path: Path, item: Any, *, format: Format = "yaml") -> str:
    """The text with one more item at the end of the list at the path, which is made if it is missing.

    Raises as `set_value` does, and NegotiaError if the value at the path is not a list.
    """
    source = _read(text, format)
    steps = resolve(source.data, path)
    items = at(source.data, steps)
    if items is not None and not isinstance(items, list):
        raise NegotiaError(f"{path_text(steps) or 'the file'} is not a list: nothing can be added to it")
    new = [*(items or []), item]
    return _edited(source, text, (*steps, len(new) - 1), with_value(source.data, steps, new))


def remove(text: str, path: Path, *, format: Format = "yaml") -> str:
    """The text without the entry or item at the path; a list or mapping that becomes empty stays, as `[]` or `{}`.

    Raises as `set_value` does, and NegotiaError if nothing stands at the path.
    """
    source = _read(text, format)
    steps = resolve(source.data, path)
    parent = at(source.data, steps[:-1])
    if not steps or (isinstance(parent, dict | None) and steps[-1] not in (parent or {})):
        raise NegotiaError(
            f"{path_text(steps) or 'the whole file'} cannot be removed: there is no such entry"
        )
    return _edited(source, text, steps, without(source.data, steps))


def _read(text: str, format: Format) -> Source:
    return read_source(text, _NAME, format=format)


def _edited(source: Source, text: str, steps: Steps, data: Any) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    if source.format == "json":
        from .json_text import json_in_the_manner_of

        new = json_in_the_manner_of(source.text, data)
    elif data == source.data and str(data) == str(source.data):
        new = source.text
    else:
        from .yaml_surgery import edited_yaml

        new = edited_yaml(source.text, steps, source.data, data)
    if not _reads_as(new, data, source.format):
        place = path_text(steps) or "the file"
        raise NegotiaError(
            f"{place} cannot be changed without changing another place: an alias may refer to it"
        )
    return mark + new


def _reads_as(text: str, data: Any, format: Format) -> bool:
    try:
        return bool(read_source(text, _NAME, format=format).data == data)
    except SourceError as error:
        if any(problem.code == "unknown-alias" for problem in error.problems):
            return False
        raise
