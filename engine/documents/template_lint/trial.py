"""Documents made of a template for trial, from values made up by their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_type_hints

from ...errors import Problem, TemplateError
from ..links import bookmark_name
from ..lint import lint_document
from ..properties import Properties
from ..template import Template
from .model import Flaw
from .shapes import Shape, alternatives, origin

_PROPERTIES: Final = Properties(
    datetime(2026, 1, 1, tzinfo=UTC), "Trial", "negotia", "Trial", keywords="", description=""
)
_NAMES_OF_MARKS: Final = ("anchor", "tag")
_MANY: Final = 5


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a made-up context holds: texts and lists or empty ones, what may be absent or not."""

    filled: bool
    optional: bool
    hint: str = ""


AMOUNTS: Final = (
    Amount(True, True),
    Amount(False, True, "texts and lists may be empty: ask with {% if ... %} first"),
    Amount(False, False, "it may be absent: ask with {% if ... %} first"),
)


def try_rendering(template: Template, context: Mapping[str, Shape]) -> Iterator[Flaw]:
    """What goes wrong when documents are made with everything, with blanks, and with as little as can be.

    The first that fails is told: the others would fail for the same reason, or for what is mended with it.
    """
    for amount in AMOUNTS:
        try:
            document = template.render(sample_context(context, amount), properties=_PROPERTIES)
        except TemplateError as error:
            yield from (Flaw(replace(one, hint=one.hint or amount.hint)) for one in error.problems)
            return
        for fault in lint_document(document):
            yield Flaw(
                Problem(fault.code, f"{fault.message}, in {fault.part}", template.name, path=fault.part)
            )


def sample_context(context: Mapping[str, Shape], amount: Amount) -> dict[str, Any]:
    """Values of the types of a context."""
    maker = _Maker(amount)
    return {name: maker.make(shape, name) for name, shape in context.items()}


class _Maker:
    def __init__(self, amount: Amount) -> None:
        self._amount = amount

    def make(self, shape: Shape, name: str, number: int = 1) -> Any:
        """A value of a type for a field of this name; `number` is its place in a list."""
        optional = type(None) in get_args(shape)
        if optional and not self._amount.optional:
            return None
        if origin(shape) is Literal:
            return get_args(shape)[0 if self._amount.filled else -1]
        kind = alternatives(shape)[0]
        if origin(kind) is tuple:
            return self._several(get_args(kind), name)
        if is_dataclass(kind):
            return self._record(kind, number)
        plain: dict[Any, Any] = {
            bool: self._amount.filled,
            int: number,
            float: float(number),
            Decimal: Decimal(number),
            date: date(2026, 1, number),
        }
        return plain[kind] if kind in plain else self._text(name, number)

    def _several(self, kinds: tuple[Any, ...], name: str) -> tuple[Any, ...]:
        if kinds[-1] is not Ellipsis:
            return tuple(self.make(kind, name, number) for number, kind in enumerate(kinds, start=1))
        each = alternatives(kinds[0])
        count = _MANY if self._amount.filled else 0
        return tuple(
            self.make(each[(number - 1) % len(each)], name, number) for number in range(1, count + 1)
        )

    def _record(self, kind: Any, number: int) -> Any:
        # Values that are XML themselves keep their defaults: a style made up would be no style of the template.
        formatted = hasattr(kind, "__html__")
        hints = get_type_hints(kind)
        values = {
            one.name: self.make(hints[one.name], one.name, number)
            for one in fields(kind)
            if one.init and not (formatted and (one.default, one.default_factory) != (MISSING, MISSING))
        }
        return kind(**values)

    def _text(self, name: str, number: int) -> str:
        if name in _NAMES_OF_MARKS:
            # The same in every list, so that what refers to a mark finds one.
            return bookmark_name("t", str(number))
        return "Sample" if self._amount.filled else ""
