"""XML files from anyone -> elements with the place of each; bounded, and a document type is never read.

Expat, since it tells line and column of every tag and stops at `<!DOCTYPE`, before any entity is there to expand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from ..source.limits import Limits
from ..source.places import Position
from ..source.problems import Collector, Fault

LIMITS: Final = Limits(bytes=5_000_000, depth=30, nodes=50_000)


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes and the elements inside it; text between tags is not kept."""

    tag: str
    attributes: Mapping[str, str]
    position: Position
    children: list[Element] = field(default_factory=list)

    def named(self, *tags: str) -> Iterator[Element]:
        """The elements directly inside it that have one of these tags."""
        return (child for child in self.children if child.tag in tags)

    def all(self) -> Iterator[Element]:
        """The element and every one inside it, in document order."""
        yield self
        for child in self.children:
            yield from child.all()


def read_markup(path: Path, limits: Limits = LIMITS) -> Element:
    """The root element of an XML file. Raises SourceError when the file is too large, too deep, or not XML."""
    collector = Collector(str(path), limits)
    try:
        with path.open("rb") as file:
            content = file.read(limits.bytes + 1)
    except FileNotFoundError:
        collector.stop(Fault("missing-file", "there is no such file"))
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = (error.strerror if isinstance(error, OSError) else None) or "it is not a path of a file"
        collector.stop(Fault("unreadable-file", f"cannot be read: {reason[0].lower()}{reason[1:]}"))
    if len(content) > limits.bytes:
        collector.stop(Fault("too-large", f"is larger than {limits.bytes:,} bytes"))
    if not content.strip():
        collector.stop(Fault("empty", "is empty"))
    return _Builder(collector).read(content)


class _Builder:
    """Builds the tree from what the parser calls out."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._open: list[Element] = []
        self._count = 0
        self._root: Element | None = None

    def read(self, content: bytes) -> Element:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            fault = Fault("not-xml", f"is not XML: {reason}", "export the file again, or mend it there")
            self._collector.stop(fault, Position(error.lineno, error.offset + 1))
        except (LookupError, ValueError) as error:  # an encoding that nobody knows
            self._collector.stop(Fault("not-xml", f"is not XML: {error}", "save the file as UTF-8"))
        assert self._root is not None
        return self._root

    @property
    def _here(self) -> Position:
        return Position(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        limits = self._collector.limits
        self._count += 1
        if len(self._open) >= limits.depth:
            fault = Fault("too-deep", f"elements lie more than {limits.depth} levels deep inside each other")
            self._collector.stop(fault, self._here)
        if self._count > limits.nodes:
            fault = Fault("too-many-values", f"holds more than {limits.nodes:,} elements")
            self._collector.stop(fault, self._here)
        element = Element(tag, attributes, self._here)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _doctype(self, *_: object) -> None:
        fault = Fault("doctype", "a document type (<!DOCTYPE ...>) is not read", "remove the declaration")
        self._collector.stop(fault, self._here)
