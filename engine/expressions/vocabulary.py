"""What an expression may speak of: names, functions, loop variables and constants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from .types import BOOLEAN, DATE, DATETIME, NOTHING, NUMBER, TEXT, Field, ListOf, MapOf, Record, Type, join

Scalar: TypeAlias = bool | int | Decimal | str | date
Value: TypeAlias = Scalar | tuple[Scalar, ...]
"""What a literal or a constant may hold. A `datetime` counts as a moment, any other `date` as a date."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a function takes at one place; an optional one may be left out."""

    name: str
    type: Type
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A function that expressions may call. It must be pure: the same arguments give the same answer.

    `call` gets the argument values in order. If the function is strict (not `total`), it is called only
    when all of them are present, and its result is unknown otherwise; a total one sees `None` for what is
    absent. `call` may answer `None`, which means unknown for the reason `unknown_reason`; with `definite`
    it never does. The last parameter repeats if `variadic`. `result` may be computed from the types of the
    arguments; it raises `ValueError` with a message for the author of the expression if they do not go
    together.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: Type | Callable[[Sequence[Type]], Type] = field(compare=False)
    call: Callable[..., object] = field(compare=False)
    doc: str = field(default="", compare=False)
    total: bool = False
    definite: bool = False
    variadic: bool = False
    unknown_reason: str = "missing"

    @property
    def signature(self) -> str:
        """The function as an author writes it: `round(x, [places])`, `coalesce(value, ...)`."""
        names = [f"[{p.name}]" if p.optional else p.name for p in self.parameters]
        return f"{self.name}({', '.join(names + ['...'] * self.variadic)})"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names and functions an expression may use; immutable, extended by `with_variable` and
    `with_constants`.

    `names` are the roots that the environment provides at run time under the same names; `functions` are
    the caller's, beside the built-in ones; `variables` are loop variables; `constants` are groups of
    literals (`params.min_share`), which are put into the expression when it is read.
    """

    names: Mapping[str, Type]
    functions: Mapping[str, Function] = field(default_factory=dict)
    variables: Mapping[str, Type] = field(default_factory=dict)
    constants: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def with_variable(self, name: str, kind: Type) -> Vocabulary:
        """Return this vocabulary with one more loop variable."""
        return replace(self, variables={**self.variables, name: kind})

    def with_constants(self, group: str, values: Mapping[str, object]) -> Vocabulary:
        """Return this vocabulary with one more group of constants: text, numbers, booleans, dates, lists of
        these.

        Raises ValueError for a value of another kind (a float, say).
        """
        return replace(self, constants={**self.constants, group: {k: constant(v) for k, v in values.items()}})

    def type_of(self, name: str) -> Type | None:
        """Return the type of a name or loop variable, or None if there is no such name."""
        return self.variables.get(name) or self.names.get(name)

    def field_at(self, root: str, trail: Sequence[object]) -> Field | None:
        """Return the field that a path ends in, through lists and maps; None if the path ends in none.

        Text in the trail names a field; anything else is an index or a key.
        """
        kind: Type | None = self.type_of(root)
        found: Field | None = None
        for step in trail:
            if isinstance(kind, Record) and isinstance(step, str):
                found = kind.fields.get(step)
                kind = found.type if found else None
            elif isinstance(kind, ListOf | MapOf):
                kind = kind.element if isinstance(kind, ListOf) else kind.value
            else:
                return None
        return found


def constant(value: object) -> Value:
    """Return a caller's value as a literal of the language; lists become tuples.

    Raises ValueError for a value that the language has no literal for.
    """
    if isinstance(value, list | tuple):
        return tuple(_scalar(item) for item in value)
    return _scalar(value)


def _scalar(value: object) -> Scalar:
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{value} is not a number")
    if isinstance(value, bool | int | Decimal | str | date):
        return value
    raise ValueError(
        f"a constant is text, a number, a date, True or False, or a list of these, not {value!r}"
    )


def type_of_constant(value: Value) -> Type:
    """Return the type of a literal value. Raises ValueError for a list of several types."""
    if isinstance(value, tuple):
        element: Type | None = NOTHING
        for item in value:
            element = join(element, type_of_constant(item)) if element else None
        if element is None:
            raise ValueError("a list holds values of one type")
        return ListOf(element)
    for python, kind in ((bool, BOOLEAN), (str, TEXT), (datetime, DATETIME), (date, DATE)):
        if isinstance(value, python):
            return kind
    return NUMBER
