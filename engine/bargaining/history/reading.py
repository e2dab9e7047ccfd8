"""What an offer log tells about the way both sides bargain; each part is worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...deal.base import Side
from ...deal.issues import Issue
from ...deal.model import Deal
from ...deal.plan import AuthorityLimit
from ..offers import Move, Standing, moves, standings
from ..preferences import Preferences
from ..progress import Round, rounds, steps
from .forecast import Forecast, forecast
from .impasse import Awaited, UsedMandate, awaited, used_mandates
from .limits import ImpliedLimit, implied_limits
from .reciprocity import Reciprocity, reciprocity
from .repeated import DoubleStep, Nibble, Repeat, Retreat, double_steps, nibbles, repeats, retreats
from .rhythm import Rhythm, Stride, issue_rhythms, package_rhythm, strides, unvalued
from .weighing import Scale


@dataclass(frozen=True)
class LogReading:
    """An offer log, read. Shares are Decimals (1 is the whole), terms are in the unit of their issue."""

    _log: Sequence[Standing] = field(repr=False)
    _preferences: Preferences = field(repr=False)
    _authority: Sequence[AuthorityLimit] = field(repr=False)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Each offer of either side held against that side's previous package."""
        return moves(self._log, self._preferences)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds on record."""
        return rounds(self._log, self.moves, self._preferences)

    @cached_property
    def _scale(self) -> Scale:
        return Scale(self._preferences)

    @cached_property
    def strides(self) -> tuple[Stride, ...]:
        """The steps of both sides from package to package, in worth to us."""
        return strides(self._log, self._scale)

    @cached_property
    def unvalued(self) -> tuple[Issue, ...]:
        """Issues that moved, weigh for us, and can not be valued by what the plan tells."""
        return unvalued(self._log, self._scale)

    @cached_property
    def issue_rhythms(self) -> tuple[Rhythm, ...]:
        """Step sizes and ratios of each side on each numeric issue."""
        return issue_rhythms(steps(self.moves))

    def package_rhythm(self, by: Side) -> Rhythm | None:
        """Step sizes and ratios of a side's whole packages; None when one of them can not be valued."""
        return package_rhythm(self.strides, by)

    @cached_property
    def reciprocity(self) -> Reciprocity | None:
        """What came back for our steps, and who leads; None when a step can not be valued."""
        return reciprocity(self._log, self.strides)

    @cached_property
    def unpaid(self) -> tuple[Move, ...]:
        """Concessions for which nothing came back; those that await an answer are not among them."""
        return tuple(move for move in self.moves if move.concedes and move.paid is False and not move.draft)

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Packages that were offered again."""
        return repeats(self._log)

    @cached_property
    def double_steps(self) -> tuple[DoubleStep, ...]:
        """Concessions before the other side had answered."""
        return double_steps(self._log, self.moves)

    @cached_property
    def retreats(self) -> tuple[Retreat, ...]:
        """Offers that take back what had been offered."""
        return retreats(self.moves)

    @cached_property
    def nibbles(self) -> tuple[Nibble, ...]:
        """Offers that ask for more after the agreement."""
        return nibbles(self._log, self._preferences)

    @cached_property
    def implied_limits(self) -> tuple[ImpliedLimit, ...]:
        """The limits that shrinking steps of both sides point to."""
        return implied_limits(self._log, self._preferences)

    @cached_property
    def forecast(self) -> Forecast | None:
        """Whether and when the positions meet at this pace; None before three full rounds."""
        return forecast(self.rounds, self._log)

    @cached_property
    def awaited(self) -> Awaited | None:
        """The answer that the talks wait for."""
        return awaited(self._log)

    @cached_property
    def used_mandates(self) -> tuple[UsedMandate, ...]:
        """Issues on which our last offer has reached what our people may agree to."""
        return used_mandates(self._log, self._preferences.issues, self._authority)


def history(deal: Deal) -> LogReading:
    """The offer log of a deal, read; empty throughout for a deal without offers."""
    preferences = Preferences(deal.issues or ())
    log = standings(deal.bargaining.offers or ()) if deal.bargaining else ()
    authority = deal.strategy.authority if deal.strategy else None
    return LogReading(log, preferences, authority or ())
