"""Deals as the compact JSON inside the page, which its script reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...assessment import Assessment, Finding
from ...ruleset.schema import SEVERITIES
from ..colour import one_line
from ..encoding import encode_line
from .links import Link

MOST_TEXTS = 100_000
"""Texts that are written once however often they occur; later ones are written where they are, to bound memory."""
MOST_QUESTIONS = 5
_INERT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""What could end a script element or a line of script is escaped, which changes nothing for who reads JSON."""


class Texts:
    """Texts by number."""

    def __init__(self, most: int = MOST_TEXTS) -> None:
        self._numbers: dict[str, int] = {}
        self._most = most

    def of(self, text: str) -> int | str:
        """The number of a text, or the text itself once there are too many."""
        line = one_line(text)
        if line not in self._numbers and len(self._numbers) >= self._most:
            return line
        return self._numbers.setdefault(line, len(self._numbers))

    def json(self) -> str:
        """All of them, in the order of their numbers."""
        return inert(list(self._numbers))


def pack(one: Assessment, links: Sequence[Link], texts: Texts) -> str:
    """A deal as JSON; lists in place of objects where there are many of a kind (page.js names their parts)."""
    return inert(
        {
            "id": one_line(one.id),
            "title": one_line(one.title),
            "owner": texts.of(one.owner),
            "stage": texts.of(one.stage),
            "meeting": one.meeting.isoformat() if one.meeting else "",
            "file": one_line(one.path),
            "findings": [_finding(finding, texts) for finding in one.findings],
            "scores": [
                (texts.of(score.stage), score.met, score.known, score.unknown) for score in one.scores
            ],
            "asked": len(one.questions),
            "questions": [
                (texts.of(question.to), texts.of(question.text))
                for question in one.questions[:MOST_QUESTIONS]
            ],
            "unknown": one.count("not evaluated"),
            "documents": [(link.name, link.address) for link in links],
        }
    )


def inert(value: object) -> str:
    """JSON that can stand in a script element."""
    return encode_line(value).decode().translate(_INERT)


def _finding(finding: Finding, texts: Texts) -> tuple[Any, ...]:
    waived = ""
    if finding.waived is not None:
        until = f" until {finding.waived.until}" if finding.waived.until else ""
        waived = f"accepted by {finding.waived.by}{until}: {finding.waived.reason}"
    return (
        SEVERITIES.index(finding.severity),
        texts.of(finding.rule),
        texts.of(finding.title),
        texts.of(finding.subject),
        texts.of(finding.message),
        texts.of(finding.remedy),
        one_line(finding.location.path),
        finding.location.line,
        texts.of(waived),
    )
