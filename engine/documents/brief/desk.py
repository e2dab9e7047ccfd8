"""What every part of the brief is made with: the case, its words, its questions, and the day's limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...advising import Adviser
from ...bargaining.advice.concessions import Bargain, bargains
from ...bargaining.advice.ground import Ground
from ...bargaining.advice.packages import Packages, packages
from ...bargaining.advice.standing import ground_of
from ...bargaining.advice.trades import Trade, best_trades
from ...bargaining.efficiency.building import Valued, value
from ...bargaining.offers import Standing, standings
from ...casefile import CaseFile
from ...deal.base import Side
from ...deal.model import Deal
from ...deal.plan import Meeting
from ...deal.talks import Offer
from ...deal.term import Term
from ...texts import Texts
from ...wording import Reader
from ..gaps import Gaps
from ..questions.rendering import plan_of
from ..questions.selection import QuestionPlan
from ..worded import Words


@dataclass(frozen=True)
class Desk:
    """One case, ready to be written about."""

    case: CaseFile
    words: Words

    @property
    def deal(self) -> Deal:
        """The deal."""
        return self.case.deal

    @property
    def texts(self) -> Texts:
        """The texts of the reader's language."""
        return self.words.texts

    @cached_property
    def questions(self) -> QuestionPlan:
        """The questions as the question list numbers them."""
        return plan_of(self.case, self.texts)

    @cached_property
    def gaps(self) -> Gaps:
        """The words for what is not known."""
        return Gaps(self.questions, self.texts)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting prepared for."""
        return self.case.facts.derived.meeting

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offer log."""
        return (self.deal.bargaining.offers if self.deal.bargaining else None) or ()

    def silence(self, *paths: str) -> str:
        """A sentence for what the plan does not say, at the first of these paths that a question asks for."""
        words = self.gaps.words(*paths)
        return f"{words[0].upper()}{words[1:]}."

    @cached_property
    def agreed(self) -> Mapping[str, Term]:
        """What is agreed, by issue."""
        return {one.issue.id: one.term for one in self.case.facts.derived.agreed}

    @cached_property
    def _log(self) -> Sequence[Standing]:
        return standings(self.offers)

    @cached_property
    def standing(self) -> Mapping[Side, Mapping[str, Term]]:
        """The latest package of each side that is on the table."""
        found: dict[Side, Mapping[str, Term]] = {"us": {}, "them": {}}
        for one in self._log:
            if one.offer.status != "draft":
                found[one.offer.by] = one.package
        return found

    def before(self, offer: Offer) -> Mapping[str, Term]:
        """The package of the same side before this offer; empty for its first."""
        previous = next((one.previous for one in self._log if one.offer is offer), None)
        return previous.package if previous else {}

    @cached_property
    def valued(self) -> Valued:
        """What every outcome is worth to both sides, as far as the plan tells."""
        return value(self.deal)

    @cached_property
    def ground(self) -> Ground | None:
        """Where advice starts from; None while no issue can be valued for both sides."""
        return ground_of(self.deal, self.valued.space) if self.valued.space.dimensions else None

    @cached_property
    def adviser(self) -> Adviser | None:
        """The words for advice."""
        reader = Reader(self.words.locale, self.words.currency, self.texts)
        return Adviser(self.ground, reader) if self.ground else None

    @cached_property
    def trades(self) -> tuple[Trade, ...]:
        """The trades that are worth a talk; none once an offer is accepted."""
        return best_trades(self.ground) if self.ground and not self.ground.closed else ()

    @cached_property
    def bargains(self) -> tuple[Bargain, ...]:
        """What each planned concession costs and buys."""
        return bargains(self.ground) if self.ground else ()

    @cached_property
    def packages(self) -> Packages:
        """Packages of equal worth to us."""
        return packages(self.ground) if self.ground else Packages()
