"""The deals of a chunk one after the other: each read, or refused with every problem of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from ..deal.model import Deal
from ..deal.reading import deal_from, parse_deal, read_deal
from ..errors import DealError, Problem, SourceError
from ..run import Refusal
from ..source import Limits, read_source
from ..usecases import DealText
from .chunks import Chunk, Part
from .inputs import InputFile, unreadable
from .reaching import is_address, opened, status

Record = Deal | Refusal


class Unread(NamedTuple):
    """A record that waits to be read: a file, or a line of one (0 if it is the whole file)."""

    path: str
    line: int
    read: Callable[[], Record]
    content: Callable[[], bytes] = bytes
    """Its bytes, without looking for a deal in them; none of what is refused as it is."""


def records(chunk: Chunk) -> Iterator[Unread]:
    """The records of the chunk in order. Blank lines are nothing."""
    for part in chunk.parts:
        if isinstance(part, Refusal):
            yield refused(part)
        elif isinstance(part, DealText):
            yield Unread(part.name, 0, partial(_text, part), partial(_encoded, part))
        elif part.file.kind == "lines":
            yield from _lines(part)
        elif part.file.kind != "deal":
            yield from _table(part)
        else:
            path = part.file.path
            yield Unread(path, 0, partial(_whole, part.file), partial(_content, path))


def _table(part: Part) -> Iterator[Unread]:
    from .tables import table_rows

    path = part.file.path
    if _changed(part.file):
        yield refused(_change(path, part.line))
        return
    for row in table_rows(part):
        yield Unread(path, row.number, row.read, row.content)
    if _changed(part.file):
        yield refused(_change(path, part.line))


def refused(refusal: Refusal) -> Unread:
    """A record that is known to be no deal."""
    return Unread(refusal.source, refusal.line, lambda: refusal)


def _text(text: DealText) -> Record:
    try:
        return parse_deal(text.text, text.name)
    except DealError as error:
        return Refusal(text.name, error.problems)


def _encoded(text: DealText) -> bytes:
    return text.text.encode(errors="surrogatepass") if isinstance(text.text, str) else text.text


def _content(path: str) -> bytes:
    try:
        with opened(path) as file:
            return file.read(_LONGEST)
    except (OSError, ValueError):
        return b""  # whoever reads the deal says why


def _deal(path: str) -> Deal:
    if not is_address(path):
        return read_deal(path)
    try:
        with opened(path) as file:
            content = file.read(_LONGEST)
    except OSError as error:
        raise DealError(unreadable(path, error).problems) from error
    return parse_deal(content, path)


def _whole(file: InputFile) -> Record:
    try:
        deal = _deal(file.path)
    except DealError as error:
        return Refusal(file.path, error.problems)
    return _change(file.path) if _changed(file) else deal


def _lines(part: Part) -> Iterator[Unread]:
    path = part.file.path
    try:
        with opened(path) as file:
            if _changed(part.file):
                # What begins where a line of the file began before may be anything now.
                yield refused(_change(path, part.line))
                return
            file.seek(part.start)
            number = part.line
            while file.tell() < part.end and (line := file.readline(_LONGEST)):
                end = line
                while end and not end.endswith(b"\n"):
                    # Longer than a deal may be, or the last line: what follows is passed over in pieces.
                    end = file.readline(_PIECE)
                if line.strip():
                    text = line.rstrip(b"\r\n")
                    yield Unread(path, number, partial(_line, text, path, number), partial(bytes, text))
                number += 1
    except OSError as error:
        yield refused(unreadable(path, error))
    else:
        if _changed(part.file):
            yield refused(_change(path, part.line))


_LONGEST = Limits().bytes + len(b"\r\n")
_PIECE = 1 << 16


def _line(line: bytes, path: str, number: int) -> Record:
    try:
        source = read_source(line, path, format="json")
        return deal_from(replace(source, first_line=number))
    except DealError as error:
        return Refusal(path, error.problems, number)
    except SourceError as error:
        return Refusal(path, tuple(_on_line(one, number) for one in error.problems), number)


def _on_line(problem: Problem, number: int) -> Problem:
    return replace(problem, line=number, column=max(problem.column, 1))


def _changed(file: InputFile) -> bool:
    """Whether nobody can tell what was read of a file. What is no file of a disk, such as a pipe, has no say here."""
    try:
        now = status(file.path)
    except OSError:
        return True
    return now.lasting and (now.size, now.modified) != (file.size, file.modified)


def _change(path: str, line: int = 1) -> Refusal:
    where = f" (from line {line} on)" if line > 1 else ""
    problem = Problem("changed-file", f"changed while it was read{where}", path, hint="run the check again")
    return Refusal(path, (problem,), line if line > 1 else 0)
