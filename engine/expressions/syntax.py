"""The tree of an expression: frozen nodes with their place in the source and, once checked, their type.

Nodes compare by what they mean, not by where they stand, so that equal parts of many expressions can be
found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOfThese
from typing import NamedTuple, TypeAlias

from .types import NOTHING, Type
from .vocabulary import Function, Value

Quantity: TypeAlias = OneOfThese["any", "all", "sum", "count", "min", "max"]
Operator: TypeAlias = OneOfThese["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
Sign: TypeAlias = OneOfThese["+", "-", "*", "/", "//", "%"]


class Span(NamedTuple):
    """A stretch of the source, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes have: a place, and a type (`NOTHING` until checked)."""

    span: Span = field(compare=False)
    type: Type = field(default=NOTHING, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly below, in order of the source."""
        return ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value written in the source, or a named constant that stands for one."""

    value: Value
    type: Type = field(default=NOTHING, kw_only=True)
    named: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """A list in brackets; the checker makes one `Literal` of it."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name of the environment, or (`variable`) a loop variable."""

    id: str
    variable: bool = False


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """`of.name`; `required` if a present record always has it."""

    of: Node
    name: str
    required: bool = field(default=False, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Index(Node):
    """`of[key]`: a place in a list or a key of a map."""

    of: Node
    key: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.of, self.key)


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not operand`."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-operand`."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left sign right`."""

    sign: Sign
    left: Node
    right: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`a < b`, or a chain `a < b <= c`: one operator fewer than operands."""

    operands: tuple[Node, ...]
    operators: tuple[Operator, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`a and b and ...`, or the same with `or`."""

    word: OneOfThese["and", "or"]
    operands: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`then if test else otherwise`."""

    then: Node
    test: Node
    otherwise: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.then, self.test, self.otherwise)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`name(arguments)`; the checker puts in the function."""

    name: str
    arguments: tuple[Node, ...]
    function: Function | None = field(default=None, compare=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


@dataclass(frozen=True, slots=True)
class Quantifier(Node):
    """`quantity(element for variable in items if filter if ...)`."""

    quantity: Quantity
    element: Node
    variable: str
    items: Node
    filters: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.element, self.items, *self.filters)
