"""A certificate: what was checked, what came out, and what it rests on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

SCHEMA = "negotia/certificate/1"

Result = Literal["pass", "fail", "not applicable"]


@dataclass(frozen=True, slots=True)
class Check:
    """One point: its number in the checklist, what it says, and the evidence for the result."""

    number: int
    title: str
    result: Result
    evidence: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was verified of one document; `sha256` tells which."""

    deal: str
    as_of: str
    sha256: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether no point failed."""
        return all(check.result != "fail" for check in self.checks)

    def to_json(self) -> str:
        """The certificate as JSON, the same for the same document."""
        content: dict[str, Any] = {
            "schema": SCHEMA,
            "deal": self.deal,
            "as_of": self.as_of,
            "sha256": self.sha256,
            "passed": self.passed,
            "checks": [
                {"number": one.number, "title": one.title, "result": one.result, "evidence": one.evidence}
                for one in self.checks
            ],
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def judged(number: int, title: str, faults: list[str], good: str) -> Check:
    """A point that passes without faults; the evidence is the first few of them, or what is good."""
    if not faults:
        return Check(number, title, "pass", good)
    shown = "; ".join(faults[:_SHOWN])
    more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    return Check(number, title, "fail", shown + more)


def not_applicable(number: int, title: str, reason: str) -> Check:
    """A point that this document does not raise."""
    return Check(number, title, "not applicable", reason)


_SHOWN = 5
