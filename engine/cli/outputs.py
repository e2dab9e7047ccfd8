"""Where reports go: to stdout, or to files that appear when they are whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from urllib.parse import quote

import click

from ..batch.reaching import is_address, write_to
from ..errors import NegotiaError
from ..files import written_aside
from ..output import FORMATS, Format, Options, Report
from ..output.options import Shelf
from ..run import RunInfo
from ..suggest import near_or_listed
from .console import ColourChoice, broken_pipe, wants_colour


@dataclass(frozen=True, slots=True)
class Destination:
    """A format, and the file that it is written to; None is stdout."""

    format: Format
    file: Path | None
    address: str = ""
    """Of a file elsewhere, such as s3://bucket/findings.jsonl; `file` only stands for it then."""


def _destinations(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[Destination]:
    found = [_destination(value, ctx, param) for value in values or ("text",)]
    if sum(one.file is None for one in found) > 1:
        raise click.BadParameter(
            "only one format can go to stdout; write the others as FORMAT=FILE", ctx, param
        )
    return found


def _destination(value: str, ctx: click.Context, param: click.Parameter) -> Destination:
    name, given, file = value.partition("=")
    if name not in FORMATS:
        raise click.BadParameter(f"there is no format {name!r} ({near_or_listed(name, FORMATS)})", ctx, param)
    if given and not file:
        raise click.BadParameter(f"{value!r} names no file", ctx, param)
    return Destination(FORMATS[name], Path(file) if file else None, file if is_address(file) else "")


format_option = click.option(
    "--format",
    "destinations",
    multiple=True,
    callback=_destinations,
    metavar="FORMAT[=FILE]",
    help=f"Output format: {', '.join(FORMATS)}; text unless given. May be repeated, each with its file.",
)


def with_out(destinations: Sequence[Destination], out: Path | None) -> list[Destination]:
    """The destinations with the file of --out for the one that has none. Raises UsageError."""
    if out is not None and all(one.file for one in destinations):
        raise click.UsageError("every format has its file: leave --out out")
    placed = [replace(one, file=one.file or out) for one in destinations]
    seen = set()
    for one in placed:
        if one.file is None and not one.format.text and sys.stdout.isatty():
            raise click.UsageError(f"{one.format.name} is nothing for a terminal: name a file with --out")
        if one.file is not None and os.path.realpath(one.file) in seen:
            raise click.UsageError(f"two formats cannot both go to {one.file}")
        seen.add(one.file and os.path.realpath(one.file))
    return placed


@contextmanager
def opened(
    destinations: Sequence[Destination],
    info: RunInfo,
    colour: ColourChoice,
    options: Options,
    documents: Path | None = None,
) -> Iterator[list[Report]]:
    """The reports; files get their names when the block has ended well. Colour and the way to the folder of
    documents are those of each destination. Raises NegotiaError."""
    with ExitStack() as stack:
        reports = []
        for one in destinations:
            wanted = wants_colour(colour, sys.stdout) if one.file is None else colour == "always"
            file = stack.enter_context(_place(one))
            own = replace(options, colour=wanted, shelf=_shelf(documents, one.file))
            reports.append(one.format.make(file, info, own))
        yield reports


def _shelf(documents: Path | None, file: Path | None) -> Shelf | None:
    """The folder as a page in the file refers to it, so that both can be moved together."""
    if documents is None:
        return None
    try:
        way = Path(os.path.relpath(documents, file.parent if file else Path())).as_posix()
        return Shelf(documents, quote(way))
    except ValueError:  # another drive of Windows
        return Shelf(documents, documents.absolute().as_uri())


def _place(one: Destination) -> AbstractContextManager[BinaryIO]:
    if one.address:
        return _elsewhere(one.address)
    return _stdout() if one.file is None else written_aside(one.file)


@contextmanager
def _elsewhere(address: str) -> Iterator[BinaryIO]:
    """Goes to its address when the block has ended well; until then it lies here."""
    with TemporaryFile() as file:
        yield file
        file.seek(0)
        try:
            write_to(address, file)
        except OSError as error:
            raise NegotiaError(f"{address} cannot be written: {error}") from error


@contextmanager
def _stdout() -> Iterator[BinaryIO]:
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        broken_pipe()
