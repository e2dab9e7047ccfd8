"""Values derived from a deal and the day of the check. Each is computed once, when a rule first asks for it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from fractions import Fraction

from ..bargaining.efficiency.building import value
from ..bargaining.efficiency.points import improvement
from ..bargaining.efficiency.reservation import reservation
from ..bargaining.efficiency.worth import Worth, utility, worths_of
from ..bargaining.history import LogReading
from ..bargaining.history.forecast import Forecast
from ..bargaining.history.impasse import Awaited, UsedMandate
from ..bargaining.history.limits import ImpliedLimit
from ..bargaining.history.reciprocity import Reciprocity
from ..bargaining.history.repeated import DoubleStep, Nibble, Repeat, Retreat
from ..bargaining.history.rhythm import Rhythm
from ..bargaining.offers import Change, Move, OfferView, Package, Standing, change, offer_views, standings
from ..bargaining.preferences import ZERO, Preferences
from ..bargaining.progress import (
    AgreedTerm,
    Gap,
    Round,
    Steps,
    Zone,
    agreed,
    gaps,
    stalled_rounds,
    steps,
    zones,
)
from ..deal.base import STAGES, Side, Stage
from ..deal.issues import Issue
from ..deal.model import Deal
from ..deal.plan import Meeting
from ..deal.talks import Disagreement, Incident, Misunderstanding, NewInformation, QuestionAsked
from .meetings import TalkTime, next_meeting, talk_times, working_days
from .once import once
from .people import missing_skills, unheard

_CLEARLY = Fraction(1, 20)
"""A gain below this share of what is at stake is inside the error of what we believe of them."""


class Derived:
    """What rules may ask for under `derived.`."""

    def __init__(self, deal: Deal, as_of: date, stage: Stage | None = None) -> None:
        self._deal = deal
        self._as_of = as_of
        self._stage = stage

    @once
    def stage(self) -> Stage:
        """The stage of the deal; preparation when it states none."""
        return self._stage or self._deal.deal.stage or "preparation"

    @once
    def stage_number(self) -> int:
        """The stage as a number: 1 preparation, 2 exchange, 3 clarification, 4 bargaining, 5 commitment, 6 closed."""
        return STAGES.index(self.stage) + 1

    @once
    def meeting(self) -> Meeting | None:
        """The meeting prepared for: the first one on or after the day of the check."""
        return next_meeting(self._deal.meetings or (), self._as_of)

    @once
    def days_to_meeting(self) -> int | None:
        """Calendar days to the meeting."""
        return (self.meeting.at.date() - self._as_of).days if self.meeting and self.meeting.at else None

    @once
    def working_days_to_meeting(self) -> int | None:
        """Monday to Friday days to the meeting; 0 on its day."""
        return working_days(self._as_of, self.meeting.at.date()) if self.meeting and self.meeting.at else None

    @once
    def talk_times(self) -> tuple[TalkTime, ...]:
        """How the time of each meeting with an agenda is shared."""
        return talk_times(self._deal.meetings or ())

    @once
    def unheard(self) -> tuple[str, ...]:
        """Their people with a say of whom it is not known what they care about."""
        return unheard(self._deal.them)

    @once
    def missing_skills(self) -> tuple[str, ...]:
        """Skills that the stage asks for and nobody of ours at the table has."""
        return missing_skills(self._deal.us.people or (), self.stage)

    @once
    def _issues(self) -> tuple[Issue, ...]:
        return self._deal.issues or ()

    @once
    def _preferences(self) -> Preferences:
        return Preferences(self._issues)

    @once
    def _log(self) -> tuple[Standing, ...]:
        return standings(self._deal.bargaining.offers or ()) if self._deal.bargaining else ()

    @once
    def _reading(self) -> LogReading:
        strategy = self._deal.strategy
        return LogReading(self._log, self._preferences, (strategy.authority if strategy else None) or ())

    def _package(self, side: Side) -> Standing | None:
        return next(
            (one for one in reversed(self._log) if one.offer.by == side and one.offer.status != "draft"), None
        )

    @once
    def moves(self) -> tuple[Move, ...]:
        """Each offer of either side held against that side's previous package. First offers are no moves."""
        return self._reading.moves

    @once
    def offers(self) -> tuple[OfferView, ...]:
        """Each offer held against our limits."""
        return offer_views(self._log, self._preferences, self._ours.utility)

    @once
    def reservation(self) -> Decimal | None:
        """Our utility below which the alternative is better, on the scale of our weights."""
        worths = self._ours.worths
        return None if worths is None else _decimal(reservation(self._deal, "us", worths).utility)

    @once
    def better_for_both(self) -> tuple[Change, ...]:
        """Changes on two issues at most by which both sides would do clearly better than with our latest offer."""
        ours = next((one.package for one in reversed(self._log) if one.offer.by == "us"), None)
        if ours is None or self.accepted:
            return ()
        found = improvement(value(self._deal), ours, _CLEARLY) or {}
        changed = ((self._preferences.of(id, "us"), ours[id], term) for id, term in found.items())
        return tuple(change(prefers, before, after) for prefers, before, after in changed)

    @once
    def _ours(self) -> _OurWorths:
        return _OurWorths(self._issues)

    @once
    def steps(self) -> tuple[Steps, ...]:
        """Our concessions on each numeric issue, in order."""
        return tuple(one for one in self._steps if one.by == "us")

    @once
    def their_steps(self) -> tuple[Steps, ...]:
        """Their concessions on each numeric issue, in order."""
        return tuple(one for one in self._steps if one.by == "them")

    @once
    def _steps(self) -> Sequence[Steps]:
        return steps(self.moves)

    @once
    def our_rhythm(self) -> Rhythm | None:
        """Our steps as whole packages, in worth to us; unknown when an issue that moved can not be valued."""
        return self._reading.package_rhythm("us")

    @once
    def unvalued(self) -> tuple[Issue, ...]:
        """Issues that moved, weigh for us, and can not be valued by what the plan tells."""
        return self._reading.unvalued

    @once
    def reciprocity(self) -> Reciprocity | None:
        """What came back for our steps and who leads, in worth to us; unknown when a step can not be valued."""
        return self._reading.reciprocity

    @once
    def repeats(self) -> tuple[Repeat, ...]:
        """Offers of either side that say no more than an earlier one of that side."""
        return self._reading.repeats

    @once
    def double_steps(self) -> tuple[DoubleStep, ...]:
        """Concessions of either side before the other had answered the offer that they improve."""
        return self._reading.double_steps

    @once
    def retreats(self) -> tuple[Retreat, ...]:
        """Offers of either side that take back what it had offered."""
        return self._reading.retreats

    @once
    def nibbles(self) -> tuple[Nibble, ...]:
        """Offers of either side after the agreement that ask for more and give nothing."""
        return self._reading.nibbles

    @once
    def implied_limits(self) -> tuple[ImpliedLimit, ...]:
        """Where their shrinking steps on an issue seem to end: an estimate with a band, from three offers or more."""
        return tuple(one for one in self._reading.implied_limits if one.by == "them")

    @once
    def signalled_limits(self) -> tuple[ImpliedLimit, ...]:
        """Where our own shrinking steps seem to end, as they may read it: an estimate with a band."""
        return tuple(one for one in self._reading.implied_limits if one.by == "us")

    @once
    def forecast(self) -> Forecast | None:
        """Whether the positions meet at this pace, in how many rounds and when; unknown before three full rounds."""
        return self._reading.forecast

    @once
    def awaited(self) -> Awaited | None:
        """The last offer on the table as long as nobody has answered it, and who owes the answer."""
        return self._reading.awaited

    @once
    def working_days_waiting(self) -> int | None:
        """Monday to Friday days since the last offer on the table, as long as nobody has answered it."""
        since = self.awaited.since if self.awaited else None
        return working_days(since, self._as_of) if since else None

    @once
    def used_mandates(self) -> tuple[UsedMandate, ...]:
        """Issues on which our last offer has reached what our people may agree to."""
        return self._reading.used_mandates

    @once
    def gaps(self) -> tuple[Gap, ...]:
        """How far apart the sides stand on each issue."""
        ours, theirs = self._package("us"), self._package("them")
        return gaps(self._preferences, ours.package if ours else {}, theirs.package if theirs else {})

    @once
    def money_share_of_gap(self) -> Decimal | None:
        """Share of the monetary issues in the weighted gap, 0 to 1; unknown when there is no gap to share."""
        if not any(gap.share for gap in self.gaps):
            return None
        return sum((gap.share for gap in self.gaps if gap.issue.monetary or gap.issue.kind == "money"), ZERO)

    @once
    def rounds(self) -> tuple[Round, ...]:
        """The rounds on record."""
        return self._reading.rounds

    @once
    def complete_rounds(self) -> int:
        """How many rounds both sides have spoken in."""
        return sum(one.complete for one in self.rounds)

    @once
    def stalled_rounds(self) -> int:
        """How many of the latest complete rounds brought neither movement nor a new option."""
        return stalled_rounds(self.rounds)

    @once
    def gap_narrows(self) -> bool | None:
        """Whether the weighted gap is smaller after the last complete round than after the one before."""
        before, last = (None, None, *(one for one in self.rounds if one.complete))[-2:]
        if before is None or last is None or before.gap is None or last.gap is None:
            return None
        return last.gap < before.gap

    @once
    def zones(self) -> tuple[Zone, ...]:
        """The zone of possible agreement of each negotiable issue."""
        return zones(self._preferences, self.gaps)

    @once
    def agreed(self) -> tuple[AgreedTerm, ...]:
        """What the accepted offer settles, issue by issue."""
        recorded = self._deal.commitment.terms if self._deal.commitment else None
        return agreed(self._log, self._preferences, recorded)

    @once
    def accepted(self) -> bool:
        """Whether an offer has been accepted."""
        return any(one.offer.status == "accepted" for one in self._log)

    @once
    def term_ends(self) -> date | None:
        """Last day of the agreement: its start and its length in months, less a day."""
        agreement, header = self._deal.agreement, self._deal.deal
        term = agreement.term if agreement else None
        starts = (term.starts if term else None) or header.effective_date
        if term is None or term.months is None or starts is None:
            return None
        return _last_day(starts, term.months)

    @once
    def term_starts(self) -> date | None:
        """First day of the agreement: the effective date or the start of the term, whichever is earlier."""
        agreement = self._deal.agreement
        starts = agreement.term.starts if agreement and agreement.term else None
        return min((day for day in (starts, self._deal.deal.effective_date) if day is not None), default=None)

    @once
    def failed_tactics(self) -> tuple[str, ...]:
        """Ways out of a deadlock that were tried and did not work."""
        tried = self._deal.bargaining.impasse_tactics if self._deal.bargaining else None
        return tuple(one.tactic for one in tried or () if one.worked is False)

    @once
    def their_incident(self) -> Incident | None:
        """The latest incident on record that was theirs."""
        return self._latest_incident("them")

    @once
    def our_incident(self) -> Incident | None:
        """The latest incident on record that was ours."""
        return self._latest_incident("us")

    def _latest_incident(self, side: Side) -> Incident | None:
        incidents = self._deal.bargaining.incidents if self._deal.bargaining else None
        return next((one for one in reversed(incidents or ()) if one.by == side), None)

    @once
    def questions(self) -> tuple[QuestionAsked, ...]:
        """The questions to them on record; none when the plan lists none."""
        return (self._deal.exchange.questions if self._deal.exchange else None) or ()

    @once
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The disagreements on record; none when the plan lists none."""
        return (self._deal.clarification.disagreements if self._deal.clarification else None) or ()

    @once
    def misunderstandings(self) -> tuple[Misunderstanding, ...]:
        """The misunderstandings on record; none when the plan lists none."""
        return (self._deal.clarification.misunderstandings if self._deal.clarification else None) or ()

    @once
    def new_information(self) -> tuple[NewInformation, ...]:
        """What was learnt in the talks; nothing when the plan lists nothing."""
        return (self._deal.clarification.new_information if self._deal.clarification else None) or ()

    @once
    def complexity_signs(self) -> tuple[str, ...]:
        """What makes the deal complex, in words."""
        deal, header = self._deal, self._deal.deal
        months = deal.agreement.term.months if deal.agreement and deal.agreement.term else None
        signs = {
            "services and goods or licences in one contract": header.subject == "mixed",
            "a term of more than two years": months is not None and months > 24,
            "a regulator has a say": header.regulated is True,
            "more than eight issues": len(self._issues) > 8,
            "more than six people with a say": len(deal.them.people or ()) > 6,
        }
        return tuple(sign for sign, holds in signs.items() if holds)

    @once
    def complex(self) -> bool:
        """Whether the deal is complex: as stated, otherwise by two signs or more."""
        if self._deal.deal.complexity is not None:
            return self._deal.deal.complexity == "complex"
        return len(self.complexity_signs) >= 2


class _OurWorths:
    """What packages are worth to us. Offers hold it, and so it must not hold what holds the offers: each deal of a
    batch would stay in memory until someone looks for circles."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._issues = issues

    @once
    def worths(self) -> Mapping[str, Worth] | None:
        """What we make of each issue."""
        return worths_of(self._issues, "us")

    def utility(self, package: Package) -> Decimal | None:
        """Our utility of a package."""
        return None if self.worths is None else _decimal(utility(package, self.worths))


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / value.denominator


def _last_day(starts: date, months: int) -> date:
    """The day before the same day of the month so many months later; the month's last day if it has no such day."""
    later, month = divmod(starts.month - 1 + months, 12)
    year = starts.year + later
    if year > MAXYEAR:
        raise OverflowError(f"the term ends after the year {MAXYEAR}")
    last = monthrange(year, month + 1)[1]
    if starts.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, starts.day) - timedelta(days=1)
