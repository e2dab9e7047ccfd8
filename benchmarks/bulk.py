"""Documents in bulk, end to end on one core: plans as files, documents placed in their folders, index written.

The time is that of the processor, which other work on the machine disturbs less; the start, when rules are loaded, is
not counted.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from engine.batch import Batch, CheckJob, Inputs
from engine.bulk import DocumentsJob, make_all, write_index
from engine.errors import Problem
from engine.publishing import DocumentKind
from engine.resources import folder
from engine.ruleset import Ruleset

COUNT = 200
DAY = date(2026, 3, 2)
_ID = re.compile(r"(id: )([\w-]+)")


class _Silent:
    def written(self, path: Path) -> None: ...

    def kept(self, path: Path) -> None: ...

    def failed(self, path: Path, point: str) -> None:
        raise AssertionError(f"{path} fails {point}")

    def refused(self, problems: Iterable[Problem]) -> None: ...


def plans(below: Path) -> Path:
    """So many plans like the samples, each with an id of its own."""
    samples = [path.read_text() for path in sorted((folder("samples") / "deals").glob("*.yaml"))]
    below.mkdir()
    for number in range(COUNT):
        text = _ID.sub(rf"\g<1>\g<2>-{number:04}", samples[number % len(samples)], count=1)
        (below / f"{number:04}.yaml").write_text(text)
    return below


def run(what: str, inputs: Path, out: Path, ruleset: Ruleset, *kinds: DocumentKind) -> None:
    """Make the documents, and print what each deal took."""
    job = DocumentsJob(CheckJob(DAY), kinds, out)
    start = process_time()
    made = make_all(Inputs((inputs,)), job, ruleset, _Silent(), Batch(1))
    write_index(out)
    each = (process_time() - start) / COUNT * 1000
    print(f"{what:<24} {each:6.2f} ms a deal   ({made.made} made, {made.up_to_date} up to date)")


def main() -> None:
    """Print the figures."""
    ruleset = CheckJob(DAY).ruleset()
    gc.collect()
    gc.freeze()
    gc.disable()  # as in a worker process
    with TemporaryDirectory() as name:
        inputs = plans(Path(name) / "plans")
        run("warming up", inputs, Path(name) / "warm", ruleset, "brief")
        run("briefs", inputs, Path(name) / "briefs", ruleset, "brief")
        run("questions", inputs, Path(name) / "questions", ruleset, "questions")
        run("all, draft verified", inputs, Path(name) / "all", ruleset, "brief", "questions", "agreement")
        run("all, up to date", inputs, Path(name) / "all", ruleset, "brief", "questions", "agreement")
    gc.enable()
    gc.unfreeze()


if __name__ == "__main__":
    main()
