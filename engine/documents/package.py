"""A .docx as parts: read with limits, written with the compressed bytes of unchanged parts reused.

The same parts always give the same bytes; entries keep the order of the source.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..errors import Problem, TemplateError
from .ooxml import CONTENT_TYPES, NotXml, parse
from .zipping import LOCAL, Entry, join_entries

MAX_ENTRIES: Final = 2_000
MAX_TOTAL_BYTES: Final = 200_000_000
MAX_RATIO: Final = 250
SMALL_PART_BYTES: Final = 1_000_000

_CONTENT_TYPES_PART: Final = "[Content_Types].xml"


class Package:
    """The parts of one .docx, unchanging. `name` is how errors call the file."""

    __slots__ = ("_entries", "_packed", "_parts", "_types", "name")

    def __init__(
        self, name: str, parts: Mapping[str, bytes], packed: Mapping[str, bytes] | None = None
    ) -> None:
        """A package of these parts, in this order; TemplateError if they do not make a Word document.

        `packed` are deflated contents of some of them, where they are known already.
        """
        self.name = name
        self._parts = dict(parts)
        self._packed = dict(packed or {})
        self._entries: dict[str, Entry] = {}
        self._types = _content_types(name, self._parts)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts (`word/document.xml`), in the order of the file."""
        return tuple(self._parts)

    def __getitem__(self, part: str) -> bytes:
        return self._parts[part]

    def __contains__(self, part: object) -> bool:
        return part in self._parts

    def content_type(self, part: str) -> str:
        """The declared content type of a part, `""` if it has none."""
        overrides, defaults = self._types
        return overrides.get(part) or defaults.get(part.rpartition(".")[2].lower(), "")

    def of_type(self, content_type: str) -> tuple[str, ...]:
        """Names of the parts of one content type."""
        return tuple(part for part in self._parts if self.content_type(part) == content_type)

    def with_parts(self, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> Package:
        """A package with some parts replaced or added and some dropped."""
        kept = {part: data for part, data in self._parts.items() if part not in dropped}
        packed = {part: data for part, data in self._packed.items() if part in kept and part not in changed}
        return Package(self.name, {**kept, **changed}, packed)

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """The .docx with these parts' contents in place of its own; all others are copied as they are stored.

        KeyError if a part is not in the package: adding one means declaring it too (see `with_parts`).
        """
        if strangers := changed.keys() - self._parts.keys():
            raise KeyError(", ".join(sorted(strangers)))
        return join_entries(
            Entry.of(part, changed[part]) if part in changed else self._stored(part) for part in self._parts
        )

    def _stored(self, part: str) -> Entry:
        """The entry of an unchanged part, made once."""
        entry = self._entries.get(part)
        if entry is None:
            data, packed = self._parts[part], self._packed.get(part)
            entry = Entry.of(part, data) if packed is None else Entry.around(part, packed, data)
            self._entries[part] = entry
        return entry


def read_package(source: Path | str | bytes, name: str = "") -> Package:
    """Read a .docx from a path or its bytes.

    TemplateError if the file cannot be opened, is no Word document, holds macros or a password, or would unpack
    to more than MAX_TOTAL_BYTES, MAX_ENTRIES parts, or MAX_RATIO times its size in one part.
    """
    if isinstance(source, bytes):
        data, called = source, name or "document.docx"
    else:
        called = name or Path(source).name
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise _refusal(called, "unreadable", f"the file cannot be opened: {error.strerror}") from error
    return _unzip(called, data)


def _unzip(name: str, data: bytes) -> Package:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error) as error:
        hint = "save it in Word as .docx (not .doc, and without a password)"
        raise _refusal(name, "not-docx", "this is not a Word document (.docx)", hint) from error
    if len(infos) > MAX_ENTRIES:
        raise _refusal(
            name, "too-large", f"the file holds {len(infos)} parts; at most {MAX_ENTRIES} are read"
        )
    parts: dict[str, bytes] = {}
    packed: dict[str, bytes] = {}
    room = MAX_TOTAL_BYTES
    for info in infos:
        if info.filename in parts:
            raise _refusal(name, "not-docx", f"the part {info.filename!r} is in the file twice")
        parts[info.filename] = _unpack(name, data, info, room)
        room -= len(parts[info.filename])
        if info.compress_type == zipfile.ZIP_DEFLATED:
            packed[info.filename] = _stored_bytes(data, info)
    return Package(name, parts, packed)


def _unpack(name: str, data: bytes, info: zipfile.ZipInfo, room: int) -> bytes:
    """The contents of one entry, never inflating past what the limits allow, whatever the directory claims."""
    path = info.filename
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refusal(
            name, "not-docx", f"the part {path!r} is encrypted or packed in a way that Word does not use"
        )
    if path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise _refusal(name, "not-docx", f"the part name {path!r} leads out of the document")
    packed = _stored_bytes(data, info)
    limit = min(room, max(SMALL_PART_BYTES, MAX_RATIO * len(packed)))
    try:
        content = packed if info.compress_type == zipfile.ZIP_STORED else _inflate(packed, limit + 1)
    except zlib.error as error:
        raise _refusal(name, "not-docx", f"the part {path!r} is damaged") from error
    if len(content) > limit:
        raise _refusal(name, "too-large", f"the part {path!r} unpacks to more than a document can need")
    if zlib.crc32(content) != info.CRC:
        raise _refusal(name, "not-docx", f"the part {path!r} is damaged")
    return content


def _stored_bytes(data: bytes, info: zipfile.ZipInfo) -> bytes:
    head = data[info.header_offset : info.header_offset + LOCAL.size]
    if len(head) < LOCAL.size:
        return b""
    *_, name_length, extra_length = LOCAL.unpack(head)
    start = info.header_offset + LOCAL.size + name_length + extra_length
    return data[start : start + info.compress_size]


def _inflate(packed: bytes, limit: int) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit)


def _content_types(name: str, parts: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by part name and by extension."""
    if _CONTENT_TYPES_PART not in parts or "word/document.xml" not in parts:
        raise _refusal(name, "not-docx", "this is not a Word document: it has no word/document.xml")
    try:
        root = parse(parts[_CONTENT_TYPES_PART])
    except NotXml as error:
        raise _refusal(name, "not-docx", f"{_CONTENT_TYPES_PART} is damaged: {error}") from error
    overrides = {
        node.get("PartName", "").lstrip("/"): node.get("ContentType", "")
        for node in root.iter(f"{{{CONTENT_TYPES}}}Override")
    }
    defaults = {
        node.get("Extension", "").lower(): node.get("ContentType", "")
        for node in root.iter(f"{{{CONTENT_TYPES}}}Default")
    }
    if "macro" in overrides.get("word/document.xml", "").lower():
        raise _refusal(name, "macros", "the file holds macros", "save it in Word as .docx")
    return overrides, defaults


def _refusal(name: str, code: str, message: str, hint: str = "") -> TemplateError:
    return TemplateError([Problem(code=code, message=message, source=name, hint=hint)])
