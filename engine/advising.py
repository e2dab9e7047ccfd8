"""Advice in words: trades, packages and offers in the units of the deal, their worth in money where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from . import wording
from .bargaining.advice.ground import Ground, stakes
from .bargaining.advice.money import Rate
from .bargaining.advice.trades import Step, Trade
from .deal.issues import Issue
from .deal.term import Term
from .wording import Reader

_DIGITS = 2
"""An estimate in more figures than that would look like knowledge."""


@dataclass(frozen=True, slots=True)
class Adviser:
    """Words for the advice on one ground, for one reader."""

    ground: Ground
    reader: Reader

    def term(self, issue: Issue, term: Term) -> str:
        """A term in the unit of its issue."""
        return wording.term(issue, term, self.reader)

    def ours(self, units: int) -> str:
        """Units of worth to us as an amount: `about 3,300 GBP`; empty where no rate of exchange is known."""
        return self._about(self.ground.rate_ours, units)

    def theirs(self, units: int) -> str:
        """Units of worth to them as an amount, which is always a guess of ours."""
        return self._about(self.ground.rate_theirs, units)

    def share_ours(self, units: int) -> str:
        """Units of worth to us as a share of all that is at stake for us: `16 of 100`."""
        return self._share(units, stakes(self.ground.space)[0])

    def share_theirs(self, units: int) -> str:
        """The same for them."""
        return self._share(units, stakes(self.ground.space)[1])

    def guess(self, text: str) -> str:
        """The text with the word that it is our guess; empty for nothing."""
        return self.reader.texts("advice.guess", text=text) if text else ""

    def trade(self, trade: Trade) -> str:
        """A trade as a sentence to say: `If you agree to ..., then we agree to ...`."""
        return self.reader.texts(
            "advice.trade.text",
            get=self.term(trade.get.issue, trade.get.after),
            get_issue=trade.get.issue.label,
            give=self.term(trade.give.issue, trade.give.after),
            give_issue=trade.give.issue.label,
        )

    def terms(self, choice: tuple[int, ...], only: Iterable[int] | None = None) -> str:
        """A package on one line, or these issues of it."""
        places = range(len(choice)) if only is None else only
        found = self.ground.space.terms(choice)
        return "; ".join(self._named(self.ground.space.dimensions[place].issue, found) for place in places)

    def steps(self, steps: Iterable[Step]) -> str:
        """Where steps lead, on one line."""
        return "; ".join(self._named(one.issue, {one.issue.id: one.after}) for one in steps)

    def _named(self, issue: Issue, terms: Mapping[str, Term]) -> str:
        return self.reader.texts("advice.term", issue=issue.label, term=self.term(issue, terms[issue.id]))

    def _share(self, units: int, stake: int) -> str:
        share = round(Fraction(100 * units, stake or 1))
        return self.reader.texts("advice.share", share=wording.number(Decimal(share), self.reader.locale))

    def _about(self, rate: Rate | None, units: int) -> str:
        if rate is None:
            return ""
        amount = self.term(rate.issue, Term.of(rounded(rate.money(units))))
        return self.reader.texts("advice.about", amount=amount)


def rounded(value: Fraction, digits: int = _DIGITS) -> Decimal:
    """The number with so many significant figures; whole from three figures on."""
    if not value:
        return Decimal(0)
    power = 0
    while abs(value) >= 10 ** (power + digits):
        power += 1
    while abs(value) < Fraction(10) ** (power + digits - 1):
        power -= 1
    figures = round(value / Fraction(10) ** power)
    return Decimal(figures).scaleb(power) if power < 0 else Decimal(figures * 10**power)
