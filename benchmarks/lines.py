"""JSON Lines to findings with all rules on one core, against `json.loads` of the same lines.

For each sample, a file of lines that are that deal is checked as a process of a batch does it, from the file to the
part of the results. The unit is `json.loads` of that file's lines, in the same run; the goal are 8 units. Times are of
the processor. The steps by themselves are in units as well. What an early plan costs is its many findings, of which its
few bytes tell nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from engine.assessment.building import assess
from engine.batch.chunks import cut
from engine.batch.inputs import Inputs
from engine.batch.job import CheckJob
from engine.batch.parts import write_part
from engine.deal.reading import deal_from
from engine.evaluation import evaluate
from engine.garbage import collector_paused
from engine.output.jsonl import deal_line
from engine.ruleset.model import Ruleset
from engine.source import read_file, read_source

AS_OF = date(2026, 3, 2)
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "deals"
NAMES = (
    *("agency", "software", "stalled-price", "procurement"),
    *("mistakes", "agency-early", "software-early"),
)
COPIES, ROUNDS = 40, 5
PHASES = ("read", "deal", "rules", "findings", "line")


def main() -> None:
    job = CheckJob(AS_OF, scope="findings")
    ruleset = job.ruleset()
    texts = {name: _line(SAMPLES / f"{name}.yaml") for name in NAMES}
    print(f"{'':<16}{'bytes':>8}{'loads':>10}{'findings':>10}{'ratio':>8}   of which, by itself")
    sums = [0.0, 0.0]
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder) / f"{name}.jsonl"
            path.write_text(f"{text}\n" * COPIES, encoding="utf-8")
            unit, spent = _cheapest(partial(_loads, path)), _cheapest(_checking(job, ruleset, path))
            sums = [sums[0] + unit, sums[1] + spent]
            shares = "  ".join(
                f"{phase} {cost / unit:.1f}"
                for phase, cost in zip(PHASES, _phases(text.encode(), ruleset), strict=True)
            )
            print(f"{name:<16}{len(text.encode()):>8,}{_both(unit, spent)}   {shares}")
    print(f"{'all of them':<16}{sum(map(len, texts.values())):>8,}{_both(sums[0], sums[1])}")


def _both(unit: float, spent: float) -> str:
    return f"{unit * 1e6:>7.0f} us{spent * 1e6:>7.0f} us{spent / unit:>8.1f}"


def _line(path: Path) -> str:
    def written(value: Any) -> Any:
        return float(value) if isinstance(value, Decimal) else str(value)

    return json.dumps(read_file(path).data, default=written, separators=(",", ":"), ensure_ascii=False)


def _loads(path: Path) -> None:
    with path.open("rb") as file:
        for line in file:
            json.loads(line)


def _checking(job: CheckJob, ruleset: Ruleset, path: Path) -> Callable[[], None]:
    working = job.working(ruleset)

    def check() -> None:
        for chunk in cut(Inputs((str(path),))):
            write_part(chunk, working, path.parent)

    return check


def _cheapest(work: Callable[[], object]) -> float:
    """Seconds of the processor that a line takes, in the best of some rounds."""
    work()
    spent = []
    with collector_paused():
        for _ in range(ROUNDS):
            start = process_time()
            work()
            spent.append(process_time() - start)
    return min(spent) / COPIES


def _phases(line: bytes, ruleset: Ruleset) -> list[float]:
    """What the steps of the work cost by themselves."""
    spent: list[list[float]] = [[] for _ in PHASES]
    with collector_paused():
        for _ in range(COPIES):
            marks = [process_time()]
            source = read_source(line, "line", format="json")
            marks.append(process_time())
            deal = deal_from(source)
            marks.append(process_time())
            evaluation = evaluate(deal, ruleset, AS_OF)
            marks.append(process_time())
            assessment = assess(evaluation, scope="findings")
            marks.append(process_time())
            deal_line(assessment)
            marks.append(process_time())
            for costs, (before, after) in zip(spent, pairwise(marks), strict=True):
                costs.append(after - before)
    return [sorted(costs)[len(costs) // 2] for costs in spent]


if __name__ == "__main__":
    main()
