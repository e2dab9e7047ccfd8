"""Many deals in one run: two processes against one, and what a process holds in memory: `python -m benchmarks.batch`.

`python -m benchmarks.batch 1000000` makes so many small deals and checks them with a process a core.
The rules are all that ship, the output is JSON Lines of findings.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine.deal.reading import read_deal
from engine.output.encoding import encode_line

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "deals" / "agency-early.yaml"
COMMAND = """
import json, resource, sys, time
from engine.cli import run
start = time.perf_counter()
run(sys.argv[1:])
seconds = time.perf_counter() - start
times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
processor = sum(one.ru_utime + one.ru_stime for one in times)
held = [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps([seconds, processor, held[0] / 1024, times[1].ru_maxrss / 1024]), file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A run: seconds, those of all processors together, and the most that the first process and any other held in
    megabytes."""

    seconds: float
    processor: float
    first: float
    others: float


def write_deals(file: Path, count: int) -> None:
    """So many early plans, a line each."""
    text = encode_line(read_deal(SAMPLE).source.data).decode()  # type: ignore[union-attr]  # it was read from a file
    before, id, after = text.partition('"id":"')
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(f"{before}{id}d{number}-{after}\n")


def measure(file: Path, jobs: int) -> Measured:
    """A run of the command over the file, in processes of its own."""
    out = file.with_suffix(".findings.jsonl")
    arguments = [
        str(file),
        "--findings-only",
        "--jobs",
        str(jobs),
        "--as-of",
        "2026-03-02",
        "--fail-on",
        "never",
    ]
    command = [sys.executable, "-c", COMMAND, "check", *arguments, "--format", "jsonl", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    with out.open("rb") as lines, file.open("rb") as deals:
        assert sum(1 for _ in lines) == sum(1 for _ in deals)
    return Measured(*json.loads(done.stderr.splitlines()[-1]))


def show(count: int, jobs: int, one: Measured) -> None:
    print(
        f"{count:9,} deals, {jobs} {'process' if jobs == 1 else 'processes'}: {one.seconds:7.1f} s, "
        f"{one.processor:7.1f} s of processors; the first process held {one.first:3.0f} MB"
        + (f", the others {one.others:4.0f} MB" if jobs > 1 else "")
    )


def main(few: int = 2_000, more: int = 16_000) -> None:
    """Two processes against one, and memory as the number of deals grows.

    On a machine with other work to do, seconds say little; what a further deal costs the processors says what two of
    them can gain at best.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "deals.jsonl")
        runs: dict[tuple[int, int], Measured] = {}
        for count in (few, more):
            write_deals(file, count)
            for jobs in (1, 2):
                runs[count, jobs] = measure(file, jobs)
                show(count, jobs, runs[count, jobs])
    print(f"two processes against one: {runs[more, 1].seconds / runs[more, 2].seconds:.2f}x")
    one, two = ((runs[more, jobs].processor - runs[few, jobs].processor) / (more - few) for jobs in (1, 2))
    print(
        f"a further deal: {one * 1e3:.2f} ms of the processor, {two * 1e3:.2f} with two: {2 * one / two:.2f}x at best"
    )


def many(count: int) -> None:
    """So many deals with all cores."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "deals.jsonl")
        write_deals(file, count)
        jobs = os.cpu_count() or 1
        show(count, jobs, measure(file, jobs))


if __name__ == "__main__":
    many(int(sys.argv[1])) if len(sys.argv) > 1 else main()
