"""ZIP files from entries that are made once and copied from then on (APPNOTE 6.3.x, 4.3.7).

The same parts always give the same bytes: times are fixed, nothing depends on the machine.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LOCAL: Final = struct.Struct("<4s5H3L2H")
"""The head of an entry, before its name and its content."""

DEFLATE_LEVEL: Final = 3
"""Beyond it, a document takes noticeably longer and gets hardly smaller."""

_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_UTF8_NAME: Final = 0x800
_DEFLATED: Final = 8
_MIDNIGHT_1_1_1980: Final = (0, 0x21)


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as it stands in a ZIP file: the local entry's bytes and what the directory repeats of it."""

    name: bytes
    flags: int
    crc: int
    compressed: int
    size: int
    local: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Entry:
        """The entry of a part with this content, deflated."""
        packer = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls.around(name, packer.compress(data) + packer.flush(), data)

    @classmethod
    def around(cls, name: str, packed: bytes, data: bytes) -> Entry:
        """The entry of a part whose content has been deflated already."""
        crc, size = zlib.crc32(data), len(data)
        encoded = name.encode("utf-8")
        flags = 0 if name.isascii() else _UTF8_NAME
        head = LOCAL.pack(
            b"PK\3\4", 20, flags, _DEFLATED, *_MIDNIGHT_1_1_1980, crc, len(packed), size, len(encoded), 0
        )
        return cls(encoded, flags, crc, len(packed), size, head + encoded + packed)

    def directory(self, offset: int) -> bytes:
        """What the directory says of it when it begins at that place of the file."""
        return (
            _CENTRAL.pack(
                b"PK\1\2", 20, 20, self.flags, _DEFLATED, *_MIDNIGHT_1_1_1980, self.crc, self.compressed,
                self.size, len(self.name), 0, 0, 0, 0, 0, offset,
            )
            + self.name
        )  # fmt: skip


def join_entries(entries: Iterable[Entry]) -> bytes:
    """The ZIP file of these entries, in this order."""
    locals_: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        locals_.append(entry.local)
        directory.append(entry.directory(offset))
        offset += len(entry.local)
    listing = b"".join(directory)
    count = len(directory)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
    return b"".join((*locals_, listing, end))
