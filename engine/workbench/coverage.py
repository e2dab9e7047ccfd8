"""Which rules and parts of documents carry which practices, shown by cases.

A rule carries a practice by what comes of it in one of its own cases: a finding (check), a question (ask), guidance
(advise). What no case shows does not count. A question may also be the worded one for a field that the rule needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..assessment.needs import Needing
from ..assessment.questions import gather_questions
from ..assessment.severity import severity_of
from ..evaluation import Evaluation
from ..expressions import Text
from ..ruleset.model import Rule, Ruleset
from .catalogue import Carrier, Catalogue, Group, Practice
from .document_parts import stands
from .scenes import Rehearsal, Rehearsals
from .testing import failure_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """What carries a practice: a rule with the case that shows it, or a document with its part."""

    name: str
    shown_by: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A practice and a carrier that it must have, with all that carries it so."""

    practice: Practice
    carrier: Carrier
    carried_by: tuple[Evidence, ...]

    @property
    def missing(self) -> bool:
        """Whether nothing carries it."""
        return not self.carried_by


@dataclass(frozen=True, slots=True)
class Row:
    """A practice with its carriers, in the order of the catalogue."""

    practice: Practice
    cells: tuple[Cell, ...]

    @property
    def carried(self) -> bool:
        """Whether each of its carriers is there."""
        return not any(cell.missing for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix, group by group."""

    groups: tuple[tuple[Group, tuple[Row, ...]], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(row for _, rows in self.groups for row in rows)

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """The carriers that are missing."""
        return tuple(cell for row in self.rows for cell in row.cells if cell.missing)


def cover(ruleset: Ruleset, catalogue: Catalogue) -> Coverage:
    """The matrix of a rule set. Runs the cases of all rules."""
    claims = _claims(ruleset)
    return Coverage(
        tuple(
            (group, tuple(_row(practice, claims) for practice in group.practices))
            for group in catalogue.groups
        )
    )


_Claims = Mapping[tuple[str, Carrier], list[Evidence]]


def _row(practice: Practice, claims: _Claims) -> Row:
    return Row(
        practice,
        tuple(Cell(practice, carrier, _carried(practice, carrier, claims)) for carrier in practice.by),
    )


def _carried(practice: Practice, carrier: Carrier, claims: _Claims) -> tuple[Evidence, ...]:
    if carrier == "document":
        return tuple(Evidence(part.of, part.part) for part in practice.parts or () if stands(part))
    return tuple(claims.get((practice.id, carrier), ()))


def _claims(ruleset: Ruleset) -> _Claims:
    found: dict[tuple[str, Carrier], list[Evidence]] = {}
    rehearsals = Rehearsals(ruleset)
    for rule in ruleset.rules:
        for carrier, case in shown(rehearsals.of(rule)).items():
            for practice in rule.practice:
                found.setdefault((practice, carrier), []).append(Evidence(rule.id, case))
    return found


def shown(rehearsal: Rehearsal) -> Mapping[Carrier, str]:
    """What comes of a rule in its cases: each carrier with the first case that shows it. Failing cases show nothing."""
    found: dict[Carrier, str] = {}
    for scene in rehearsal.scenes:
        evaluation = rehearsal.play(scene)
        if not failure_of(scene.case, rehearsal.rule, evaluation):
            for carrier in _effects(rehearsal.rule, evaluation):
                found.setdefault(carrier, scene.case.name)
    return found


def _effects(rule: Rule, evaluation: Evaluation) -> Iterator[Carrier]:
    codes = [one.code for one in evaluation.verdicts if one.rule.id == rule.id]
    if True in codes:
        if rule.message is not None and severity_of(rule.severity, evaluation.facts) != "question":
            yield "check"
        if rule.advise is not None:
            yield "advise"
        if rule.ask is not None:
            yield "ask"
    if None in codes and _asks_for_a_field(rule, evaluation):
        yield "ask"


def _asks_for_a_field(rule: Rule, evaluation: Evaluation) -> bool:
    questions = gather_questions(evaluation, Needing(evaluation), _unworded)
    return any(settled.partition(":")[0] == rule.id for one in questions for settled in one.settles)


def _unworded(_text: Text | None, _env: Mapping[str, object]) -> str:
    return ""
