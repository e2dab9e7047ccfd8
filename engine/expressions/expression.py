"""Expressions and loops as a caller gets them: read, checked, ready to be compiled or interpreted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword

from .checker import check
from .errors import ExpressionError, Mistake
from .parser import BLANKS, parse
from .syntax import Name, Node, Quantifier
from .types import ANY, BOOLEAN, ListOf, Type
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: its source as written and its typed tree. Equal if they mean the same."""

    source: str
    root: Node

    @property
    def type(self) -> Type:
        """The type of its value."""
        return self.root.type

    @property
    def names(self) -> frozenset[str]:
        """The names and loop variables that it reads from the environment."""
        return frozenset(_free_names(self.root))


@dataclass(frozen=True, slots=True)
class Loop:
    """`variable in items`: an expression that gives a list, and the name of its element."""

    variable: str
    items: Expression

    @property
    def element(self) -> Type:
        """The type of the elements, for `Vocabulary.with_variable`."""
        return self.items.type.element if isinstance(self.items.type, ListOf) else ANY


def read_expression(source: str, vocabulary: Vocabulary, wanted: Type = ANY) -> Expression:
    """Read and check an expression; `wanted` is the type it must have.

    Raises ExpressionError with every mistake, each with its place in the source.
    """
    return Expression(source, check(parse(source), source, vocabulary, wanted))


def read_condition(source: str, vocabulary: Vocabulary) -> Expression:
    """Read and check an expression that is true, false or unknown. Raises ExpressionError."""
    return read_expression(source, vocabulary, BOOLEAN)


def read_loop(source: str, vocabulary: Vocabulary) -> Loop:
    """Read and check `variable in list`. Raises ExpressionError."""
    head, word, tail = source.translate(BLANKS).partition(" in ")
    variable = head.strip()
    if not word or not variable.isidentifier() or iskeyword(variable) or variable.startswith("_"):
        raise ExpressionError([Mistake("syntax", "a loop is written 'x in list'", 0, max(len(source), 1))])
    if vocabulary.type_of(variable) or variable in vocabulary.constants:
        message = f"'{variable}' is already a name here"
        raise ExpressionError(
            [Mistake("type", message, source.index(variable), len(variable), "choose another")]
        )
    try:
        return Loop(variable, read_expression(tail, vocabulary, ListOf(ANY)))
    except ExpressionError as error:
        raise error.moved(len(head) + len(word)) from None


def _free_names(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.id
    elif isinstance(node, Quantifier):
        yield from _free_names(node.items)
        for inner in (node.element, *node.filters):
            yield from (name for name in _free_names(inner) if name != node.variable)
    else:
        for child in node.children:
            yield from _free_names(child)
