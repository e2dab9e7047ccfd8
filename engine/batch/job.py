"""What a worker does with a chunk: it checks the deals that are selected, and writes a line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

from ..assessment import Assessment
from ..assessment.model import Scope
from ..baseline import BaselineFile, accepted, read_pinned
from ..checking import check
from ..deal.base import Stage
from ..deal.model import Deal
from ..errors import NegotiaError
from ..facts.meetings import next_meeting
from ..inference import EngineChoice
from ..output.jsonl import deal_line, refusal_line
from ..ruleset import Ruleset
from ..run import Refusal, Totals
from ..texts import DEFAULT_LOCALE
from ..usecases import load_rules
from .records import Unread

Working = Callable[[Unread, Totals], Iterator[bytes]]
"""Reads a record if need be, counts it, and gives the lines of the part file that it comes to."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which deals are wanted; all, as far as nothing is said."""

    owner: str | None = None
    stage: Stage | None = None
    within_days: int | None = None
    """The meeting is on the day of the check or at most so many days later."""

    @property
    def everyone(self) -> bool:
        """Whether any deal is wanted."""
        return self == Selection()

    def takes(self, deal: Deal, as_of: date) -> bool:
        """Whether the deal is wanted."""
        header = deal.deal
        if self.owner is not None and (header.owner or "").casefold() != self.owner.casefold():
            return False
        if self.stage is not None and (header.stage or "preparation") != self.stage:
            return False
        return self.within_days is None or self._meets(deal, as_of, self.within_days)

    def _meets(self, deal: Deal, as_of: date, days: int) -> bool:
        meeting = next_meeting(deal.meetings or (), as_of)
        return meeting is not None and meeting.at is not None and (meeting.at.date() - as_of).days <= days


class Job(Protocol):
    """Work that processes share; it travels to them, so it is small and says how to get what it needs."""

    def start(self) -> Working:
        """What is done with a record. Called once a process."""

    def working(self, ruleset: Ruleset) -> Working:
        """As `start`, with rules that are there already."""


@dataclass(frozen=True, slots=True)
class CheckJob:
    """A check of many deals."""

    as_of: date
    rules: tuple[str, ...] = ()
    shipped: bool = True
    inference: EngineChoice = "auto"
    locale: str = DEFAULT_LOCALE
    stage: Stage | None = None
    scope: Scope = "all"
    selection: Selection = Selection()
    baseline: BaselineFile | None = None
    sha256: str = ""
    """Of the rules that the run began with."""

    def ruleset(self) -> Ruleset:
        """The rules. Raises RuleError, and NegotiaError if they are others than the run began with."""
        ruleset = _loaded(self.rules, self.shipped, self.inference, self.locale)
        if self.sha256 and ruleset.sha256 != self.sha256:
            raise NegotiaError("the rules were changed while deals were checked")
        return ruleset

    def start(self) -> Working:
        """See Job."""
        return self.working(self.ruleset())

    def working(self, ruleset: Ruleset) -> Working:
        """See Job."""
        baseline = read_pinned(self.baseline) if self.baseline else None

        def lines(unread: Unread, totals: Totals) -> Iterator[bytes]:
            record = unread.read()
            if isinstance(record, Refusal):
                totals.refuse(record)
                yield refusal_line(record)
            elif self.selection.takes(record, self.as_of):
                assessment = self.assess(record, ruleset)
                if baseline is not None:
                    assessment = accepted(assessment, baseline, ruleset)
                totals.add(assessment, ruleset)
                yield deal_line(assessment)
            else:
                totals.passed_over += 1

        return lines

    def assess(self, deal: Deal, ruleset: Ruleset) -> Assessment:
        """The assessment of a deal."""
        return check(deal, ruleset, self.as_of, stage=self.stage, locale=self.locale, scope=self.scope)

    def pinned(self, ruleset: Ruleset) -> CheckJob:
        """This job with the rules that it begins with."""
        return replace(self, sha256=ruleset.sha256)


@cache
def _loaded(rules: tuple[str, ...], shipped: bool, inference: EngineChoice, locale: str) -> Ruleset:
    return load_rules(rules, shipped=shipped, engine=inference, locale=locale)
