"""Small deals and rule sets for tests, written as YAML."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from engine.deal.model import Deal
from engine.deal.reading import parse_deal
from engine.ruleset import Ruleset, compile_packs, pack_from_text
from engine.ruleset.loading import in_order

MONDAY = date(2026, 3, 2)
_HEAD = {"deal": "deal: {id: d, title: D}", "us": "us: {name: Us}", "them": "them: {name: Them}"}


def deal_of(text: str = "") -> Deal:
    """A deal with the sections of `text`; the sections that every deal needs are added where they are absent."""
    body = dedent(text).strip()
    present = {line.split(":")[0] for line in body.split("\n")}
    head = [line for name, line in _HEAD.items() if name not in present]
    return parse_deal("\n".join([*head, body]), "deal.yaml")


def rules_of(*packs: str, engine: str = "built-in") -> Ruleset:
    """The rule set of packs given as YAML; a text without a header gets one (`pack: test`)."""
    texts = [dedent(text).strip() for text in packs]
    whole = [text if text.startswith("pack:") else f"pack: test\nversion: 1.0.0\n{text}" for text in texts]
    read = [pack_from_text(text, f"pack{place}.yaml") for place, text in enumerate(whole, start=1)]
    return compile_packs(in_order(read), engine)  # type: ignore[arg-type]  # tests name engines as texts
