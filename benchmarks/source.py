"""Reading a deal: our readers against the bare libraries that read less strictly. Ratios of one run.

python benchmarks/source.py [DEAL.yaml]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.source import read_source

DEAL = Path(__file__).resolve().parent.parent / "samples" / "deals" / "reference.yaml"
ROUNDS = 40


def best_seconds(jobs: list[Callable[[], Any]]) -> list[float]:
    """The best time of each job; they take turns, so that a slow moment of the machine meets all of them."""
    best = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for index, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            best[index] = min(best[index], time.perf_counter() - start)
    return best


def main(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    data = read_source(text, path.name).data
    json_text = json.dumps(data, indent=2, ensure_ascii=False, default=float)
    bare_yaml, ours_yaml, places_yaml, bare_json, ours_json = best_seconds(
        [
            lambda: yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
            lambda: read_source(text, "deal.yaml"),
            lambda: read_source(text, "deal.yaml").position(),
            lambda: json.loads(json_text, parse_float=Decimal),
            lambda: read_source(json_text, "deal.json"),
        ]
    )
    print(f"{path.name}: {len(text):,} characters of YAML, {len(json_text):,} of JSON")
    print(f"  yaml.load, C loader         {bare_yaml * 1e6:9.0f} us  1.00")
    print(f"  read_source of YAML         {ours_yaml * 1e6:9.0f} us  {ours_yaml / bare_yaml:.2f}")
    print(f"  and the first position      {places_yaml * 1e6:9.0f} us  {places_yaml / bare_yaml:.2f}")
    print(f"  json.loads with Decimal     {bare_json * 1e6:9.0f} us  1.00")
    print(f"  read_source of JSON         {ours_json * 1e6:9.0f} us  {ours_json / bare_json:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEAL)
