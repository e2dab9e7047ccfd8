"""Briefs by the thousand in one process: how many a second, and whether memory stays flat.

Each is made as for a batch: the plan is read already; assessment, charts and all else belong to it.
"""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from time import perf_counter

from engine.casefile import open_case
from engine.deal.reading import read_deal
from engine.documents import render_brief
from engine.resources import folder
from engine.ruleset import load_ruleset

COUNT = 1_000
EARLY = 100
"""So many are made before memory is read for the first time: caches fill up until then."""

DAY = date(2026, 3, 2)
_STATUS = Path("/proc/self/status")


def resident() -> float:
    """Megabytes of memory that this process holds now; 0 where the system does not tell it in /proc."""
    if not _STATUS.exists():
        return 0.0
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Print the rate and the memory."""
    ruleset = load_ruleset()
    deals = [read_deal(path) for path in sorted((folder("samples") / "deals").glob("*.yaml"))]
    early = size = 0.0
    start = perf_counter()
    for number in range(COUNT):
        size += len(render_brief(open_case(deals[number % len(deals)], ruleset, DAY)))
        if number + 1 == EARLY:
            gc.collect()
            early = resident()
    seconds = perf_counter() - start
    gc.collect()
    print(
        f"{COUNT:,} briefs of {len(deals)} samples: {seconds:.2f} s, {COUNT / seconds:.0f} a second, "
        f"{seconds / COUNT * 1000:.2f} ms each, {size / COUNT / 1024:.0f} KB on average"
    )
    print(f"  memory   {early:.1f} MB after {EARLY}, {resident():.1f} MB after {COUNT:,}")


if __name__ == "__main__":
    main()
