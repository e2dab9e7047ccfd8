"""The authored wording of questions for fields of the deal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..deal.paths import Location
from ..errors import Problem
from ..expressions import ExpressionError, Field, ListOf, MapOf, Record, Text, Type, read_text
from ..facts import vocabulary
from ..suggest import did_you_mean
from ..wording import FORMATS
from .merging import Origin
from .model import FieldWording
from .places import expression_problems
from .schema import FieldQuestion

_STEP = re.compile(r"(?P<name>[a-z_]+)(\[(?P<variable>[a-z_]*)\])?(\.|$)")


def compile_wordings(
    questions: Sequence[tuple[FieldQuestion, Origin]], problems: list[Problem]
) -> dict[str, FieldWording]:
    """The wording of each field by its pattern (`issues[].theirs.walkaway`)."""
    found = {}
    for question, origin in questions:
        wording = _compile(question, origin, problems)
        if wording is not None:
            found[wording.pattern] = wording
    return found


def pattern_of(location: Location) -> str:
    """The pattern of a place in a deal: its path without keys."""
    pattern = ""
    for step in location:
        pattern += "[]" if isinstance(step, int) else f".{step}" if pattern else step
    return pattern


def _compile(question: FieldQuestion, origin: Origin, problems: list[Problem]) -> FieldWording | None:
    steps = list(_STEP.finditer(question.path))
    if "".join(step.group() for step in steps) != question.path:
        message = f"{question.path!r} is not a path such as issues[issue].theirs.walkaway"
        problems.append(origin.pack.problem("wrong-path", message, (*origin.location, "path")))
        return None
    kind: Type | None = None
    fields = {name: Field(type) for name, type in vocabulary().names.items()}
    scope, variables = vocabulary(), []
    for step in steps:
        name = step["name"]
        if name not in fields:
            hint = did_you_mean(name, fields) or "fields: " + ", ".join(fields)
            message = f"there is no field {name!r} in {question.path!r}"
            problems.append(origin.pack.problem("unknown-field", message, (*origin.location, "path"), hint))
            return None
        kind = fields[name].type
        if step["variable"] is not None and isinstance(kind, ListOf | MapOf):
            kind = kind.element if isinstance(kind, ListOf) else kind.value
            variables.append(step["variable"])
            if step["variable"]:
                scope = scope.with_variable(step["variable"], kind)
        fields = dict(kind.fields) if isinstance(kind, Record) else {}
    texts: dict[str, Text | None] = {}
    for part in ("question", "why", "follow_up"):
        source = getattr(question, part)
        try:
            texts[part] = None if source is None else read_text(source, scope, FORMATS)
        except ExpressionError as error:
            problems.extend(expression_problems(error, origin.at(part), source))
            return None
    ask = texts["question"]
    assert ask is not None
    pattern = re.sub(r"\[[a-z_]*\]", "[]", question.path)
    return FieldWording(
        pattern=pattern,
        variables=tuple(variables),
        to=question.to,
        question=ask,
        why=texts["why"],
        follow_up=texts["follow_up"],
        sensitive=bool(question.sensitive),
        type=kind,
    )
