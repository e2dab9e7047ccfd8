"""Cuts inputs into chunks of about the same size, the same ones however many processes there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..errors import NegotiaError
from ..run import Refusal
from ..usecases import FEW, DealText
from .inputs import Found, InputFile
from .reaching import opened

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much one chunk holds: so many bytes of lines, or so many files."""

    bytes: int = 1_000_000
    files: int = 32


USUAL = Sizes()


@dataclass(frozen=True, slots=True)
class Part:
    """A file of one deal, or whole lines of a file of many: the bytes from `start` to `end`, `line` being the first.

    Of a CSV file `line` counts the rows. Of a Parquet file it is a row group, the bytes being so many of them.
    """

    file: InputFile
    start: int
    end: int
    line: int
    group: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of work for one process; chunks are numbered in the order of the inputs."""

    number: int
    parts: tuple[Part | DealText | Refusal, ...]

    @property
    def few(self) -> bool:
        """Whether it holds so few deals that compiling the rules for them takes longer than it saves."""
        many = any(isinstance(part, Part) and _has_many(part.file) for part in self.parts)
        return len(self.parts) <= FEW and not many

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(part.end - part.start for part in self.parts if isinstance(part, Part))


def cut(files: Iterable[Found], sizes: Sizes = USUAL) -> Iterator[Chunk]:
    """The chunks of the files. A file that cannot be read stands as a whole: whoever tries it again says why."""
    number = size = 0
    held: list[Part | DealText | Refusal] = []
    for part in _parts(files, sizes.bytes):
        held.append(part)
        size += part.end - part.start if isinstance(part, Part) else 0
        if size >= sizes.bytes or len(held) >= sizes.files:
            yield Chunk(number, tuple(held))
            number, size, held = number + 1, 0, []
    if held:
        yield Chunk(number, tuple(held))


def _parts(files: Iterable[Found], size: int) -> Iterator[Part | DealText | Refusal]:
    for file in files:
        if not isinstance(file, InputFile):
            yield file
        elif file.kind == "lines":
            yield from _lines(file, size)
        elif file.kind == "csv" and file.mapping is not None:
            yield from _records(file, size)
        elif file.kind == "parquet" and file.mapping is not None:
            yield from _groups(file)
        else:
            yield Part(file, 0, file.size, 1)


def _has_many(file: InputFile) -> bool:
    return file.kind == "lines" or (file.kind != "deal" and file.mapping is not None)


def _records(file: InputFile, size: int) -> Iterator[Part]:
    from ..tables.csv_rows import cut as cut_csv

    at, row = 0, 1
    try:
        for start, at, row in cut_csv(file.path, size):
            yield Part(file, start, at, row)
    except OSError:
        yield Part(file, at, file.size, row)


def _groups(file: InputFile) -> Iterator[Part]:
    from ..tables.parquet_rows import parquet_groups

    try:
        groups = parquet_groups(file.path)
    except NegotiaError:
        groups = []  # whoever reads it says why
    for index, first in groups:
        share = file.size // len(groups)
        yield Part(file, index * share, (index + 1) * share, first, index)
    if not groups:
        yield Part(file, 0, file.size, 2)


def _lines(file: InputFile, size: int) -> Iterator[Part]:
    """Cuts at the first line end after so many bytes; counts the lines on the way."""
    start, line, at, lines = 0, 1, 0, 1
    try:
        with opened(file.path) as content:
            while block := content.read(min(_BLOCK, size)):
                end = block.find(b"\n", max(0, start + size - at - 1)) + 1
                if end:
                    lines += block.count(b"\n", 0, end)
                    yield Part(file, start, at + end, line)
                    start, line = at + end, lines
                lines += block.count(b"\n", end)
                at += len(block)
    except OSError:
        yield Part(file, start, file.size, line)
        return
    if at > start:
        yield Part(file, start, at, line)
