"""What a rule file may say (schema negotia/rules/1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..deal.base import Day, Name, Section, Stage, Text, Truth, optional

SCHEMA = "negotia/rules/1"

Severity = Literal["blocker", "major", "minor", "advice"]
SEVERITIES: tuple[Severity, ...] = ("blocker", "major", "minor", "advice")
Declared = Literal["blocker", "major", "minor", "advice", "ramp", "ramp-to-blocker"]
"""A severity as a rule states it: fixed, or rising with the working days to the meeting."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Demands a text of that form; `hint` says what it looks like."""

    pattern: str
    hint: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^({self.pattern})$"}

    def _check(self, value: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise PydanticCustomError("wrong_form", "{hint}", {"hint": self.hint})
        return value


@dataclass(frozen=True, slots=True)
class _Short:
    """Lets a text stand for what `whole` makes of it: `practice: BA-4` for a list of one."""

    whole: Callable[[str], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        whole = handler(schema)
        return {"anyOf": [whole.get("items", {"type": "string", "pattern": r"\S"}), whole]}

    def _read(self, value: Any) -> Any:
        return self.whole(value) if isinstance(value, str) else value


RuleId = Annotated[
    str, _Form(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", "write capitals with hyphens, such as BARG-ONE-SIDED")
]
Slug = Annotated[
    str,
    _Form(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "write small letters with hyphens, such as price-deadlock"),
]
Reference = Annotated[
    str,
    _Form(
        r"((deal|any)\.)?[a-z][a-z0-9]*(-[a-z0-9]+)*", "write a conclusion such as gap, deal.gap or any.gap"
    ),
]
Version = Annotated[str, _Form(r"\d+\.\d+\.\d+", "write three numbers, such as 1.0.0")]


_ONE_OR_MORE = _Short(lambda text: (text,))
_TEXT_ALONE = _Short(lambda text: {"text": text})


class Ask(Section):
    """A question that the rule puts on the list when it fires."""

    to: Name = Field(description="Whom to ask: us, them, or a role such as economic buyer.")
    question: Name = Field(description="The question, ready to be asked.")
    why: Text | None = optional("What the answer is good for.")
    follow_up: Text | None = optional("What to ask next.")
    path: Text | None = optional("The field of the deal that the answer fills.")
    sensitive: Truth | None = optional("Whether it is better asked late.")


class Advise(Section):
    """Guidance for the brief when the rule fires."""

    text: Name = Field(description="What to do.")
    say: Text | None = optional("A first sentence to say.")
    tactic: Text | None = optional("The impasse tactic it proposes.")


class RuleTest(Section):
    """A case that shows the rule at work: a deal, merged into the smallest one, and the outcome."""

    keyed_by: ClassVar[tuple[str, ...]] = ("name",)
    name: Name
    deal: dict[str, Any] = Field(description="The parts of a deal that matter to the case.")
    expect: Literal["fires", "clear", "unknown", "not-applicable"] = Field(description="The outcome.")
    at: Text | None = optional("The subject that has the outcome; any one unless stated.")
    as_of: Day | None = optional("Day of the check; 2026-03-02 unless stated.")
    severity: Literal["blocker", "major", "minor", "advice", "question"] | None = optional(
        "The severity the finding must have; question when only a question must come of it."
    )
    says: Text | None = optional("Words that the message must hold.")


class RuleEntry(Section):
    """One rule."""

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    id: RuleId
    title: Name = Field(description="The rule in a few words.")
    why: Text | None = optional("Why a negotiator cares.")
    practice: Annotated[tuple[Name, ...], _ONE_OR_MORE] | None = optional("Ids of the practices it carries.")
    stage: Stage | None = optional("First stage it applies in.")
    until: Stage | None = optional("Last stage it applies in.")
    severity: Declared | None = optional("Weight of its findings; ramps follow the days to the meeting.")
    params: dict[str, Any] | None = optional("Thresholds that a pack may override.")
    for_each: Text | None = optional("`element in list`: one outcome for each.")
    where: Text | None = optional("Which elements it is about.")
    when: Text | None = optional("The condition: the rule fires when it is true.")
    expect: Text | None = optional("The expectation: the rule fires when it is false.")
    given: Annotated[tuple[Reference, ...], _ONE_OR_MORE] | None = optional("Conclusions that must hold.")
    unless: Annotated[tuple[Reference, ...], _ONE_OR_MORE] | None = optional(
        "Conclusions that must not hold."
    )
    conclude: Slug | None = optional("The conclusion it draws about its subject.")
    message: Text | None = optional("What is wrong, of this deal. Without it the rule makes no finding.")
    remedy: Text | None = optional("What to do about it.")
    ask: Ask | None = optional("The question that follows.")
    advise: Annotated[Advise, _TEXT_ALONE] | None = optional("The advice that follows.")
    waivable: Text | None = optional("`no`, or `by <role>`; by whoever is named in the waiver unless stated.")
    tests: tuple[RuleTest, ...] | None = optional("Cases that show it at work.")


class Override(Section):
    """What an organisation changes in a rule of the packs it extends."""

    keyed_by: ClassVar[tuple[str, ...]] = ("rule",)
    rule: RuleId
    off: Name | None = optional("The reason for switching the rule off.")
    severity: Declared | None = optional("Another severity.")
    params: dict[str, Any] | None = optional("Other thresholds.")
    title: Text | None = optional("Another title.")
    why: Text | None = optional("Another reason.")
    message: Text | None = optional("Another message.")
    remedy: Text | None = optional("Another remedy.")
    ask: Ask | None = optional("Another question.")
    advise: Annotated[Advise, _TEXT_ALONE] | None = optional("Other advice.")
    waivable: Text | None = optional("Another rule for waivers.")
    tests: tuple[RuleTest, ...] | None = optional(
        "More cases, for the rule as it is here; one takes the place of a case of the same name."
    )


class FieldQuestion(Section):
    """How to ask for a field that rules need: `issues[issue].theirs.walkaway` names the element for the text."""

    keyed_by: ClassVar[tuple[str, ...]] = ("path",)
    path: Name
    to: Name = Field(description="Whom to ask: us, them, or a role such as economic buyer.")
    question: Name
    why: Text | None = optional("What the answer is good for.")
    follow_up: Text | None = optional("What to ask next.")
    sensitive: Truth | None = optional("Whether it is better asked late.")


class RuleFile(Section):
    """A rule pack."""

    schema_: Literal["negotia/rules/1"] = Field(default="negotia/rules/1", alias="schema")
    pack: Slug
    version: Version
    title: Text | None = optional("What the pack is about.")
    extends: dict[Slug, Version] | None = optional("Packs it builds on, with the version it was written for.")
    params: dict[str, Any] | None = optional("Thresholds of the whole pack.")
    rules: tuple[RuleEntry, ...] | None = optional("The rules.")
    overrides: tuple[Override, ...] | None = optional("Changes to rules of the packs it extends.")
    questions: tuple[FieldQuestion, ...] | None = optional("How to ask for fields.")
