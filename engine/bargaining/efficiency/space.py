"""The outcomes of a deal: the options of each issue and what each is worth to both sides, in whole units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from ...deal.issues import Issue
from ...deal.term import Scalar, Term


@dataclass(frozen=True, slots=True)
class Option:
    """One value that an issue can take; what it adds to each side's utility, in units of 1/scale of the space."""

    value: Scalar
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """An issue with the values it can take: numbers and dates ascending, choices in the order of the plan."""

    issue: Issue
    options: tuple[Option, ...]
    step: str = ""
    """How a range was cut into options, in words; empty when they are listed."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An issue that could not be valued, and why."""

    issue: Issue
    reason: str


@dataclass(frozen=True, slots=True)
class Space:
    """All outcomes: one option of each dimension. A side's utility of one is the sum of its units, over the scale."""

    dimensions: tuple[Dimension, ...]
    scale_ours: int
    scale_theirs: int
    reservation_ours: int | None = None
    """Least sum of units that the side accepts; None when it is not known."""
    reservation_theirs: int | None = None
    left_out: tuple[LeftOut, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def outcomes(self) -> int:
        """How many outcomes there are; none without issues."""
        return prod(len(dimension.options) for dimension in self.dimensions) if self.dimensions else 0

    @property
    def worst(self) -> tuple[int, int]:
        """The least units that any outcome gives us, and gives them."""
        return (
            sum(min(option.ours for option in one.options) for one in self.dimensions),
            sum(min(option.theirs for option in one.options) for one in self.dimensions),
        )

    def utilities(self, ours: int, theirs: int) -> tuple[Fraction, Fraction]:
        """Sums of units on the scales of the deal's own weights."""
        return Fraction(ours, self.scale_ours), Fraction(theirs, self.scale_theirs)

    def sums(self, choice: Sequence[int]) -> tuple[int, int]:
        """What an outcome is worth to us and to them, in units; `choice` names an option of each dimension."""
        chosen = [one.options[index] for one, index in zip(self.dimensions, choice, strict=True)]
        return sum(option.ours for option in chosen), sum(option.theirs for option in chosen)

    def terms(self, choice: Sequence[int]) -> Mapping[str, Term]:
        """The outcome as terms, by issue id."""
        return {
            one.issue.id: Term.of(one.options[index].value)
            for one, index in zip(self.dimensions, choice, strict=True)
        }


Worths = Sequence[tuple[Fraction | int, Fraction | int]]
"""What each option of an issue adds to our utility and to theirs."""


def space_from_worths(
    issues: Sequence[tuple[Issue, Sequence[Scalar], Worths]],
    ours: Fraction | int | None = None,
    theirs: Fraction | int | None = None,
) -> Space:
    """The space of issues whose options are valued already; `ours` and `theirs` are the reservation utilities."""
    scales = [
        lcm(*(Fraction(pair[side]).denominator for _, _, worths in issues for pair in worths))
        for side in (0, 1)
    ]
    return Space(
        dimensions=tuple(
            Dimension(
                issue,
                tuple(
                    Option(value, int(pair[0] * scales[0]), int(pair[1] * scales[1]))
                    for value, pair in zip(values, worths, strict=True)
                ),
            )
            for issue, values, worths in issues
        ),
        scale_ours=scales[0],
        scale_theirs=scales[1],
        reservation_ours=least_units(ours, scales[0]),
        reservation_theirs=least_units(theirs, scales[1]),
    )


def least_units(utility: Fraction | int | None, scale: int) -> int | None:
    """The smallest sum of units that is worth at least `utility`."""
    return None if utility is None else -(-Fraction(utility) * scale // 1)
