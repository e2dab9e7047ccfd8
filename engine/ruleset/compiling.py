"""Packs -> a Ruleset: every expression and text read and checked against the vocabulary, every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from ..deal.base import STAGES, Stage
from ..deal.paths import Location
from ..errors import Problem, RuleError
from ..expressions import (
    Check,
    Expression,
    ExpressionError,
    Loop,
    Record,
    Text,
    Vocabulary,
    read_condition,
    read_loop,
    read_text,
)
from ..expressions.syntax import Attribute, Name
from ..facts import vocabulary
from ..garbage import collector_paused
from ..inference import Clause, CycleError, EngineChoice, Ref, compile_inference
from ..suggest import did_you_mean, near_or_listed
from ..wording import FORMATS
from .loading import Pack
from .merging import MergedRule, Origin, merge
from .model import AdviseText, AskText, PackInfo, Rule, Ruleset
from .places import expression_problems, stands
from .questions import compile_wordings
from .schema import RuleEntry

T = TypeVar("T")


@collector_paused()
def compile_packs(packs: Sequence[Pack], engine: EngineChoice = "auto") -> Ruleset:
    """The rule set that the packs make together. Raises RuleError with every problem of every pack."""
    merged = merge(packs)
    problems: list[Problem] = []
    rules = [_RuleCompiler(rule, problems).compile() for rule in merged.rules if rule.off is None]
    wordings = compile_wordings(merged.questions, problems)
    complete = [rule for rule in rules if rule is not None]
    _check_references(merged.rules, problems)
    if problems:
        raise RuleError(problems)
    ruleset = Ruleset(
        rules=tuple(complete),
        wordings=wordings,
        packs=tuple(PackInfo(pack.name, pack.file.version, pack.sha256) for pack in packs),
        sha256=sha256("".join(pack.sha256 for pack in packs).encode()).hexdigest(),
        engine=engine,
        switched_off={rule.entry.id: rule.off for rule in merged.rules if rule.off is not None},
    )
    _refuse_cycles(ruleset, merged.rules)
    return ruleset


class _RuleCompiler:
    def __init__(self, merged: MergedRule, problems: list[Problem]) -> None:
        self._merged = merged
        self._entry = merged.entry
        self._problems = problems
        self._failed = False
        self._scope = self._with_params(vocabulary())

    def compile(self) -> Rule | None:
        entry = self._entry
        self._check_shape(entry)
        loop = self._read("for_each", entry.for_each, read_loop)
        if entry.for_each is not None and loop is None:
            return None  # the rest speaks of an element that is not known
        list_location = self._list_location(loop)
        if loop is not None:
            self._scope = self._scope.with_variable(loop.variable, loop.element)
        check = self._check(entry, loop)
        texts = self._texts(entry)
        if self._failed or check is None:
            return None
        origin = self._merged.origin
        return Rule(
            id=entry.id,
            pack=origin.pack.name,
            practice=entry.practice or (),
            why=entry.why or "",
            stage=entry.stage or "preparation",
            until=entry.until or "closed",
            severity=entry.severity or "advice",
            check=check,
            clause=_clause(entry),
            list_location=list_location,
            waivable=entry.waivable or "",
            params=self._merged.params,
            tests=entry.tests or (),
            origin=origin,
            **texts,
        )

    def _with_params(self, scope: Vocabulary) -> Vocabulary:
        usable: dict[str, object] = {}
        for name, value in self._merged.params.items():
            try:
                usable.update(scope.with_constants("params", {name: value}).constants["params"])
            except ValueError as error:
                self._report(self._merged.origin.at("params", name), "wrong-param", str(error))
        return scope.with_constants("params", usable)

    def _check_shape(self, entry: RuleEntry) -> None:
        """What the schema cannot say: which parts go together."""
        at = self._merged.origin
        if entry.when is not None and entry.expect is not None:
            self._report(
                at.at("expect"), "when-and-expect", "a rule has either 'when' or 'expect'", "drop one of them"
            )
        if entry.when is None and entry.expect is None and not entry.given:
            message = "a rule needs a condition"
            self._report(at, "no-condition", message, "add 'when', 'expect' or 'given'")
        if entry.where is not None and entry.for_each is None:
            self._report(
                at.at("where"), "where-alone", "'where' chooses elements of 'for_each'", "add for_each"
            )
        if entry.message is not None and entry.severity is None:
            self._report(
                at, "no-severity", "a rule with a message needs a severity", "add severity: major, say"
            )
        if not any((entry.message, entry.ask, entry.advise, entry.conclude)):
            hint = "add message, ask, advise or conclude"
            self._report(at, "no-effect", "nothing follows from this rule", hint)
        if entry.severity in ("ramp", "ramp-to-blocker") and entry.ask is None:
            hint = "add ask: early on, absence is a question and no finding"
            self._report(at.at("severity"), "ramp-without-ask", "a ramp needs a question", hint)
        if STAGES.index(entry.until or "closed") < STAGES.index(entry.stage or "preparation"):
            self._report(
                at.at("until"), "never-applies", f"'until' {entry.until} is before 'stage' {entry.stage}"
            )
        if entry.waivable is not None and entry.waivable != "no" and not entry.waivable.startswith("by "):
            hint = "write waivable: no, or waivable: by manager"
            self._report(
                at.at("waivable"), "wrong-waivable", f"{entry.waivable!r} says not who may waive it", hint
            )

    def _check(self, entry: RuleEntry, loop: Loop | None) -> Check | None:
        where = self._read("where", entry.where, read_condition)
        name = "expect" if entry.expect is not None else "when"
        source = entry.expect if entry.expect is not None else entry.when
        condition = self._read(name, "True" if source is None else source, read_condition)
        if condition is None:
            return None
        guard = _stage_guard(entry.stage or "preparation", entry.until or "closed")
        return Check(entry.id, condition, loop, guard, where, negate=name == "expect")

    def _list_location(self, loop: Loop | None) -> Location:
        if loop is None:
            return ()
        path = _path_of(loop.items)
        if path is None:
            hint = "name a list of the deal or of derived, and choose with where"
            self._report(
                self._merged.where("for_each"), "no-path", "for_each walks a list, not an expression", hint
            )
            return ()
        return path

    def _texts(self, entry: RuleEntry) -> dict[str, Any]:
        ask = advise = None
        if entry.ask is not None:
            ask = AskText(
                to=entry.ask.to,
                question=self._text("ask", entry.ask.question, "question"),
                why=self._optional("ask", entry.ask.why, "why"),
                follow_up=self._optional("ask", entry.ask.follow_up, "follow_up"),
                path=self._ask_path(entry.ask.path),
                sensitive=bool(entry.ask.sensitive),
            )
        if entry.advise is not None:
            advise = AdviseText(
                text=self._text("advise", entry.advise.text, "text"),
                say=self._optional("advise", entry.advise.say, "say"),
                tactic=entry.advise.tactic,
            )
        return {
            "title": self._text("title", entry.title),
            "message": self._optional("message", entry.message),
            "remedy": self._optional("remedy", entry.remedy),
            "ask": ask,
            "advise": advise,
        }

    def _ask_path(self, path: str | None) -> str | None:
        """The field an answer fills: of the deal, or of the rule's element (`issue.ours.walkaway`)."""
        if path is not None:
            root, *trail = path.split(".")
            known = self._scope.field_at(root, trail) if trail else self._scope.type_of(root)
            if known is None:
                at = self._merged.where("ask").at("path")
                hint = _nearest(self._scope, root, trail)
                self._report(at, "unknown-path", f"there is no field {path!r} in a deal", hint)
        return path

    def _optional(self, part: str, source: str | None, *below: str) -> Text | None:
        return None if source is None else self._text(part, source, *below)

    def _text(self, part: str, source: str, *below: str) -> Text:
        def read(text: str, scope: Vocabulary) -> Text:
            return read_text(text, scope, FORMATS)

        found = self._read(part, source, read, *below)
        return found if found is not None else Text("", ())

    def _read(
        self, part: str, source: str | None, read: Callable[[str, Vocabulary], T], *below: str
    ) -> T | None:
        if source is None:
            return None
        try:
            return read(source, self._scope)
        except ExpressionError as error:
            origin = self._merged.where(part)
            location = origin.at(*below)
            if (not below and part == "advise") or not stands(location):
                location = origin
            self._problems.extend(expression_problems(error, location, source))
            self._failed = True
            return None

    def _report(self, at: Origin, code: str, message: str, hint: str = "") -> None:
        self._failed = True
        self._problems.append(at.pack.problem(code, message, at.location, hint))


def _path_of(items: Expression) -> Location | None:
    steps: list[str] = []
    node = items.root
    while isinstance(node, Attribute):
        steps.append(node.name)
        node = node.of
    return (node.id, *reversed(steps)) if isinstance(node, Name) else None


def _nearest(scope: Vocabulary, root: str, trail: Sequence[str]) -> str:
    """The way out for a path that does not exist: the close name at the step where it goes wrong."""
    kind = scope.type_of(root)
    if kind is None:
        return did_you_mean(root, [*scope.names, *scope.variables])
    for step in trail:
        fields = kind.fields if isinstance(kind, Record) else {}
        if step not in fields:
            return near_or_listed(step, fields, "fields") or "nothing stands below it"
        kind = fields[step].type
    return ""


@cache
def _stage_guard(stage: Stage, until: Stage) -> Expression | None:
    """The condition that the deal stands between two stages; None for all of them. Many rules share the few."""
    first, last = STAGES.index(stage) + 1, STAGES.index(until) + 1
    limits = [f"derived.stage_number >= {first}"] if first > 1 else []
    limits += [f"derived.stage_number <= {last}"] if last < len(STAGES) else []
    return read_condition(" and ".join(limits), vocabulary()) if limits else None


def _clause(entry: RuleEntry) -> Clause | None:
    if not (entry.given or entry.unless or entry.conclude):
        return None
    return Clause(
        entry.id,
        tuple(map(_reference, entry.given or ())),
        tuple(map(_reference, entry.unless or ())),
        entry.conclude,
        entry.for_each is not None,
    )


def _reference(text: str) -> Ref:
    scope, _, name = text.rpartition(".")
    return Ref(name, scope or "same")  # type: ignore[arg-type]  # the schema admits deal and any


def _check_references(merged: Sequence[MergedRule], problems: list[Problem]) -> None:
    drawn = {name for rule in merged if (name := rule.entry.conclude) is not None}
    for one in merged:
        for part in ("given", "unless"):
            for index, text in enumerate(getattr(one.entry, part) or ()):
                name = text.rpartition(".")[2]
                if name not in drawn:
                    hint = near_or_listed(name, drawn, "conclusions")
                    at = one.where(part).at(index)
                    problems.append(
                        at.pack.problem(
                            "unknown-conclusion", f"no rule concludes {name!r}", at.location, hint
                        )
                    )


def _refuse_cycles(ruleset: Ruleset, merged: Sequence[MergedRule]) -> None:
    try:
        compile_inference([rule.clause for rule in ruleset.rules if rule.clause], "built-in")
    except CycleError as error:
        first = next(rule for rule in merged if rule.entry.id == error.clauses[0])
        hint = "break the circle: a rule may not depend on the absence of what follows from it"
        problem = first.origin.pack.problem("cycle", str(error), first.origin.location, hint)
        raise RuleError([problem]) from None
