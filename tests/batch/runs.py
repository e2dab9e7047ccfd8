"""Small deals in files, and runs over them."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from engine.assessment.building import ruleset_info
from engine.batch import Batch, CheckJob, Inputs, Journal, Sizes, check_batch
from engine.batch.job import Working
from engine.batch.records import Unread
from engine.output import FORMATS, Options
from engine.ruleset import Ruleset
from engine.run import Refusal, RunInfo, Totals
from engine.usecases import load_rules
from tests.making import MONDAY

ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests" / "scenarios" / "files" / "rules.yaml"
JOB = CheckJob(MONDAY, (str(RULES),), shipped=False, inference="built-in")
ONE_EACH = Sizes(bytes=1, files=1)
PATIENCE = 300.0
"""Seconds to wait for a process on a machine that has much else to do."""


def ruleset() -> Ruleset:
    return load_rules([RULES], shipped=False, engine="built-in")


def deal(id: str, **header: Any) -> str:
    """A deal as JSON in one line."""
    meetings = header.pop("meetings", None)
    data = {
        "deal": {"id": id, "title": f"Deal {id}", **header},
        "us": {"name": "Us"},
        "them": {"name": "Them"},
    }
    return json.dumps(data | ({"meetings": meetings} if meetings else {}))


def lines_file(folder: Path, count: int, name: str = "deals.jsonl", blanks: int = 0) -> Path:
    """Deals, each with so many blanks behind it: what is long to read is not long to check."""
    file = folder / name
    file.write_text("".join(deal(f"d{number}") + " " * blanks + "\n" for number in range(1, count + 1)))
    return file


@dataclass
class Result:
    """What came out of a run."""

    totals: Totals
    bytes: bytes
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.bytes.splitlines()]

    @property
    def ids(self) -> list[str]:
        return [line.get("id", f"{Path(line['path']).name}:{line.get('line')}") for line in self.lines]


def run(
    named: Sequence[str | Path],
    job: CheckJob = JOB,
    format: str = "jsonl",
    journal: Journal | None = None,
    **batch: Any,
) -> Result:
    file, refusals, rules = BytesIO(), list[Refusal](), ruleset()
    report = FORMATS[format].make(file, RunInfo(job.as_of, ruleset_info(rules)), Options())
    done = Batch(**batch, refused=refusals.append)
    totals = check_batch(Inputs(tuple(named)), job, rules, [report], done, journal)
    return Result(totals, file.getvalue(), refusals)


@dataclass(frozen=True, slots=True)
class Faulty(CheckJob):
    """A check whose process comes to grief, by the ids of deals."""

    marks: str = ""
    """A folder for what must outlive a process."""
    at_start: bool = False

    def start(self) -> Working:
        if self.at_start:
            os._exit(7)
        return self.working(self.ruleset())

    def working(self, ruleset: Ruleset) -> Working:
        # No `super()` without arguments: a class with slots is made twice.
        lines = CheckJob.working(self, ruleset)

        def faulty(unread: Unread, totals: Totals) -> Iterator[bytes]:
            record = unread.read()
            if not isinstance(record, Refusal):
                self._come_to_grief(record.deal.id)
            yield from lines(unread, totals)

        return faulty

    def _come_to_grief(self, id: str) -> None:
        mark = Path(self.marks, id)
        with mark.open("a") as file:
            file.write(f"{os.getpid()}\n")
        times = len(mark.read_text().splitlines())
        if id.startswith("deadly") or (id.startswith("once") and times == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        if id.startswith("bug"):
            raise KeyError("rank")
        if id.startswith("memory"):
            raise MemoryError
        if id.startswith("full"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def attempts(marks: Path, ids: Iterable[str]) -> dict[str, int]:
    """How often the deals were worked on."""
    return {id: len((marks / id).read_text().splitlines()) for id in ids}
