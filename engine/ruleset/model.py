"""A rule set, compiled: what `check` runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..deal.base import Stage
from ..deal.paths import Location
from ..expressions import Check, Program, Result, Text, Type, compile_program, compile_texts, render_text
from ..expressions.reference import run as interpret
from ..inference import Clause, EngineChoice, Inference, compile_inference
from .merging import Origin
from .schema import Declared, RuleTest, Severity

Render = Callable[..., str]
"""Renders a text: takes the environment and the reader's context (locale, currency, issue names)."""


@dataclass(frozen=True, slots=True)
class AskText:
    """A question with its texts."""

    to: str
    question: Text
    why: Text | None
    follow_up: Text | None
    path: str | None
    sensitive: bool


@dataclass(frozen=True, slots=True)
class AdviseText:
    """Advice with its texts."""

    text: Text
    say: Text | None
    tactic: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, checked and ready. Texts are rendered when they are shown, not when the deal is checked."""

    id: str
    pack: str
    practice: tuple[str, ...]
    why: str
    stage: Stage
    until: Stage
    severity: Declared
    check: Check
    clause: Clause | None
    """Its part in the chaining of conclusions; None when it has none."""
    list_location: Location
    """Where the list of its loop stands; empty without a loop."""
    title: Text
    message: Text | None
    remedy: Text | None
    ask: AskText | None
    advise: AdviseText | None
    waivable: str
    params: Mapping[str, Any]
    tests: tuple[RuleTest, ...]
    origin: Origin

    @property
    def source(self) -> str:
        """The file it is written in."""
        return self.origin.pack.source.name

    @property
    def line(self) -> int:
        """The line it begins on. Found when it is asked for: it takes a second look at the whole file."""
        return self.origin.pack.source.position(self.origin.location)[0]

    @property
    def gravest(self) -> Severity | None:
        """The severity of the gravest finding that it can make; None if it makes none."""
        return None if self.message is None else _TOPS[self.severity]

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its texts."""
        found = [self.title, self.message, self.remedy]
        if self.ask:
            found += [self.ask.question, self.ask.why, self.ask.follow_up]
        if self.advise:
            found += [self.advise.text, self.advise.say]
        return tuple(text for text in found if text is not None)


_TOPS: Mapping[Declared, Severity] = {
    "blocker": "blocker",
    "major": "major",
    "minor": "minor",
    "advice": "advice",
    "ramp": "major",
    "ramp-to-blocker": "blocker",
}


@dataclass(frozen=True, slots=True)
class FieldWording:
    """How to ask for a field. `pattern` is its path without keys; `variables` are the elements its texts may name."""

    pattern: str
    variables: tuple[str, ...]
    to: str
    question: Text
    why: Text | None
    follow_up: Text | None
    sensitive: bool
    type: Type | None

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its texts."""
        return tuple(text for text in (self.question, self.why, self.follow_up) if text is not None)


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack as an assessment names it."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Ruleset:
    """Rules ready to be applied to any number of deals; immutable, safe to share between threads."""

    rules: tuple[Rule, ...]
    wordings: Mapping[str, FieldWording]
    packs: tuple[PackInfo, ...]
    sha256: str
    engine: EngineChoice = "auto"
    switched_off: Mapping[str, str] = field(default_factory=dict)
    """Rules that a pack switched off, with the reason."""
    interpreted: bool = False
    """Whether conditions and texts are interpreted: for a deal or two that is faster than to compile them first."""

    def run(self, env: Mapping[str, object]) -> list[Result]:
        """What became of each rule's condition, before conclusions are drawn."""
        if self.interpreted:
            return interpret([rule.check for rule in self.rules], env)
        return self.program.run(env)

    def render(self, text: Text, env: Mapping[str, object], reader: object) -> str:
        """A text of the set with the values of a deal, worded for a reader."""
        if self.interpreted:
            from ..wording import plain

            return render_text(text, env, reader, plain, absent=None)
        return self.renderers[id(text)](env, reader)

    @cached_property
    def program(self) -> Program:
        """The conditions of all rules as one function."""
        return compile_program([rule.check for rule in self.rules])

    @cached_property
    def inference(self) -> Inference:
        """The chaining of conclusions."""
        return compile_inference([rule.clause for rule in self.rules if rule.clause], self.engine)

    @cached_property
    def chaining(self) -> tuple[int, ...]:
        """Positions of the rules that take part in the chaining of conclusions."""
        return tuple(position for position, rule in enumerate(self.rules) if rule.clause)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def renderers(self) -> Mapping[int, Render]:
        """A compiled renderer for each text of the set, by the text's identity."""
        from ..wording import plain

        texts = [text for rule in self.rules for text in rule.texts]
        texts += [text for wording in self.wordings.values() for text in wording.texts]
        compiled = compile_texts(texts, plain, absent=None)
        return {id(text): render for text, render in zip(texts, compiled, strict=True)}
