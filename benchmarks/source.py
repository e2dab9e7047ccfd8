"""Reading a deal: our readers against the bare libraries that read less strictly: `python -m benchmarks.source`."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import yaml

from engine.source import read_source

from .timing import milliseconds

DEAL = Path(__file__).resolve().parent.parent / "samples" / "deals" / "reference.yaml"


def main(path: Path = DEAL) -> None:
    text = path.read_text(encoding="utf-8")
    data = read_source(text, path.name).data
    json_text = json.dumps(data, indent=2, ensure_ascii=False, default=float)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    bare_yaml = milliseconds(lambda: yaml.load(text, Loader=loader))
    ours_yaml = milliseconds(lambda: read_source(text, "deal.yaml"))
    places_yaml = milliseconds(lambda: read_source(text, "deal.yaml").position())
    bare_json = milliseconds(lambda: json.loads(json_text, parse_float=Decimal))
    ours_json = milliseconds(lambda: read_source(json_text, "deal.json"))
    print(f"{path.name}: {len(text):,} characters of YAML, {len(json_text):,} of JSON")
    print(f"  yaml.load, C loader         {bare_yaml * 1e3:9.0f} us  1.00")
    print(f"  read_source of YAML         {ours_yaml * 1e3:9.0f} us  {ours_yaml / bare_yaml:.2f}")
    print(f"  and the first position      {places_yaml * 1e3:9.0f} us  {places_yaml / bare_yaml:.2f}")
    print(f"  json.loads with Decimal     {bare_json * 1e3:9.0f} us  1.00")
    print(f"  read_source of JSON         {ours_json * 1e3:9.0f} us  {ours_json / bare_json:.2f}")


if __name__ == "__main__":
    main()
