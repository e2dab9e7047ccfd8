"""The work of a request that takes a processor: functions of plain values, so that any process can do them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ..assessment import Assessment
from ..assessment.building import ruleset_info
from ..assessment.comparison import compare
from ..checking import check
from ..deal.base import Stage
from ..errors import DealError, Problem
from ..inference import EngineChoice
from ..output.deal_data import deal_data
from ..output.json import JSON
from ..output.report import write_report
from ..publishing import DocumentFormat, DocumentKind, Reading, publish
from ..ruleset import Ruleset
from ..run import Run
from ..usecases import DealText, load_rules
from .plans import Plan, read_plan

MadeKind = Literal["brief", "table-copy", "questions", "questions-for-them", "agreement", "certificate"]
"""The documents; the certificate is that of the draft agreement."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What a process needs to work: the rules and templates that the service was started with."""

    rules: tuple[str, ...] = ()
    shipped: bool = True
    inference: EngineChoice = "auto"
    templates: Path | None = None

    def ruleset(self, locale: str) -> Ruleset:
        """The rules, worded for a locale; loaded once a process."""
        return _loaded(self.rules, self.shipped, self.inference, locale)


@cache
def _loaded(rules: tuple[str, ...], shipped: bool, inference: EngineChoice, locale: str) -> Ruleset:
    return load_rules(rules, shipped=shipped, engine=inference, locale=locale)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check and a document are asked for with."""

    as_of: date
    locale: str


@dataclass(frozen=True, slots=True)
class Steps:
    """How fine an analysis is; see `analysis.analyze`."""

    seed: int = 0
    draws: int = 1000
    budget: int = 2000
    steps: int = 20


@dataclass(frozen=True, slots=True)
class Made:
    """A document; `failed` are the points of its certificate that it does not pass."""

    name: str
    content: bytes
    failed: tuple[str, ...] = ()


def check_text(kit: Kit, plan: Plan, asked: Asked, stage: Stage | None = None) -> bytes:
    """The report that `negotia check --format json` writes of the deal. Raises DealError."""
    assessment = assess_text(kit, plan, asked, stage)
    info = ruleset_info(kit.ruleset(asked.locale))
    return write_report(Run(asked.as_of, info, (assessment,)), JSON)


def assess_text(kit: Kit, plan: Plan, asked: Asked, stage: Stage | None = None) -> Assessment:
    """The assessment of the deal of a text. Raises DealError."""
    return check(read_plan(plan), kit.ruleset(asked.locale), asked.as_of, stage=stage, locale=asked.locale)


def make_document(
    kit: Kit, plan: Plan, kind: MadeKind, asked: Asked, format: DocumentFormat = "docx"
) -> Made:
    """A document of the deal as the command writes it. Raises DealError, and TemplateError."""
    wanted: DocumentKind = "agreement" if kind == "certificate" else kind
    problems: list[Problem] = []
    to = Reading(asked.locale, kit.templates)
    ruleset = kit.ruleset(asked.locale)
    made = list(publish([read_plan(plan)], [wanted], ruleset, asked.as_of, problems, to, format))
    if problems:
        raise DealError(problems)
    one = next(one for one in made if one.name.endswith(".json") == (kind == "certificate"))
    return Made(one.name.rpartition("/")[2], one.content, one.failed)


def make_all(kit: Kit, plan: Plan, asked: Asked) -> tuple[Made, ...]:
    """The brief, the questions and the draft agreement of the deal. Raises as `make_document` does."""
    kinds: tuple[MadeKind, ...] = ("brief", "questions", "agreement")
    return tuple(make_document(kit, plan, kind, asked) for kind in kinds)


def analyse_text(plan: Plan, as_of: date, steps: Steps) -> bytes:
    """What `negotia analyze --format json` prints of the deal. Raises DealError."""
    from ..analysis import analyze
    from ..output.analysis_pages import FORMATS

    analysis = analyze(
        read_plan(plan), seed=steps.seed, draws=steps.draws, budget=steps.budget, steps=steps.steps
    )
    return FORMATS["json"](analysis, as_of, False).encode()


def compare_texts(kit: Kit, old: DealText, new: DealText, asked: Asked) -> dict[str, Any]:
    """What became of findings and questions from one version of a deal to the other, as plain data."""
    before, after = (assess_text(kit, one, asked) for one in (old, new))
    comparison = compare(before, after)
    told_before, told_after = deal_data(before), deal_data(after)
    was = {one["id"]: one for one in told_before["findings"]}
    now = {one["id"]: one for one in told_after["findings"]}
    return {
        "fixed": [was[one.id] for one in comparison.fixed],
        "found": [now[one.id] for one in comparison.new],
        "changed": [{"old": was[old.id], "new": now[new.id]} for old, new in comparison.changed],
        "answered": comparison.answered,
        "raised": comparison.raised,
    }
