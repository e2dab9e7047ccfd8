"""Packs -> one set of rules: later packs override and add to those they extend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..deal.paths import Location
from ..errors import Problem, RuleError
from ..suggest import did_you_mean
from .loading import Pack
from .schema import FieldQuestion, Override, RuleEntry, RuleTest

_TEXTS = ("title", "why", "message", "remedy", "ask", "advise", "waivable", "severity")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something of a rule is written: a place in a pack's file."""

    pack: Pack
    location: Location

    def at(self, *steps: str | int) -> Origin:
        """A place below."""
        return Origin(self.pack, (*self.location, *steps))


@dataclass(frozen=True, slots=True)
class MergedRule:
    """A rule as all packs together want it; `written` tells where each overridden part stands."""

    entry: RuleEntry
    origin: Origin
    params: dict[str, Any]
    written: dict[str, Origin] = field(default_factory=dict)
    off: str | None = None

    def where(self, part: str) -> Origin:
        """Where the part (`when`, `message`, ...) is written."""
        return self.written.get(part) or self.origin.at(part)


@dataclass(frozen=True, slots=True)
class MergedPacks:
    """All rules, in the order of packs and files, and the wording of questions by path."""

    rules: tuple[MergedRule, ...]
    questions: tuple[tuple[FieldQuestion, Origin], ...]


def merge(packs: Sequence[Pack]) -> MergedPacks:
    """Raises RuleError for a rule that stands twice, an override of nothing, an unknown threshold."""
    problems: list[Problem] = []
    rules: dict[str, MergedRule] = {}
    questions: dict[str, tuple[FieldQuestion, Origin]] = {}
    for pack in packs:
        for index, override in enumerate(pack.file.overrides or ()):
            _override(rules, override, Origin(pack, ("overrides", index)), problems)
        for index, entry in enumerate(pack.file.rules or ()):
            origin = Origin(pack, ("rules", index))
            if entry.id in rules:
                first = rules[entry.id].origin.pack
                message = f"the rule {entry.id} stands already in {first.source.name}"
                hint = "give it an id of its own, or write it under overrides"
                problems.append(pack.problem("duplicate-rule", message, (*origin.location, "id"), hint))
                continue
            rules[entry.id] = MergedRule(entry, origin, {**(pack.file.params or {}), **(entry.params or {})})
        for index, question in enumerate(pack.file.questions or ()):
            questions[question.path] = (question, Origin(pack, ("questions", index)))
    if problems:
        raise RuleError(problems)
    return MergedPacks(tuple(rules.values()), tuple(questions.values()))


def _override(
    rules: dict[str, MergedRule], override: Override, origin: Origin, problems: list[Problem]
) -> None:
    pack = origin.pack
    rule = rules.get(override.rule)
    if rule is None or rule.origin.pack.name not in (pack.file.extends or {}):
        hint = (
            did_you_mean(override.rule, rules) or f"name the pack it stands in under extends of {pack.name}"
        )
        message = f"there is no rule {override.rule} in the packs that {pack.name} extends"
        problems.append(pack.problem("unknown-rule", message, (*origin.location, "rule"), hint))
        return
    for name in override.params or {}:
        if name not in rule.params:
            hint = did_you_mean(name, rule.params) or "thresholds: " + (", ".join(rule.params) or "none")
            message = f"{override.rule} has no threshold {name!r}"
            problems.append(pack.problem("unknown-param", message, (*origin.location, "params", name), hint))
    changes = {name: value for name in _TEXTS if (value := getattr(override, name)) is not None}
    tests = _with_own(rule.entry.tests or (), override.tests or ())
    rules[override.rule] = replace(
        rule,
        entry=rule.entry.model_copy(update={**changes, "tests": tests}),
        params={**rule.params, **(override.params or {})},
        written={**rule.written, **{name: origin.at(name) for name in changes}},
        off=override.off or rule.off,
    )


def _with_own(tests: Sequence[RuleTest], own: Sequence[RuleTest]) -> tuple[RuleTest, ...]:
    """The cases of a rule and those of a pack that changes it, which take the place of cases of the same name."""
    names = {case.name for case in own}
    return (*(case for case in tests if case.name not in names), *own)
