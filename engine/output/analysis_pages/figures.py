"""Worth and terms of one analysis in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ... import wording
from ...advising import Adviser
from ...analysis import Analysis
from ...bargaining.efficiency.space import Space
from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.term import Term
from ...wording import Reader

ABSENT = "-"
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Figures:
    """Words for one analysis. Worth is in points: 100 for all that a side asks for, 0 for its limit on every issue."""

    analysis: Analysis
    adviser: Adviser

    @classmethod
    def of(cls, analysis: Analysis) -> Figures:
        """Words in English, amounts in the deal's currency."""
        reader = Reader(currency=analysis.deal.deal.currency or "")
        return cls(analysis, Adviser(analysis.ground, reader))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues that are valued, in the order of the plan."""
        return tuple(one.issue for one in self.analysis.space.dimensions)

    def points(self, side: Side, utility: Fraction) -> float:
        """A utility as points."""
        whole = sum((one.weight for one in self.analysis.valued.worths.of(side).values()), Fraction(0))
        return float(100 * utility / whole) if whole else 0.0

    def units(self, side: Side, units: int) -> float:
        """Units of the space as points."""
        space = self.analysis.space
        return self.points(side, Fraction(units, space.scale_ours if side == "us" else space.scale_theirs))

    def score(self, side: Side, units: int) -> str:
        """Units of the space as points in words: `74`."""
        return f"{self.units(side, units):.0f}"

    def share(self, side: Side, utility: Fraction) -> str:
        """A utility as points in words: `74`."""
        return f"{self.points(side, utility):.0f}"

    def term(self, issue: Issue, terms: Mapping[str, Term]) -> str:
        """The term on an issue, `-` where there is none."""
        return self.adviser.term(issue, terms[issue.id]) if issue.id in terms else ABSENT

    def plain(self, term: Term) -> str:
        """A term that is of no issue."""
        return wording.plain(term, self.adviser.reader)

    def money(self, term: Term) -> str:
        """A term that is an amount in the deal's currency."""
        return wording.term(Issue(id="amount", kind="money"), term, self.adviser.reader)

    def worth(self, ours: int, theirs: int) -> tuple[str, str]:
        """What is worth so much, in money where a side's rate is known, else in points; theirs is a guess."""
        return self._worth("us", ours), self.adviser.guess(self._worth("them", theirs))

    def _worth(self, side: Side, units: int) -> str:
        points = self.units(side, units)
        if abs(points) < _LEAST:
            return "next to nothing"
        money = self.adviser.ours(units) if side == "us" else self.adviser.theirs(units)
        return money or f"{points:+.0f} points"

    def places(self, choice: Sequence[int | None], space: Space) -> Mapping[str, Term]:
        """The terms of the places that are known."""
        return {
            one.issue.id: Term.of(one.options[place].value)
            for one, place in zip(space.dimensions, choice, strict=True)
            if place is not None
        }
