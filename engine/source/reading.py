"""From a file or bytes to a `Source`: bounded, decoded, dispatched by format."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from pathlib import Path as FilePath

from .limits import DEFAULT, Limits
from .places import position_at
from .problems import Collector, Fault
from .source import Format, Source

_UNREADABLE_CHARACTER = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
_INVISIBLE_BREAKS = ("\u0085", "\u2028", "\u2029")
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_file(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    format: Format | None = None,
    limits: Limits = DEFAULT,
) -> Source:
    """Read a YAML or JSON file; `name` is what problems call it, the path if not given.

    Never reads more than the size limit and one byte. Raises SourceError when the file cannot be opened or
    read, and for everything that `read_source` raises it for.
    """
    shown = os.fspath(path) if name is None else name
    try:
        with FilePath(path).open("rb") as file:
            content = file.read(limits.bytes + 1)
    except OSError as error:
        Collector(shown, limits).stop(_unopened(error))
    except ValueError:  # a NUL character in the path
        Collector(shown, limits).stop(Fault("unreadable-file", "is not a path that a file can have"))
    return read_source(content, shown, format=format or format_of(os.fspath(path)), limits=limits)


def read_source(
    text: str | bytes, name: str, *, format: Format | None = None, limits: Limits = DEFAULT
) -> Source:
    """Read YAML or JSON text; `name` is what problems call it and, by its suffix, gives the format.

    Anything but a name that ends in `.json` is YAML. Bytes are UTF-8, with or without a byte order mark.
    Raises SourceError with every problem found, in file order.
    """
    format = format or format_of(name)
    collector = Collector(name, limits)
    content = None
    if isinstance(text, bytes):
        content, text = text.removeprefix(BOM_UTF8), _decoded(text, collector)
    else:
        _check_size(len(text), collector)
    text = text.removeprefix("\ufeff")
    if not text.isascii() and (content is None or format == "yaml"):
        _check_characters(text, format, collector)
    if not text.strip():
        collector.stop(Fault("empty", "is empty"))
    if format == "json":
        from .json_reader import read_json

        return Source(name, text, format, read_json(text, collector, content))
    from .yaml_reader import read_yaml

    return Source(name, text, format, read_yaml(text, collector))


def format_of(name: str) -> Format:
    """The format that a file name's suffix stands for."""
    return "json" if name.lower().endswith(".json") else "yaml"


def _unopened(error: OSError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Fault("missing-file", "there is no such file")
    if isinstance(error, IsADirectoryError):
        return Fault("unreadable-file", "is a folder, not a file")
    reason = error.strerror or str(error) or type(error).__name__
    return Fault("unreadable-file", f"cannot be read: {reason[0].lower()}{reason[1:]}")


def _decoded(content: bytes, collector: Collector) -> str:
    _check_size(len(content), collector)
    if content.startswith(_UTF16_OR_32) or b"\0" in content[:2]:
        collector.stop(Fault("not-utf8", "is UTF-16 or UTF-32, not UTF-8", "save the file as UTF-8"))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        fault = Fault(
            "not-utf8",
            f"is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}",
            "save the file as UTF-8",
        )
        collector.stop(fault, position_at(before, len(before)))


def _check_size(size: int, collector: Collector) -> None:
    if size > collector.limits.bytes:
        collector.stop(Fault("too-large", f"is larger than {collector.limits.bytes:,} bytes"))


def _check_characters(text: str, format: Format, collector: Collector) -> None:
    """Refuse what cannot be UTF-8 and, in YAML, the line breaks that editors do not count as such."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        size = 0
    if not size or (format == "yaml" and any(one in text for one in _INVISIBLE_BREAKS)):
        for match in _UNREADABLE_CHARACTER.finditer(text):
            character = match.group()
            if character >= "\ud800" and character <= "\udfff":
                fault = Fault("character", f"U+{ord(character):04X} is half of a character")
            elif format == "yaml":
                fault = Fault(
                    "character",
                    f"U+{ord(character):04X} is an invisible line break",
                    "replace it by a space or begin a new line",
                )
            else:
                continue
            collector.add(fault, position_at(text, match.start()))
        collector.finish()
    _check_size(size, collector)
