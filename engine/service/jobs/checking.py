"""The check of a batch, in a process of its own, whose folder holds nothing but the batch."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from ...assessment.building import ruleset_info
from ...batch import Batch, CheckJob, Inputs, Progress, Sizes, check_batch
from ...deal.base import Stage
from ...errors import NegotiaError
from ...output.json import JSON
from ...output.jsonl import JSON_LINES
from ...output.options import DEFAULT
from ...run import RunInfo
from ..tasks import Kit

Kind = Literal["lines", "deals", "book"]
ResultFormat = Literal["jsonl", "json"]
_NAMES = {"lines": "batch.jsonl", "book": "batch.xlsx"}
_RESULT = "result"
_SIZES = Sizes(bytes=100_000, files=8)
"""Small pieces: people watch how far it has come."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is to be checked, and how; it travels to the process."""

    kit: Kit
    kind: Kind
    as_of: date
    locale: str
    stage: Stage | None
    format: ResultFormat


@dataclass(frozen=True, slots=True)
class Far:
    """So many bytes of so many are checked."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Over:
    """The check is over, and its result lies in the folder; or it cannot be done, for this reason."""

    error: str | None = None


def put(folder: Path, kind: Kind, content: bytes) -> None:
    """Writes what is to be checked into the folder; the names are those that findings tell."""
    if kind != "deals":
        (folder / _NAMES[kind]).write_bytes(content)
        return
    for name, text in json.loads(content):
        (folder / name).write_text(text, encoding="utf-8", newline="")


def result(folder: Path) -> bytes:
    """What came of it."""
    return (folder.parent / _RESULT).read_bytes()


def work(connection: Connection, folder: Path, ordered: Ordered) -> None:
    """The life of the process. It ends at once when nobody holds the other end of the connection any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    os.chdir(folder)
    try:
        check(
            ordered, folder.parent / _RESULT, lambda far: connection.send(Far(far.bytes_done, far.bytes_all))
        )
        connection.send(Over())
    except NegotiaError as error:
        connection.send(Over(str(error)))


def check(ordered: Ordered, to: Path, told: Callable[[Progress], None]) -> None:
    """Checks what lies in the working folder, as `negotia check` does. Raises NegotiaError."""
    kit = ordered.kit
    job = CheckJob(ordered.as_of, kit.rules, kit.shipped, kit.inference, ordered.locale, ordered.stage)
    ruleset = kit.ruleset(ordered.locale)
    name = _NAMES.get(ordered.kind)
    named = (Path(name),) if name else tuple(sorted(Path().iterdir()))
    format = JSON if ordered.format == "json" else JSON_LINES
    with to.open("wb") as file:
        report = format.make(file, RunInfo(ordered.as_of, ruleset_info(ruleset)), DEFAULT)
        check_batch(Inputs(named), job, ruleset, [report], Batch(told=told, sizes=_SIZES))


def _end_with(connection: Connection) -> None:
    with suppress(EOFError, OSError):
        connection.recv()
    os._exit(1)
