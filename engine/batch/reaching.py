"""Files by their path, or by an address such as s3://bucket/plans or gs://bucket/plans, reached in one way."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from ..errors import NegotiaError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BUFFER = 1 << 20


class Status(NamedTuple):
    """Size in bytes, time of the last change in nanoseconds, and whether it lies on a disk (a pipe does not)."""

    size: int
    modified: int
    lasting: bool = True


def is_address(path: str) -> bool:
    """Whether a path is the address of a file elsewhere."""
    return _ADDRESS.match(path) is not None


def opened(path: str) -> BinaryIO:
    """The file, to read its bytes. Raises OSError, NegotiaError for an address that cannot be one."""
    if not is_address(path):
        return Path(path).open("rb")
    system, place = _system(path)
    return cast("BinaryIO", io.BufferedReader(system.open_input_file(place), _BUFFER))


def status(path: str) -> Status:
    """How the file is now. Raises OSError if it is not there."""
    if not is_address(path):
        found = Path(path).stat()
        return Status(found.st_size, found.st_mtime_ns, stat.S_ISREG(found.st_mode))
    system, place = _system(path)
    info = system.get_file_info(place)
    if not info.is_file:
        raise FileNotFoundError(2, "there is no such file", path)
    return Status(info.size, info.mtime_ns or 0)


def below(address: str) -> Iterator[str] | None:
    """The addresses of all files in a folder and below, in order; None if the address is of no folder."""
    from pyarrow import fs

    system, place = _system(address)
    if system.get_file_info(place).type != fs.FileType.Directory:
        return None
    found = system.get_file_info(fs.FileSelector(place, recursive=True))
    start = len(place.rstrip("/"))
    root = address.partition("?")[0].rstrip("/")
    query = address[len(address.partition("?")[0]) :]
    inside = sorted(info.path[start:] for info in found if info.is_file)
    return (f"{root}{path}{query}" for path in inside if not any(part[:1] == "." for part in path.split("/")))


def write_to(address: str, content: BinaryIO) -> None:
    """Writes a file of that address; nobody sees it before it is whole. Raises OSError."""
    system, place = _system(address)
    with system.open_output_stream(place) as stream:
        while piece := content.read(_BUFFER):
            stream.write(piece)


def _system(address: str) -> tuple[FileSystem, str]:
    parts = urlsplit(address)
    if parts.scheme == "file":
        return _of("file", "", ""), unquote(parts.path)
    return _of(parts.scheme, parts.netloc, parts.query), f"{parts.netloc}{unquote(parts.path)}"


@lru_cache(16)
def _of(scheme: str, netloc: str, query: str) -> FileSystem:
    """The file system of a bucket, asked for once: it may have to be looked up."""
    try:
        from pyarrow import fs
    except ImportError as error:
        raise NegotiaError(f'{scheme}:// addresses need pyarrow: pip install "negotia[parquet]"') from error
    if scheme == "file":
        return fs.LocalFileSystem()
    try:
        system, _ = fs.FileSystem.from_uri(f"{scheme}://{netloc}{'?' if query else ''}{query}")
    except (ValueError, NotImplementedError) as error:
        raise NegotiaError(f"{scheme}://{netloc} cannot be reached: {error}") from error
    return system
