"""The reference meaning of the language: a plain walk over the tree.

It is slower than the compiled program and says more: of each value where it was read, and of each unknown result
what it needs. The compiler must agree with it on every value, unknown and error.
"""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple, cast

from .arithmetic import floor_divide, modulo
from .expression import Expression
from .paths import EMPTY, ZERO, Key, Need, Path, Step, distinct, need
from .syntax import (
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Conditional,
    Index,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Operator,
    Quantifier,
)
from .types import BOOLEAN
from .vocabulary import Function


class Outcome(NamedTuple):
    """The value of an expression; None is unknown, and then `needs` is not empty. `path` is where it was read."""

    value: Any
    needs: tuple[Need, ...] = ()
    path: Path | None = None


def evaluate(expression: Expression, env: Mapping[str, object]) -> Outcome:
    """Return the value of an expression and, if it is unknown, what it needs.

    `env` gives the names and loop variables. What a field or function raises is passed on.
    """
    return Interpreter(expression.source, env).evaluate(expression.root)


def found(path: Path, value: object) -> Outcome:
    """Return the outcome of reading a path."""
    return Outcome(value, (need(path),) if value is None else (), path)


class Interpreter:
    """Evaluates the nodes of one expression in one environment."""

    def __init__(self, source: str, env: Mapping[str, object]) -> None:
        self.source = source
        self.env = env
        self.bound: dict[str, Outcome] = {}

    def evaluate(self, node: Node) -> Outcome:
        """Return the outcome of a node."""
        return STEPS[type(node)](self, node)

    def aside(self) -> Interpreter:
        """Return an interpreter for looking a second time, at what has been evaluated already."""
        plain = Interpreter(self.source, self.env)
        plain.bound = self.bound
        return plain

    def words(self, node: Node) -> str:
        """Return the source text of a node on one line."""
        return " ".join(self.source[node.span.start : node.span.end].split())

    def operands(self, nodes: Sequence[Node]) -> tuple[list[Any], tuple[Need, ...]]:
        """Return the values of strict operands, and the needs if one is unknown.

        After an unknown one the others are only asked for their needs, so what they raise does not count.
        """
        values: list[Any] = []
        needs: tuple[Need, ...] = ()
        for node in nodes:
            try:
                outcome = self.evaluate(node)
            except Exception:
                if needs:
                    break
                raise
            values.append(outcome.value)
            needs += outcome.needs
        return values, distinct(needs)

    def blame(self, nodes: Sequence[Node], whole: Node, reason: str) -> tuple[Need, ...]:
        """Return the needs of what is present in the nodes and does not serve."""
        aside = self.aside()
        outcomes = (aside.evaluate(part) for node in nodes for part in _readings(node))
        needs = distinct(need(outcome.path, reason) for outcome in outcomes if outcome.path)
        return needs or (Need(self.words(whole), reason=reason),)

    def literal(self, node: Literal) -> Outcome:
        return Outcome(node.value)

    def name(self, node: Name) -> Outcome:
        return self.bound[node.id] if node.id in self.bound else found(Path(node.id), self.env[node.id])

    def attribute(self, node: Attribute) -> Outcome:
        of = self.evaluate(node.of)
        if of.value is None:
            return found(of.path.then(node.name), None) if of.path else of
        return found(self.path(node.of, of).then(node.name), getattr(of.value, node.name))

    def path(self, node: Node, outcome: Outcome) -> Path:
        return outcome.path or Path(self.words(node), element=outcome.value)

    def index(self, node: Index) -> Outcome:
        of = self.evaluate(node.of)
        if of.value is None:
            if of.path and isinstance(node.key, Literal):
                return found(of.path.then(_step(node.key.value)), None)
            return of
        key = self.evaluate(node.key)
        if key.value is None:
            return Outcome(None, key.needs)
        path = self.path(node.of, of).then(_step(key.value))
        if isinstance(key.value, str):
            return found(path, of.value.get(key.value))
        inside = -len(of.value) <= key.value < len(of.value)
        return found(path, of.value[key.value] if inside else None)

    def negation(self, node: Not) -> Outcome:
        operand = self.evaluate(node.operand)
        return Outcome(None if operand.value is None else not operand.value, operand.needs)

    def negative(self, node: Negative) -> Outcome:
        operand = self.evaluate(node.operand)
        return Outcome(None if operand.value is None else -operand.value, operand.needs)

    def arithmetic(self, node: Arithmetic) -> Outcome:
        values, needs = self.operands((node.left, node.right))
        if needs:
            return Outcome(None, needs)
        left, right = values
        if node.sign in ("/", "//", "%") and right == 0:
            return Outcome(None, self.blame((node.right,), node.right, ZERO))
        return Outcome(CALCULATIONS[node.sign](left, right))

    def comparison(self, node: Comparison) -> Outcome:
        if len(node.operands) > 2:
            return self.chain(node)
        values, needs = self.operands(node.operands)
        if needs:
            return Outcome(None, needs)
        return self.compare(values[0], values[1], node.operators[0], node)

    def compare(self, left: Any, right: Any, operator: Operator, node: Comparison) -> Outcome:
        value = COMPARISONS[operator](left, right)
        sought = (operator == "in" and not value) or (operator == "not in" and value)
        if sought and not isinstance(right, str) and None in right:
            path = self.path(node.operands[1], self.aside().evaluate(node.operands[1]))
            holes = (place for place, item in enumerate(right) if item is None)
            return Outcome(None, tuple(need(path.then(place)) for place in holes))
        return Outcome(value)

    def chain(self, node: Comparison) -> Outcome:
        left, needs = self.evaluate(node.operands[0]), cast(tuple[Need, ...], ())
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            right = self.evaluate(operand)
            if left.value is None or right.value is None:
                needs += left.needs + right.needs
            elif not COMPARISONS[operator](left.value, right.value):
                return Outcome(False)
            left = right
        return Outcome(None, distinct(needs)) if needs else Outcome(True)

    def logic(self, node: Logic) -> Outcome:
        return self.kleene(node.operands, decisive=node.word == "or")

    def kleene(self, nodes: Sequence[Node], decisive: bool) -> Outcome:
        """Return the first decisive value of the nodes; else unknown if one is; else the other value."""
        needs: tuple[Need, ...] = ()
        for node in nodes:
            outcome = self.evaluate(node)
            if outcome.value is decisive:
                return Outcome(decisive)
            needs += outcome.needs
        return Outcome(None, distinct(needs)) if needs else Outcome(not decisive)

    def conditional(self, node: Conditional) -> Outcome:
        test = self.evaluate(node.test)
        if test.value is None:
            return Outcome(None, test.needs)
        return self.evaluate(node.then if test.value else node.otherwise)

    def call(self, node: Call) -> Outcome:
        function = cast(Function, node.function)
        if function.total:
            outcomes = list(map(self.evaluate, node.arguments))
            values = [outcome.value for outcome in outcomes]
            needs = distinct(one for outcome in outcomes for one in outcome.needs)
        else:
            values, needs = self.operands(node.arguments)
            if needs:
                return Outcome(None, needs)
        value = function.call(*values)
        if value is None:
            return Outcome(None, needs or self.blame(node.arguments, node, function.unknown_reason))
        return Outcome(value)

    def quantifier(self, node: Quantifier) -> Outcome:
        items = self.evaluate(node.items)
        if items.value is None:
            return Outcome(None, items.needs)
        if node.quantity in ("any", "all"):
            return self.whether(node, items)
        return self.how_much(node, items)

    def members(self, node: Quantifier, items: Outcome) -> Iterator[Outcome]:
        base = items.path
        for place, value in enumerate(items.value):
            root = base or Path(self.words(node.items), element=value)
            yield found(root.then(place), value)

    def member(self, node: Quantifier, member: Outcome) -> tuple[Outcome, Outcome]:
        """Return whether a member passes the filters and, unless it does not, its element."""
        outer = self.bound
        self.bound = {**outer, node.variable: member}
        try:
            passes = self.kleene(node.filters, decisive=False)
            return passes, passes if passes.value is False else self.evaluate(node.element)
        finally:
            self.bound = outer

    def whether(self, node: Quantifier, items: Outcome) -> Outcome:
        decisive = node.quantity == "any"
        needs: tuple[Need, ...] = ()
        for member in self.members(node, items):
            passes, element = self.member(node, member)
            if passes.value is False or element.value is (not decisive):
                continue
            if passes.value and element.value is decisive:
                return Outcome(decisive)
            needs += passes.needs + element.needs
        return Outcome(None, distinct(needs)) if needs else Outcome(not decisive)

    def how_much(self, node: Quantifier, items: Outcome) -> Outcome:
        values: list[Any] = []
        needs: tuple[Need, ...] = ()
        for member in self.members(node, items):
            try:
                passes, element = self.member(node, member)
            except Exception:
                if needs:
                    break
                raise
            if passes.value is None or (passes.value and element.value is None):
                needs += passes.needs or element.needs
            elif passes.value:
                values.append(element.value)
        if needs:
            return Outcome(None, distinct(needs))
        return self.total(node, values)

    def total(self, node: Quantifier, values: list[Any]) -> Outcome:
        match node.quantity:
            case "sum":
                return Outcome(reduce(python.add, values, 0))
            case "count":
                truths = node.element.type == BOOLEAN
                return Outcome(values.count(True) if truths else len(values))
            case _ if not values:
                return Outcome(None, self.blame((node.items,), node.items, EMPTY))
            case "min":
                return Outcome(min(values))
            case _:
                return Outcome(max(values))


def _step(key: object) -> Step:
    return Key(key) if isinstance(key, str) else cast(int, key)


def _readings(node: Node) -> Iterator[Node]:
    """Yield the outermost parts of a node that read the environment."""
    if isinstance(node, Name | Attribute | Index):
        yield node
    elif isinstance(node, Quantifier):
        yield from _readings(node.items)
    else:
        for child in node.children:
            yield from _readings(child)


CALCULATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": lambda left, right: Decimal(left) / right,
    "//": floor_divide,
    "%": modulo,
}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": python.eq,
    "!=": python.ne,
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
    "in": lambda item, container: item in container,
    "not in": lambda item, container: item not in container,
}
STEPS: dict[type[Node], Callable[[Any, Any], Outcome]] = {
    Literal: Interpreter.literal,
    Name: Interpreter.name,
    Attribute: Interpreter.attribute,
    Index: Interpreter.index,
    Not: Interpreter.negation,
    Negative: Interpreter.negative,
    Arithmetic: Interpreter.arithmetic,
    Comparison: Interpreter.comparison,
    Logic: Interpreter.logic,
    Conditional: Interpreter.conditional,
    Call: Interpreter.call,
    Quantifier: Interpreter.quantifier,
}
