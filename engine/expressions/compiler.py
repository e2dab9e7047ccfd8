"""From checked trees to Python statements with the same meaning.

Every value is a local; None is unknown. Statements rather than nested expressions, so that each part is computed at
most once where it is needed, and nothing is computed that is not. What may be known from the types is not tested.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, cast
from typing import Literal as OneOfThese

from . import python
from .arithmetic import floor_divide, modulo
from .functions import COALESCE, MISSING, STATED
from .python import Block
from .syntax import (
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    Conditional,
    Index,
    Literal,
    Logic,
    Negative,
    Node,
    Not,
    Operator,
    Quantifier,
)
from .types import BOOLEAN, TEXT, ListOf, MapOf, Type
from .vocabulary import Function
from .writer import Operand, Writer

SMALL = 3
"""Up to so many members, a tuple is searched faster than a set."""

OPERATORS: dict[Operator, ast.cmpop] = {
    "==": ast.Eq(),
    "!=": ast.NotEq(),
    "<": ast.Lt(),
    "<=": ast.LtE(),
    ">": ast.Gt(),
    ">=": ast.GtE(),
    "in": ast.In(),
    "not in": ast.NotIn(),
}


class Compiler(Writer):
    """Knows the statements for each kind of node."""

    def compute(self, node: Node, target: str) -> bool:
        return COMPUTE[type(node)](self, node, target)

    def attribute(self, node: Attribute, target: str) -> bool:
        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            return python.Attribute(operands[0], node.name, python.LOAD), not node.required

        return self.strict((node.of,), target, build)

    def index(self, node: Index, target: str) -> bool:
        def in_map(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            return python.method(operands[0], "get", operands[1]), True

        def in_list(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            items = operands[0]
            read = python.Subscript(items, python.constant(place), python.LOAD)
            least = place + 1 if place >= 0 else -place
            reached = python.compare(
                python.call(python.load("len"), items), ast.GtE(), python.constant(least)
            )
            return python.choose(reached, read, python.constant(None)), True

        if isinstance(node.of.type, MapOf):
            return self.strict((node.of, node.key), target, in_map)
        place = cast(int, cast(Literal, node.key).value)
        return self.strict((node.of,), target, in_list)

    def negation(self, node: Not, target: str) -> bool:
        return self.strict((node.operand,), target, lambda operands: (python.no(operands[0]), False))

    def negative(self, node: Negative, target: str) -> bool:
        return self.strict(
            (node.operand,), target, lambda operands: (python.UnaryOp(ast.USub(), operands[0]), False)
        )

    def arithmetic(self, node: Arithmetic, target: str) -> bool:
        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            left, right = operands
            if node.sign in SIMPLE:
                return python.BinOp(left, SIMPLE[node.sign], right), False
            result = self.division(node, left, right)
            if isinstance(node.right, Literal):
                return result, False
            return python.choose(right, result, python.constant(None)), True

        return self.strict((node.left, node.right), target, build)

    def division(self, node: Arithmetic, left: ast.expr, right: ast.expr) -> ast.expr:
        if node.sign != "/":
            return python.call(self.glob(floor_divide if node.sign == "//" else modulo), left, right)
        if isinstance(node.right, Literal):
            right = self.glob(Decimal(cast(Decimal, node.right.value)))
        elif isinstance(node.left, Literal):
            left = self.glob(Decimal(cast(Decimal, node.left.value)))
        else:
            left = python.call(self.glob(Decimal), left)
        return python.BinOp(left, ast.Div(), right)

    def comparison(self, node: Comparison, target: str) -> bool:
        if len(node.operands) > 2:
            return self.chain(node, target)
        operator = node.operators[0]
        container = node.operands[1]
        holes = isinstance(container.type, ListOf) and not isinstance(container, Literal)
        members: frozenset[object] = frozenset()
        if (
            isinstance(container, Literal)
            and isinstance(container.value, tuple)
            and len(container.value) > SMALL
        ):
            members = frozenset(container.value)

        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            if members:
                operands[1] = self.glob(members)
            if not holes:
                return python.compare(operands[0], OPERATORS[operator], operands[1]), False
            hole = python.compare(python.constant(None), ast.In(), operands[1])
            unsure = python.choose(hole, python.constant(None), python.constant(operator == "not in"))
            inside = python.compare(operands[0], ast.In(), operands[1])
            return python.choose(inside, python.constant(operator == "in"), unsure), True

        return self.strict(node.operands, target, build)

    def chain(self, node: Comparison, target: str) -> bool:
        left, right = self.value(node.operands[0]), self.value(node.operands[1])
        self.emit(python.assign(target, self.link(left, node.operators[0], right)))
        nullable = left.nullable or right.nullable
        at_hand = self.at_hand
        for operator, operand in zip(node.operators[1:], node.operands[2:], strict=True):
            body: Block = []
            self.emit(python.branch(python.different(python.load(target), False), body))
            with self.inside(body):
                left, right = right, self.value(operand)
                local = self.fresh()
                self.emit(python.assign(local, self.link(left, operator, right)))
                self.combine("and", target, local, nullable)
            nullable = nullable or left.nullable or right.nullable
        self.at_hand = at_hand
        return nullable

    def link(self, left: Operand, operator: Operator, right: Operand) -> ast.expr:
        tests = [python.identical(side.load(), None) for side in (left, right) if side.nullable]
        result = python.compare(left.load(), OPERATORS[operator], right.load())
        return python.choose(python.either(tests), python.constant(None), result) if tests else result

    def logic(self, node: Logic, target: str) -> bool:
        return self.connect(node.word, node.operands, target)

    def connect(self, word: OneOfThese["and", "or"], nodes: Sequence[Node], target: str) -> bool:
        """Compute `and` or `or` by halves, so that many operands do not nest as many blocks."""
        if len(nodes) == 1:
            return self.into(nodes[0], target)
        half = len(nodes) // 2
        unsure = self.connect(word, nodes[:half], target)
        body: Block = []
        result = python.load(target)
        undecided = python.different(result, word == "or") if unsure else result
        self.emit(python.branch(undecided if unsure or word == "and" else python.no(result), body))
        with self.inside(body):
            if not unsure:
                return self.connect(word, nodes[half:], target)
            local = self.fresh()
            self.connect(word, nodes[half:], local)
            self.combine(word, target, local, unsure)
        return True

    def combine(self, word: OneOfThese["and", "or"], target: str, local: str, unsure: bool) -> None:
        """Join a result that does not decide yet (`target`) with the next one (`local`)."""
        if not unsure:
            self.emit(python.assign(target, python.load(local)))
            return
        settled = python.identical(python.load(target), word == "and")
        decisive = python.identical(python.load(local), word == "or")
        self.emit(
            python.branch(python.either([settled, decisive]), [python.assign(target, python.load(local))])
        )

    def conditional(self, node: Conditional, target: str) -> bool:
        test = self.value(node.test)
        then: Block = []
        otherwise: Block = []
        with self.inside(then):
            nullable = self.into(node.then, target)
        with self.inside(otherwise):
            nullable = self.into(node.otherwise, target) or nullable
        if test.nullable:
            absent: Block = [python.assign(target, python.constant(None))]
            otherwise = [python.branch(python.identical(test.load(), None), absent, otherwise)]
        self.emit(python.branch(test.load(), then, otherwise))
        return nullable or test.nullable

    def call(self, node: Call, target: str) -> bool:
        function = cast(Function, node.function)
        if function in (STATED, MISSING):
            operand = self.value(node.arguments[0])
            stated = self.stated(operand, node.arguments[0].type)
            self.emit(python.assign(target, stated if function == STATED else python.no(stated)))
            return False

        if function == COALESCE:
            return self.first_stated(node.arguments, target)

        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            return python.call(self.glob(function.call), *operands), not function.definite

        if not function.total:
            return self.strict(node.arguments, target, build)
        result, nullable = build([self.value(argument).load() for argument in node.arguments])
        self.emit(python.assign(target, result))
        return nullable

    def first_stated(self, arguments: Sequence[Node], target: str) -> bool:
        """Write `coalesce`, the most frequent call, as a chain of choices."""
        operands = [(self.value(argument), argument.type) for argument in arguments]
        result, nullable = python.constant(None), True
        for operand, kind in reversed(operands):
            if operand.nullable or kind == TEXT or isinstance(kind, ListOf | MapOf):
                result = python.choose(self.stated(operand, kind), operand.load(), result)
            else:
                result, nullable = operand.load(), False
        self.emit(python.assign(target, result))
        return nullable

    def stated(self, operand: Operand, kind: Type) -> ast.expr:
        tests = [python.different(operand.load(), None)] if operand.nullable else []
        if kind == TEXT:
            bare = python.method(operand.load(), "strip")
            tests.append(python.compare(bare, ast.NotEq(), python.constant("")))
        elif isinstance(kind, ListOf | MapOf):
            length = python.call(python.load("len"), operand.load())
            tests.append(python.compare(length, ast.Gt(), python.constant(0)))
        return python.both(tests) if tests else python.constant(True)

    def quantifier(self, node: Quantifier, target: str) -> bool:
        items = self.value(node.items)
        variable = self.fresh()
        kind = node.items.type.element if isinstance(node.items.type, ListOf) else BOOLEAN
        body: Block = []
        outer = self.block
        if items.nullable:
            self.emit(python.assign(target, python.constant(None)))
            self.block = []
            outer.append(python.branch(python.different(items.load(), None), self.block))
        self.emit(python.assign(target, python.constant(START[node.quantity])))
        self.emit(python.loop(variable, items.load(), body))
        self.block = outer
        with self.inside(body), self.binding(node.variable, variable, kind):
            if node.quantity in ("any", "all"):
                nullable = self.whether(node, target)
            else:
                nullable = self.how_much(node, target)
        return nullable or items.nullable

    def whether(self, node: Quantifier, target: str) -> bool:
        local = self.fresh()
        if node.quantity == "any":
            nullable = self.connect("and", (*node.filters, node.element), local)
        else:
            left_out = tuple(Not(test, span=test.span, type=BOOLEAN) for test in node.filters)
            nullable = self.connect("or", (*left_out, node.element), local)
        decisive = node.quantity == "any"
        decided: Block = [python.assign(target, python.constant(decisive)), python.Break()]
        self.emit(python.branch(python.identical(python.load(local), decisive), decided))
        if nullable:
            unknown: Block = [python.assign(target, python.constant(None))]
            self.emit(python.branch(python.identical(python.load(local), None), unknown))
        return nullable

    def how_much(self, node: Quantifier, target: str) -> bool:
        give_up: Block = [python.assign(target, python.constant(None)), python.Break()]
        nullable = False
        if node.filters:
            passes = self.fresh()
            nullable = self.connect("and", node.filters, passes)
            if nullable:
                self.emit(python.branch(python.identical(python.load(passes), None), give_up))
            counted: Block = []
            self.emit(python.branch(python.load(passes), counted))
            self.block = counted
        element = self.value(node.element)
        if element.nullable:
            self.emit(python.branch(python.identical(element.load(), None), give_up))
        self.emit(*self.add(node, target, element))
        return nullable or element.nullable or node.quantity in ("min", "max")

    def add(self, node: Quantifier, target: str, element: Operand) -> Block:
        total = python.load(target)
        if node.quantity == "sum":
            return [python.assign(target, python.BinOp(total, ast.Add(), element.load()))]
        if node.quantity == "count":
            one = python.assign(target, python.BinOp(total, ast.Add(), python.constant(1)))
            return [python.branch(element.load(), [one])] if node.element.type == BOOLEAN else [one]
        operator = ast.Lt() if node.quantity == "min" else ast.Gt()
        better = python.compare(element.load(), operator, total)
        first = python.identical(total, None)
        return [python.branch(python.either([first, better]), [python.assign(target, element.load())])]


START: dict[str, int | bool | None] = {
    "any": False,
    "all": True,
    "sum": 0,
    "count": 0,
    "min": None,
    "max": None,
}
SIMPLE: dict[str, ast.operator] = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult()}
COMPUTE: dict[type[Node], Callable[[Any, Any, str], bool]] = {
    Attribute: Compiler.attribute,
    Index: Compiler.index,
    Not: Compiler.negation,
    Negative: Compiler.negative,
    Arithmetic: Compiler.arithmetic,
    Comparison: Compiler.comparison,
    Conditional: Compiler.conditional,
    Logic: Compiler.logic,
    Call: Compiler.call,
    Quantifier: Compiler.quantifier,
}
