"""Small changes to a rule that its cases should notice: the operators of mutation testing (DeMillo, Lipton and
Sayward 1978), for conditions.

- `comparison`: an operator of a comparison is shifted (`<` to `<=`) or turned round (`<` to `>=`, `==` to `!=`).
- `logic`: `and` for `or`, and the other way round.
- `operand`: one side of an `and` or `or` is dropped.
- `negation`: a `not` is dropped.
- `threshold`: a number, written out or by `params`, is one step higher or lower: 1, or one in its last decimal.
- `quantifier`: `any` for `all`, and the other way round.
- `presence`: `stated` for `missing`, and the other way round.
- `where`, `given`, `unless`: dropped; of several conclusions one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, NamedTuple

from ..expressions import BUILT_IN, Expression
from ..expressions.syntax import (
    Call,
    Comparison,
    Literal,
    Logic,
    Node,
    Not,
    Operator,
    Quantifier,
    Quantity,
    Span,
)
from ..inference import Clause
from ..ruleset.model import Rule

_OTHER_OPERATORS: dict[Operator, tuple[Operator, ...]] = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "in": ("not in",),
    "not in": ("in",),
}
_OTHER_QUANTITY: dict[Quantity, Quantity] = {"any": "all", "all": "any"}
_OTHER_PRESENCE = {"stated": "missing", "missing": "stated"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one small change.

    `part` is the key of the rule that was changed (`when`, `where`, ...), `source` its text, `offset` the character
    of it where the change begins; `was` and `became` are the words there before and after.
    """

    rule: Rule
    operator: str
    part: str
    source: str
    offset: int
    was: str
    became: str


class _Change(NamedTuple):
    operator: str
    span: Span
    became: str
    node: Node


def mutants(rule: Rule) -> Iterator[Mutant]:
    """All mutants of a rule, part by part, in order of the source."""
    check = rule.check
    for change, changed in _changed(check.condition):
        yield _mutant(
            replace(rule, check=replace(check, condition=changed)), change, changed, condition_key(rule)
        )
    if check.where is not None:
        for change, changed in _changed(check.where):
            yield _mutant(replace(rule, check=replace(check, where=changed)), change, changed, "where")
        dropped = replace(rule, check=replace(check, where=None))
        yield Mutant(dropped, "where", "where", check.where.source, 0, _one_line(check.where.source), "")
    if rule.clause is not None:
        yield from _unchained(rule, rule.clause)


def _mutant(rule: Rule, change: _Change, changed: Expression, part: str) -> Mutant:
    start, end = change.span
    was = _one_line(changed.source[start:end])
    return Mutant(rule, change.operator, part, changed.source, start, was, _one_line(change.became))


def condition_key(rule: Rule) -> str:
    """The key under which the rule has its condition."""
    return "expect" if rule.check.negate else "when"


def _unchained(rule: Rule, clause: Clause) -> Iterator[Mutant]:
    for part, references in (("given", clause.givens), ("unless", clause.unlesses)):
        for place, reference in enumerate(references):
            rest = (*references[:place], *references[place + 1 :])
            less = replace(clause, givens=rest) if part == "given" else replace(clause, unlesses=rest)
            yield Mutant(replace(rule, clause=less), part, part, str(reference), 0, str(reference), "")


def _changed(expression: Expression) -> Iterator[tuple[_Change, Expression]]:
    for change in sorted(_changes(expression.root, expression.source), key=lambda one: one.span):
        yield change, Expression(expression.source, change.node)


def _changes(node: Node, source: str) -> Iterator[_Change]:
    """The trees that differ from this one in one place."""
    operator = _OPERATORS.get(type(node))
    if operator is not None:
        yield from operator(node, source)
    for name, place, child in _below(node):
        for change in _changes(child, source):
            yield change._replace(node=_with_child(node, name, place, change.node))


def _below(node: Node) -> Iterator[tuple[str, int | None, Node]]:
    """The nodes directly below, each with the field and the place in it that hold it."""
    for one in fields(node):
        value = getattr(node, one.name)
        if isinstance(value, Node):
            yield one.name, None, value
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, Node):
                    yield one.name, place, item


def _with_child(node: Node, name: str, place: int | None, child: Node) -> Node:
    if place is None:
        return replace(node, **{name: child})  # type: ignore[arg-type]  # the field holds a node
    children = getattr(node, name)
    return replace(node, **{name: (*children[:place], child, *children[place + 1 :])})  # type: ignore[arg-type]  # as above


def _comparison(node: Comparison, source: str) -> Iterator[_Change]:
    for place, operator in enumerate(node.operators):
        gap = Span(node.operands[place].span.end, node.operands[place + 1].span.start)
        for other in _OTHER_OPERATORS[operator]:
            operators = (*node.operators[:place], other, *node.operators[place + 1 :])
            words = _with_gap(source, node.span, gap, operator, other)
            yield _Change("comparison", node.span, words, replace(node, operators=operators))


def _logic(node: Logic, source: str) -> Iterator[_Change]:
    for place in range(1, len(node.operands)):
        left, right = node.operands[place - 1].span, node.operands[place].span
        gap, span = Span(left.end, right.start), Span(left.start, right.end)
        other, changed = ("or", _split(node, place)) if node.word == "and" else ("and", _joined(node, place))
        yield _Change("logic", span, _with_gap(source, span, gap, node.word, other), changed)
    for place, operand in enumerate(node.operands):
        rest = (*node.operands[:place], *node.operands[place + 1 :])
        yield _Change("operand", operand.span, "", _whole(node, rest))


def _split(node: Logic, place: int) -> Node:
    """`a and b or c`: what stands before the place, or what stands after it."""
    sides = (_whole(node, node.operands[:place]), _whole(node, node.operands[place:]))
    return replace(node, word="or", operands=sides)


def _joined(node: Logic, place: int) -> Node:
    """`a or b and c`: only the operands on both sides of the place belong together."""
    pair = replace(node, word="and", operands=node.operands[place - 1 : place + 1])
    return _whole(node, (*node.operands[: place - 1], pair, *node.operands[place + 1 :]))


def _whole(node: Logic, operands: tuple[Node, ...]) -> Node:
    """Operands of the same kind as one node."""
    return replace(node, operands=operands) if len(operands) > 1 else operands[0]


def _negation(node: Not, source: str) -> Iterator[_Change]:
    yield _Change("negation", node.span, source[node.span.start + len("not") : node.span.end], node.operand)


def _threshold(node: Literal, _source: str) -> Iterator[_Change]:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 1
    for moved in (value + step, value - step):
        yield _Change("threshold", node.span, str(moved), replace(node, value=moved))


def _quantifier(node: Quantifier, source: str) -> Iterator[_Change]:
    other = _OTHER_QUANTITY.get(node.quantity)
    if other is not None:
        words = source[node.span.start : node.span.end].replace(node.quantity, other, 1)
        yield _Change("quantifier", node.span, words, replace(node, quantity=other))


def _presence(node: Call, source: str) -> Iterator[_Change]:
    other = _OTHER_PRESENCE.get(node.name)
    if other is not None:
        words = source[node.span.start : node.span.end].replace(node.name, other, 1)
        yield _Change("presence", node.span, words, replace(node, name=other, function=BUILT_IN[other]))


def _with_gap(source: str, whole: Span, gap: Span, old: str, new: str) -> str:
    between = source[gap.start : gap.end].replace(old, new, 1)
    return source[whole.start : gap.start] + between + source[gap.end : whole.end]


def _one_line(words: str) -> str:
    return " ".join(words.split())


_OPERATORS: dict[type[Node], Callable[[Any, str], Iterator[_Change]]] = {
    Comparison: _comparison,
    Logic: _logic,
    Not: _negation,
    Literal: _threshold,
    Quantifier: _quantifier,
    Call: _presence,
}
