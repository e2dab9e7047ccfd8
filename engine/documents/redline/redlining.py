"""Compares the body, headers and footers of two documents; what only a machine sees is left out.

The redline is for reading: content controls, bookmarks and links are gone, and fields of the body show what they
print. With all changes accepted it reads as the new document, with all rejected as the old one, word by word, format
by format; otherwise there is no redline. Everything outside the text (styles, pictures, properties) is the new one's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from ...errors import NegotiaError, Problem, TemplateError
from ..ooxml import DECLARATION, NotXml, P, parse, serialise, w
from ..package import Package, read_package
from ..properties import CORE_PART
from ..values import cover, uncover
from .comparing import compare_blocks
from .flat import TABLE, flatten, reading
from .revisions import Reviser, accept_all, reject_all

_MAIN: Final = "word/document.xml"
_REVISIONS: Final = tuple(
    map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "cellIns", "cellDel"))
)
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_NO_TIME: Final = "1980-01-01T00:00:00Z"


def redline(old: bytes, new: bytes, *, author: str = "", names: tuple[str, str] = ("old", "new")) -> bytes:
    """The new document with its differences from the old one as tracked changes; `names` are for messages.

    Changes are by `author`, or else the author of the new document, on the day of the new document. TemplateError
    if one is no Word document or has tracked changes itself, NegotiaError if their difference cannot be shown.
    """
    before, after = (read_package(data, name) for data, name in zip((old, new), names, strict=True))
    _refuse_comments(after)
    made_by, at = _origin(after)
    reviser = Reviser(author or made_by or "negotia", at)
    changed: dict[str, bytes] = {}
    for part in _stories(before, after):
        root, past = _read(after, part), _read(before, part)
        own, other = _container(root), _container(past)
        if reading(own) == reading(other) and part != _MAIN:
            continue
        rest = [node for node in own if node.tag not in (P, TABLE)]
        blocks = compare_blocks(_blocks(other), _blocks(own), reviser)
        own[:] = [*blocks, *rest]
        changed[part] = uncover((DECLARATION + serialise(root)).encode())
    made = after.write(changed)
    faults = verify_redline(made, old, new)
    if faults:
        raise NegotiaError(f"the redline could not be proved: {'; '.join(faults)}")
    return made


def verify_redline(made: bytes, old: bytes, new: bytes) -> list[str]:
    """What keeps a redline from reading as the new document when accepted and as the old one when rejected."""
    package, before, after = map(read_package, (made, old, new))
    return [
        f"{part}: with all changes {word} it is not the {name} document"
        for word, name, settle, source in (
            ("accepted", "new", accept_all, after),
            ("rejected", "old", reject_all, before),
        )
        for part in _stories(before, after)
        if _settled(package, part, settle) != reading(_container(_read(source, part)))
    ]


def _settled(package: Package, part: str, settle: Callable[[etree._Element], None]) -> tuple[object, ...]:
    root = parse(cover(package[part]))
    settle(root)
    flatten(root, fields=part == _MAIN)
    return reading(_container(root))


def _stories(before: Package, after: Package) -> Iterator[str]:
    yield _MAIN
    for package, other in ((before, after), (after, before)):
        for part in package.names:
            if not package.content_type(part).endswith(
                ("wordprocessingml.header+xml", "wordprocessingml.footer+xml")
            ):
                continue
            if part not in other:
                raise NegotiaError("one document has headers or footers that the other one lacks")
            if package is before:
                yield part


def _read(package: Package, part: str) -> etree._Element:
    try:
        root = parse(cover(package[part]))
    except NotXml as error:
        raise TemplateError([Problem("not-docx", f"a part is damaged: {error}", package.name)]) from error
    if next(root.iter(*_REVISIONS), None) is not None:
        hint = "accept or reject them in Word first"
        raise TemplateError([Problem("tracked-changes", "it has tracked changes", package.name, hint=hint)])
    flatten(root, fields=part == _MAIN)
    return root


def _refuse_comments(package: Package) -> None:
    if any("comments" in part for part in package.names):
        hint = "take the copy for the other side, or delete the comments in Word"
        message = "it has comments, and a redline goes to the other side"
        raise TemplateError([Problem("comments", message, package.name, hint=hint)])


def _container(root: etree._Element) -> etree._Element:
    body = root.find(w("body"))
    return root if body is None else body


def _blocks(container: etree._Element) -> list[etree._Element]:
    return [node for node in container if node.tag in (P, TABLE)]


def _origin(package: Package) -> tuple[str, str]:
    """Author and time of a document."""
    core = parse(package[CORE_PART]) if CORE_PART in package else None
    if core is None:
        return "", _NO_TIME
    return core.findtext(f"{_DUBLIN}creator") or "", core.findtext(f"{_TERMS}created") or _NO_TIME
