"""What a change of terms is worth to us, on the scale that whole packages are valued by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from ...deal.issues import Issue
from ...deal.term import Term
from ..efficiency.worth import Worth, worths
from ..offers import NOISE, Standing
from ..preferences import Preferences


class Scale:
    """Our weights and values. Free text has none; where only their wishes are unknown, our own range is the scale."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._weights = preferences.weights("us")

    @cached_property
    def _worths(self) -> Mapping[str, Worth]:
        return worths(tuple(self._preferences.issues.values())).ours

    def changes(self, one: Standing) -> Iterator[tuple[Issue, Decimal | None]]:
        """What each issue that a package moves brings us, as a share of all our weights; rounding is left out.

        None where the plan does not tell what the old or the new term is worth to us.
        """
        before = one.previous.package if one.previous else {}
        for id, new in one.package.items():
            old, weight, issue = before.get(id), self._weights.get(id), self._preferences.issues[id]
            if (
                old is None
                or not weight
                or issue.kind == "text"
                or (old.low, old.high) == (new.low, new.high)
            ):
                continue
            gain = self._gain(id, old, new)
            if gain is None or abs(gain) >= NOISE:
                yield issue, None if gain is None else weight * gain

    def _gain(self, id: str, old: Term, new: Term) -> Decimal | None:
        worth = self._worths.get(id)
        if worth is None:
            return self._preferences.of(id, "us").gain(old, new)
        before, after = (_value(worth, term) for term in (old, new))
        return None if before is None or after is None else after - before


def _value(worth: Worth, term: Term) -> Decimal | None:
    """The value of a term, 1 for the best; None for an option that nobody has scored."""
    value = worth.value(term.middle)
    if value is None or (worth.curve is None and term.low not in worth.scores):
        return None
    return Decimal(value.numerator) / Decimal(value.denominator)
