"""All outcomes of a deal, prepared to be weighed anew in many cases.

A case multiplies what the options of an issue are worth, and shifts all of them alike: their order stays the same, and
so does the rim of the issue, the options that are best for some mixture of both sides' wishes. It is found once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import mul
from typing import Generic, NamedTuple, TypeVar

from ..efficiency.space import Dimension, Option, Space

Number = TypeVar("Number", float, Fraction)
Choice = tuple[int, ...]
"""An outcome: the option of each issue."""


class Parts(NamedTuple, Generic[Number]):
    """What each issue of a package adds to both utilities as the plan stands, ranges at their middle."""

    ours: tuple[Number, ...]
    theirs: tuple[Number, ...]


class Case(NamedTuple, Generic[Number]):
    """One draw: a factor for what each issue adds, and the least sum that a side accepts, its shifts included."""

    ours: tuple[Number, ...]
    theirs: tuple[Number, ...]
    least_ours: Number
    least_theirs: Number


def gains(case: Case[Number], parts: Parts[Number]) -> tuple[Number, Number]:
    """What a package is worth to both sides in a case, above the least that they accept."""
    return (
        sum(map(mul, case.ours, parts.ours), -case.least_ours),
        sum(map(mul, case.theirs, parts.theirs), -case.least_theirs),
    )


class Step(NamedTuple):
    """From one option on the rim of an issue to the next: what we lose by it and what they gain."""

    dimension: int
    start: int
    end: int
    loss: float
    gain: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the options of every issue add to both utilities as the plan stands, and the rims of the issues."""

    space: Space
    ours: tuple[tuple[float, ...], ...]
    theirs: tuple[tuple[float, ...], ...]
    best_for_us: Choice
    """Where the rims begin: the best options for us, among equals the best for them."""
    steps: tuple[Step, ...]
    """Along the rims of all issues, from what is best for us to what is best for them."""
    spans: tuple[float, float]
    """From the worst to the best outcome, for us and for them."""

    @classmethod
    def of(cls, space: Space) -> Outcomes:
        """The outcomes of a space."""
        ours = tuple(
            tuple(option.ours / space.scale_ours for option in one.options) for one in space.dimensions
        )
        theirs = tuple(
            tuple(option.theirs / space.scale_theirs for option in one.options) for one in space.dimensions
        )
        rims = [_rim(one) for one in space.dimensions]
        steps = tuple(
            Step(at, start, end, ours[at][start] - ours[at][end], theirs[at][end] - theirs[at][start])
            for at, rim in enumerate(rims)
            for start, end in pairwise(rim)
        )
        span_ours, span_theirs = (sum(max(one) - min(one) for one in side) for side in (ours, theirs))
        return cls(space, ours, theirs, tuple(rim[0] for rim in rims), steps, (span_ours, span_theirs))

    def parts(self, choice: Choice) -> Parts[float]:
        """What each issue of an outcome adds."""
        return Parts(
            tuple(one[index] for one, index in zip(self.ours, choice, strict=True)),
            tuple(one[index] for one, index in zip(self.theirs, choice, strict=True)),
        )

    def exact_parts(self, choice: Choice) -> Parts[Fraction]:
        """The same in exact numbers."""
        chosen = [one.options[index] for one, index in zip(self.space.dimensions, choice, strict=True)]
        return Parts(
            tuple(Fraction(option.ours, self.space.scale_ours) for option in chosen),
            tuple(Fraction(option.theirs, self.space.scale_theirs) for option in chosen),
        )


def _rim(dimension: Dimension) -> Sequence[int]:
    """The corners of the upper right side of the options' convex hull, best for us first."""
    options = dimension.options
    rim: list[int] = []
    for index in sorted(range(len(options)), key=lambda one: (-options[one].ours, -options[one].theirs)):
        if rim and options[index].theirs <= options[rim[-1]].theirs:
            continue
        while len(rim) > 1 and not _bends(options[rim[-2]], options[rim[-1]], options[index]):
            rim.pop()
        rim.append(index)
    return rim


def _bends(first: Option, second: Option, third: Option) -> bool:
    """Whether the middle one lies outside the line between the others."""
    return (second.theirs - first.theirs) * (second.ours - third.ours) > (third.theirs - second.theirs) * (
        first.ours - second.ours
    )
