"""Cuts inputs into chunks of about the same size, the same ones however many processes there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..run import Refusal
from ..usecases import FEW, DealText
from .inputs import Found, InputFile

CHUNK_BYTES = 1_000_000
CHUNK_FILES = 64
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """A file of one deal, or whole lines of a file of many: the bytes from `start` to `end`, `line` being the first."""

    file: InputFile
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of work for one process; chunks are numbered in the order of the inputs."""

    number: int
    parts: tuple[Part | DealText | Refusal, ...]

    @property
    def few(self) -> bool:
        """Whether it holds so few deals that compiling the rules for them takes longer than it saves."""
        lines = any(isinstance(part, Part) and part.file.kind == "lines" for part in self.parts)
        return len(self.parts) <= FEW and not lines

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(part.end - part.start for part in self.parts if isinstance(part, Part))


def cut(files: Iterable[Found]) -> Iterator[Chunk]:
    """The chunks of the files. A file that cannot be opened stands as a whole: whoever reads it says why."""
    number = size = 0
    held: list[Part | DealText | Refusal] = []
    for part in _parts(files):
        held.append(part)
        size += part.end - part.start if isinstance(part, Part) else 0
        if size >= CHUNK_BYTES or len(held) >= CHUNK_FILES:
            yield Chunk(number, tuple(held))
            number, size, held = number + 1, 0, []
    if held:
        yield Chunk(number, tuple(held))


def _parts(files: Iterable[Found]) -> Iterator[Part | DealText | Refusal]:
    for file in files:
        if not isinstance(file, InputFile):
            yield file
        elif file.kind == "lines":
            yield from _lines(file)
        else:
            yield Part(file, 0, file.size, 1)


def _lines(file: InputFile) -> Iterator[Part]:
    """Cuts at the first line end after each so many bytes; counts the lines on the way."""
    try:
        opened = Path(file.path).open("rb")  # noqa: SIM115 - closed below; only a failure to open is caught
    except OSError:
        yield Part(file, 0, file.size, 1)
        return
    with opened:
        start, line, at, lines = 0, 1, 0, 1
        while block := opened.read(_BLOCK):
            end = block.find(b"\n") + 1 if at - start >= CHUNK_BYTES - _BLOCK else 0
            if end:
                lines += 1
                yield Part(file, start, at + end, line)
                start, line = at + end, lines
            lines += block.count(b"\n", end)
            at += len(block)
        if at > start:
            yield Part(file, start, at, line)
