"""The best outcome of a case for an aim.

The rims of all issues, put in order of price, bound what both sides can reach together: no outcome lies above that
line. Where its best lies within a step of one issue, the options of that issue are tried one by one, and so on (branch
and bound: Land and Doig, 1960). Amounts and dates have many options, but come close to the line; choices have few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .aims import NOWHERE, Aim
from .outcomes import Case, Choice, Outcomes, Step, gains

MOST_BRANCHES = 200
"""So many times options are tried one by one, before the best outcome found so far is taken."""


class Line(NamedTuple):
    """The line that bounds a case: the gains of what is best for us, and the steps from there, cheap ones first."""

    ours: float
    theirs: float
    steps: Sequence[Step]


class Best(NamedTuple):
    """An outcome and its value for an aim; `proven` unless the search was cut short."""

    value: float
    choice: Choice
    proven: bool


def line(outcomes: Outcomes, case: Case[float]) -> Line:
    """The line of a case."""
    ours, theirs = case.ours, case.theirs
    steps = [
        Step(at, start, end, loss * ours[at], gain * theirs[at])
        for at, start, end, loss, gain in outcomes.steps
        if theirs[at] > 0
    ]
    steps.sort(key=_price)
    return Line(*gains(case, outcomes.parts(outcomes.best_for_us)), steps)


def _price(step: Step) -> float:
    return step.loss / step.gain


def best(
    outcomes: Outcomes, case: Case[float], line: Line, aim: Aim, floor: float = NOWHERE, slack: float = 0.0
) -> Best | None:
    """The best outcome for the aim, to within `slack` as a share of its value; None if none is above `floor`."""
    search = _Search(outcomes, case, aim, floor, slack)
    search.explore(line.ours, line.theirs, outcomes.best_for_us, line.steps)
    return Best(search.value, search.choice, search.branches < MOST_BRANCHES) if search.choice else None


def exceeds(outcomes: Outcomes, case: Case[float], line: Line, aim: Aim, floor: float) -> bool:
    """Whether an outcome is above `floor` for the aim."""
    search = _Search(outcomes, case, aim, floor, slack=0.0, any_will_do=True)
    search.explore(line.ours, line.theirs, outcomes.best_for_us, line.steps)
    return bool(search.choice)


@dataclass(slots=True)
class _Search:
    outcomes: Outcomes
    case: Case[float]
    aim: Aim
    value: float
    slack: float
    any_will_do: bool = False
    choice: Choice = ()
    branches: int = field(default=0, init=False)

    def explore(self, ours: float, theirs: float, choice: Choice, steps: Sequence[Step]) -> None:
        """Looks for something better among `choice`, with those gains, and all that `steps` lead to from there."""
        peak = self.aim.peak(ours, theirs, steps)
        if not self._hopeful(peak.value):
            return
        near, one, two = list(choice), ours, theirs
        for at, _, end, loss, gain in steps[: peak.passed]:
            near[at], one, two = end, one - loss, two + gain
        if not peak.within:
            self.value, self.choice = peak.value, tuple(near)
            return
        if self.branches == MOST_BRANCHES:
            return
        self.branches += 1
        at = steps[peak.passed].dimension
        options = self._tried(at, near, one, two)
        if not self._hopeful(peak.value):
            return
        rest = [step for step in steps if step.dimension != at]
        first_ours, first_theirs = self._part(at, choice[at])
        for _, index in options:
            part_ours, part_theirs = self._part(at, index)
            self.explore(
                ours - first_ours + part_ours,
                theirs - first_theirs + part_theirs,
                (*choice[:at], index, *choice[at + 1 :]),
                rest,
            )

    def _tried(self, at: int, near: Sequence[int], ours: float, theirs: float) -> Sequence[tuple[float, int]]:
        """Every option of the issue in an outcome near the peak, the best first."""
        part_ours, part_theirs = self._part(at, near[at])
        ours, theirs = ours - part_ours, theirs - part_theirs
        weight_ours, weight_theirs = self.case.ours[at], self.case.theirs[at]
        found = [
            (self.aim.value(ours + weight_ours * one, theirs + weight_theirs * two), index)
            for index, (one, two) in enumerate(
                zip(self.outcomes.ours[at], self.outcomes.theirs[at], strict=True)
            )
        ]
        found.sort(key=lambda one: -one[0])
        value, index = found[0]
        if value > self.value:
            self.value, self.choice = value, (*near[:at], index, *near[at + 1 :])
        return found

    def _part(self, at: int, index: int) -> tuple[float, float]:
        return (
            self.case.ours[at] * self.outcomes.ours[at][index],
            self.case.theirs[at] * self.outcomes.theirs[at][index],
        )

    def _hopeful(self, bound: float) -> bool:
        if self.any_will_do and self.choice:
            return False
        return bound > self.value + self.slack * abs(bound)
