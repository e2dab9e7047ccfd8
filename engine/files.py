"""Writing files so that nobody ever sees half of one, and names that are safe to write."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from .errors import NegotiaError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_MAX_BYTES = 100
_HASH_DIGITS = 12
_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED_ON_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")]
)


def write_atomically(path: str | os.PathLike[str], data: bytes | str, *, parents: bool = False) -> None:
    """Write a file in one step: readers see the old content or the new, and a failure leaves the old.

    Text is written as UTF-8 with its line endings as they are. A symbolic link is followed. The permissions
    of a file that is replaced are kept; a new one gets the usual ones. `parents` creates missing folders.
    Raises NegotiaError with the path and the system's reason.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        target = Path(os.path.realpath(path))
        if parents:
            target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content, path)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise _unwritable(path, error) from error


@contextmanager
def written_aside(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write to piece by piece, which takes its name when the block has ended well; else nothing is left.

    Missing folders are made. Raises NegotiaError with the path and the system's reason.
    """
    try:
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    try:
        with _aside(target, path) as file:
            yield file
    except OSError as error:
        raise _unwritable(path, error) from error


class _Named(FileIO):
    """A file that says which one it is when it cannot be written; several may be written to at a time."""

    def __init__(self, path: Path, shown: str | os.PathLike[str]) -> None:
        super().__init__(path, "xb")
        self._shown = shown

    def write(self, data: ReadableBuffer, /) -> int:
        """See FileIO. Raises NegotiaError."""
        try:
            return super().write(data)
        except OSError as error:
            raise _unwritable(self._shown, error) from error


def _replace(target: Path, content: bytes, shown: str | os.PathLike[str]) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    with _aside(target, shown) as file:
        file.write(content)


@contextmanager
def _aside(target: Path, shown: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    aside = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with BufferedWriter(_Named(aside, shown)) as file:
            if target.exists():
                aside.chmod(target.stat().st_mode & 0o777)
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def _unwritable(path: str | os.PathLike[str], error: OSError | ValueError) -> NegotiaError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return NegotiaError(f"{os.fspath(path)} cannot be written: {reason[0].lower()}{reason[1:]}")


def safe_name(text: str) -> str:
    """A file name made of an id: no separators, not hidden, no device of Windows, at most 100 bytes of UTF-8.

    A text that is such a name already is itself. Any other gets a short hash of the text, so that two texts
    never have the same name.
    """
    cleaned = _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip(".-")
    if cleaned == text and len(text.encode()) <= _MAX_BYTES and not _is_taken(text):
        return text
    cut = cleaned.encode()[: _MAX_BYTES - _HASH_DIGITS - 1].decode(errors="ignore").rstrip(".-")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    return f"{cut}-{digest}" if cut and not _is_reserved(cut) else f"file-{digest}"


def _is_taken(name: str) -> bool:
    """Whether a plain name could also be one that was made with a hash, or means a device on Windows."""
    return not name or _is_reserved(name) or re.fullmatch(rf".*-[0-9a-f]{{{_HASH_DIGITS}}}", name) is not None


def _is_reserved(name: str) -> bool:
    return name.partition(".")[0].casefold() in _RESERVED_ON_WINDOWS
