"""What another set of rules makes of the same deals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..assessment import Assessment

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")
What = Literal["finding", "conclusion", "advice"]
WHATS: tuple[What, ...] = ("finding", "conclusion", "advice")


@dataclass(frozen=True, slots=True)
class Change:
    """A finding, conclusion or piece of advice that only one set of rules gives, or that stands otherwise.

    `before` and `after` are None where it is not there; else the severity of a finding, `certain` or `possible` for a
    conclusion, `given` for advice. `message` is the newest there is; for a conclusion its name. `rule` is the first
    that draws it.
    """

    what: What
    rule: str
    deal: str
    path: str
    subject: str
    before: str | None
    after: str | None
    message: str

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return "gained" if self.before is None else "lost" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, by rule, then in the order of the deals, and in how many deals they were looked for."""

    changes: tuple[Change, ...]
    deals: int

    def count(self, kind: Kind, what: What | None = None) -> int:
        """How many changes are of this kind."""
        return sum(one.kind == kind and what in (None, one.what) for one in self.changes)


@dataclass(frozen=True, slots=True)
class _Seen:
    what: What
    key: str
    rule: str
    subject: str
    state: str
    message: str


def difference(before: Iterable[Assessment], after: Iterable[Assessment]) -> Difference:
    """What changed between two assessments of the same deals. Waived findings count like others."""
    pairs = list(zip(before, after, strict=True))
    changes = [change for old, new in pairs for change in _changes(old, new)]
    return Difference(tuple(sorted(changes, key=lambda one: one.rule)), len(pairs))


def _changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    left, right = ({(one.what, one.key): one for one in _seen(assessment)} for assessment in (old, new))
    for id in {**left, **right}:
        before, after = left.get(id), right.get(id)
        was, is_ = (one.state if one else None for one in (before, after))
        known = after or before
        if known is not None and was != is_:
            yield Change(known.what, known.rule, new.id, new.path, known.subject, was, is_, known.message)


def _seen(one: Assessment) -> Iterator[_Seen]:
    for found in one.findings:
        yield _Seen("finding", found.id, found.rule, found.subject, found.severity, found.message)
    for drawn in one.conclusions:
        state = "certain" if drawn.certain else "possible"
        key = f"{drawn.name}:{drawn.subject}"
        yield _Seen("conclusion", key, drawn.because[0], drawn.subject, state, drawn.name)
    for given in one.advice:
        key = f"{given.rule}:{given.subject}"
        yield _Seen("advice", key, given.rule, given.subject, "given", given.text)
