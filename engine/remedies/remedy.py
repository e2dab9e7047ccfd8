"""A finding -> the smallest edit of ours that clears it, tried on the deal itself before it is told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from ..answering.slots import Slot, UnknownPath, find_slot
from ..assessment import Assessment, Finding, Question
from ..assessment.absence import absent_places
from ..assessment.building import assess
from ..assessment.comparison import Comparison, compare
from ..deal.base import Stage
from ..deal.edit import set_value
from ..deal.edit.paths import at, with_value
from ..deal.model import Deal
from ..deal.paths import name_of
from ..deal.reading import build_deal, parse_deal
from ..deal.term import Scalar
from ..errors import NegotiaError
from ..evaluation import Evaluation, Verdict, evaluate
from ..ruleset.model import Rule, Ruleset
from ..ruleset.schema import SEVERITIES
from ..source import Source
from .candidates import Edit, Edits, candidates
from .standins import stand_ins

_MOST_TRIED = 250


@dataclass(frozen=True, slots=True)
class Change:
    """A field and its new value, in the user's terms."""

    path: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Attempt:
    """An edit of fields of ours that clears a finding: the text with it, and what else it changes."""

    changes: tuple[Change, ...]
    text: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Remedy:
    """How a finding could be cleared, as far as it is in our hands."""

    finding: Finding
    text: str
    """The text of the deal as it is."""
    edit: Attempt | None
    """The smallest edit that clears it and brings nothing as grave."""
    refused: Attempt | None
    """Without such an edit: the smallest one that clears it at the price of something as grave, not to be made."""
    blanks: tuple[Slot, ...]
    """Fields of ours that clear it once they are stated: each by itself, or with `together` all of them."""
    together: bool
    questions: tuple[Question, ...]
    """What is to be asked about it: facts are never made up."""


def remedies(
    deal: Deal, ruleset: Ruleset, rule: Rule, as_of: date, *, stage: Stage | None = None
) -> tuple[Remedy, ...]:
    """A remedy for each open finding of the rule. Nothing is found for a deal that was made in memory."""
    source = deal.source
    if source is None:
        return ()
    evaluation = evaluate(deal, ruleset, as_of, stage=stage)
    assessment = assess(evaluation)
    open_findings = {one.id: one for one in assessment.open_findings}
    return tuple(
        _Search(evaluation, assessment, verdict, finding, source, stage).remedy()
        for verdict in evaluation.verdicts
        if verdict.rule is rule
        and verdict.code is True
        and (finding := open_findings.get(f"{rule.id}:{evaluation.subject(verdict)}"))
    )


class _Search:
    """Tries edits for one finding."""

    def __init__(
        self,
        evaluation: Evaluation,
        assessment: Assessment,
        verdict: Verdict,
        finding: Finding,
        source: Source,
        stage: Stage | None,
    ) -> None:
        self._evaluation = evaluation
        self._assessment = assessment
        self._verdict = verdict
        self._finding = finding
        self._source = source
        self._stage = stage

    def remedy(self) -> Remedy:
        edit, refused = self._edits()
        blanks, together = self._blanks()
        return Remedy(
            finding=self._finding,
            text=self._source.text,
            edit=edit,
            refused=None if edit else refused,
            blanks=blanks,
            together=together,
            questions=self._questions(),
        )

    def _edits(self) -> tuple[Attempt | None, Attempt | None]:
        """The first edit that clears the finding for nothing as grave, and the first that clears it at all."""
        refused = None
        for edits in islice(candidates(self._evaluation, self._verdict), _MOST_TRIED):
            data = self._source.data
            for edit in edits:
                data = _with_edit(data, edit)
            tried = self._cleared(build_deal(data, []))
            if tried is None or (refused and self._brings_as_grave(tried)):
                continue
            attempt = self._attempt(edits)
            if attempt and not self._brings_as_grave(attempt.comparison):
                return attempt, refused
            refused = refused or attempt
        return None, refused

    def _attempt(self, edits: Edits) -> Attempt | None:
        """The edits made in the text itself and checked again; None if they do not do there what they should."""
        text = self._text_with(edits)
        again = None if text is None else parse_deal(text, self._source.name, format=self._source.format)
        comparison = self._cleared(again)
        if text is None or comparison is None:
            return None
        deal = self._evaluation.facts.deal
        changes = tuple(Change(name_of(edit.location, deal), edit.before, edit.after) for edit in edits)
        return Attempt(changes, text, comparison)

    def _cleared(self, deal: Deal | None) -> Comparison | None:
        """What an edited deal changes, if the finding is gone because its rule is content."""
        if deal is None:
            return None
        facts, rule = self._evaluation.facts, self._verdict.rule
        evaluation = evaluate(deal, self._evaluation.ruleset, facts.as_of, stage=self._stage)
        if any(
            verdict.rule is rule
            and evaluation.subject(verdict) == self._finding.subject
            and (verdict.code is True or verdict.code is None or isinstance(verdict.code, Exception))
            for verdict in evaluation.verdicts
        ):
            return None
        return compare(self._assessment, assess(evaluation))

    def _brings_as_grave(self, comparison: Comparison) -> bool:
        limit = SEVERITIES.index(self._finding.severity)
        come = [*comparison.new, *(new for _, new in comparison.changed)]
        return any(SEVERITIES.index(one.severity) <= limit for one in come)

    def _text_with(self, edits: Edits) -> str | None:
        text = self._source.text
        try:
            for edit in edits:
                place = _place(self._source.data, edit)
                text = set_value(text, place, _raw(edit.after), format=self._source.format)
        except NegotiaError:
            return None  # the text cannot be cut there: an alias, say
        return text

    def _blanks(self) -> tuple[tuple[Slot, ...], bool]:
        """The absent fields of ours that clear it once something stands there; what, is for people to say."""
        slots = list(self._absent())
        probes = {slot.path: list(self._stand_ins(slot)) for slot in slots}
        alone = tuple(
            slot for slot in slots if any(map(self._stating, ([(slot, one)] for one in probes[slot.path])))
        )
        if alone or len(slots) < 2 or not all(probes.values()):
            return alone, False
        first = {slot: probes[slot.path][0] for slot in slots}
        if not self._stating(first.items()):
            return (), False
        for slot in slots:
            fewer = {other: value for other, value in first.items() if other is not slot}
            if self._stating(fewer.items()):
                first = fewer
        return tuple(first), True

    def _absent(self) -> Iterator[Slot]:
        for named in absent_places(self._evaluation, self._verdict):
            try:
                slot = find_slot(named.text, self._source.data)
            except UnknownPath:
                continue  # what is derived from the deal is no field of it
            if not slot.is_theirs:
                yield slot

    def _stating(self, stated: Iterable[tuple[Slot, Any]]) -> bool:
        data = self._source.data
        for slot, value in stated:
            data = with_value(data, slot.steps, value)
        comparison = self._cleared(build_deal(data, []))
        return comparison is not None and not self._brings_as_grave(comparison)

    def _stand_ins(self, slot: Slot) -> Iterator[Any]:
        siblings = at(self._source.data, slot.steps[:-1])
        return stand_ins(slot, siblings if isinstance(siblings, dict) else {}, self._evaluation.facts.as_of)

    def _questions(self) -> tuple[Question, ...]:
        finding = self._finding
        settled = {finding.id, finding.id.removesuffix(":")}
        return tuple(one for one in self._assessment.questions if settled & set(one.settles))


def _with_edit(data: Any, edit: Edit) -> Any:
    return with_value(data, tuple(_place(data, edit)), _raw(edit.after))


def _place(data: Any, edit: Edit) -> Sequence[str | int]:
    """Where the value stands in the raw data: a term may be written with its source around it."""
    raw = at(data, edit.location)
    return (*edit.location, "value") if isinstance(raw, dict) and "value" in raw else edit.location


def _raw(value: Scalar) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
