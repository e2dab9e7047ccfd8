"""From checked trees to Python statements with the same meaning.

Every value is a local; None is unknown. Statements rather than nested expressions, so that each part is computed at
most once where it is needed, and nothing is computed that is not. What may be known from the types is not tested.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast
from typing import Literal as OneOfThese

from . import python
from .arithmetic import floor_divide, modulo
from .functions import MISSING, STATED
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
    Name,
    Negative,
    Node,
    Not,
    Operator,
    Quantifier,
)
from .types import BOOLEAN, TEXT, ListOf, MapOf, Record, Type
from .vocabulary import Function

NOT_YET = ...
"""Stands in the locals of shared values until they are computed."""

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


@dataclass(frozen=True, slots=True)
class Operand:
    """A value that is at hand: a local or global name, or a constant. `nullable` if it may be None."""

    name: str | None
    nullable: bool
    value: Any = None

    def load(self) -> ast.expr:
        """Return the expression that reads it."""
        return python.constant(self.value) if self.name is None else python.load(self.name)


Build = Callable[[list[ast.expr]], tuple[ast.expr, bool]]
"""Makes an expression of operands that are present, and tells whether it may be None all the same."""


class Compiler:
    """Writes statements for nodes into the current block of one function.

    `env` is the function's parameter with the names; `shared` are the nodes to compute once a call. Constants that
    Python's tree cannot hold, and functions, go to `names`, the globals of the function.
    """

    def __init__(self, names: dict[str, object], shared: Collection[Node] = ()) -> None:
        self.names = names
        self.block: Block = []
        self.roots: dict[str, str] = {}
        self.shared = {node: f"s{place}" for place, node in enumerate(shared)}
        self.at_hand: dict[Node, Operand] = {}
        self.variables: dict[str, Operand] = {}
        self.locals = 0

    def emit(self, *statements: ast.stmt) -> None:
        """Write statements at the end of the current block."""
        self.block.extend(statements)

    @contextmanager
    def inside(self, block: Block) -> Iterator[None]:
        """Write into another block. What it computes is not at hand afterwards, since it may not run."""
        outer, at_hand = self.block, self.at_hand
        self.block, self.at_hand = block, dict(at_hand)
        try:
            yield
        finally:
            self.block, self.at_hand = outer, at_hand

    @contextmanager
    def binding(self, variable: str, local: str, kind: Type) -> Iterator[None]:
        """Let a loop variable stand for a local."""
        outer = self.variables
        self.variables = {**outer, variable: Operand(local, not isinstance(kind, Record))}
        try:
            yield
        finally:
            self.variables = outer

    def fresh(self) -> str:
        """Return the name of a local that is not in use."""
        self.locals += 1
        return f"t{self.locals}"

    def prelude(self) -> Block:
        """Return the statements that must come first: reading the names, marking shared values as not computed."""
        statements = [
            python.assign(local, ast.Subscript(python.load("env"), ast.Constant(name), python.LOAD))
            for name, local in self.roots.items()
        ]
        if self.shared:
            targets: list[ast.expr] = [ast.Name(local, python.STORE) for local in self.shared.values()]
            statements.append(ast.Assign(targets, ast.Constant(NOT_YET)))
        return statements

    def glob(self, value: object) -> ast.expr:
        """Return the expression that reads a value out of the function's globals."""
        if isinstance(value, str | int | bool):
            return ast.Constant(value)
        name = f"g{len(self.names)}"
        self.names[name] = value
        return python.load(name)

    def value(self, node: Node) -> Operand:
        """Bring the value of a node to hand."""
        operand = self.free(node)
        if operand is None:
            if node in self.shared:
                operand = self.once(node, self.shared[node])
            else:
                local = self.fresh()
                operand = Operand(local, self.compute(node, local))
            self.at_hand[node] = operand
        return operand

    def free(self, node: Node) -> Operand | None:
        """Return the operand of a node that needs no statement: a literal, a name, or what is at hand."""
        if isinstance(node, Literal):
            return self.literal(node)
        if isinstance(node, Name):
            return self.name(node)
        return self.at_hand.get(node)

    def once(self, node: Node, local: str) -> Operand:
        body: Block = []
        with self.inside(body):
            nullable = self.compute(node, local)
        self.emit(python.branch(python.identical(python.load(local), NOT_YET), body))
        return Operand(local, nullable)

    def into(self, node: Node, target: str) -> bool:
        """Put the value of a node into a local; tell whether it may be None."""
        if self.free(node) is None and node not in self.shared:
            return self.compute(node, target)
        operand = self.value(node)
        self.emit(python.assign(target, operand.load()))
        return operand.nullable

    def compute(self, node: Node, target: str) -> bool:
        """Write the statements that compute a node into a local; tell whether the result may be None."""
        return COMPUTE[type(node)](self, node, target)

    def literal(self, node: Literal) -> Operand:
        value = node.value
        if isinstance(value, str | bool) or type(value) is int:
            return Operand(None, False, value)
        return Operand(cast(ast.Name, self.glob(value)).id, False)

    def name(self, node: Name) -> Operand:
        if node.id in self.variables:
            return self.variables[node.id]
        return Operand(self.roots.setdefault(node.id, f"n{len(self.roots)}"), True)

    def strict(self, nodes: Sequence[Node], target: str, build: Build) -> bool:
        """Compute from operands in order, stopping at the first that is absent."""
        operands: list[Operand] = []
        pending: list[Operand] = []
        nullable = False
        outer = self.block, self.at_hand
        for node in nodes:
            if pending and self.free(node) is None:
                nullable = True
                body: Block = []
                tests = [python.different(operand.load(), None) for operand in pending]
                self.emit(
                    python.assign(target, python.constant(None)), python.branch(python.both(tests), body)
                )
                self.block, self.at_hand, pending = body, dict(self.at_hand), []
            operand = self.value(node)
            operands.append(operand)
            if operand.nullable:
                pending.append(operand)
        result, unsure = build([operand.load() for operand in operands])
        if pending:
            tests = [python.identical(operand.load(), None) for operand in pending]
            result = python.choose(python.either(tests), python.constant(None), result)
        self.emit(python.assign(target, result))
        self.block, self.at_hand = outer
        return nullable or unsure or bool(pending)

    def attribute(self, node: Attribute, target: str) -> bool:
        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            return ast.Attribute(operands[0], node.name, python.LOAD), not node.required

        return self.strict((node.of,), target, build)

    def index(self, node: Index, target: str) -> bool:
        def in_map(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            return python.method(operands[0], "get", operands[1]), True

        def in_list(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            items = operands[0]
            read = ast.Subscript(items, python.constant(place), python.LOAD)
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
            (node.operand,), target, lambda operands: (ast.UnaryOp(ast.USub(), operands[0]), False)
        )

    def arithmetic(self, node: Arithmetic, target: str) -> bool:
        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            left, right = operands
            if node.sign in SIMPLE:
                return ast.BinOp(left, SIMPLE[node.sign], right), False
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
        return ast.BinOp(left, ast.Div(), right)

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

        def build(operands: list[ast.expr]) -> tuple[ast.expr, bool]:
            return python.call(self.glob(function.call), *operands), not function.definite

        if not function.total:
            return self.strict(node.arguments, target, build)
        result, nullable = build([self.value(argument).load() for argument in node.arguments])
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
        decided: Block = [python.assign(target, python.constant(decisive)), ast.Break()]
        self.emit(python.branch(python.identical(python.load(local), decisive), decided))
        if nullable:
            unknown: Block = [python.assign(target, python.constant(None))]
            self.emit(python.branch(python.identical(python.load(local), None), unknown))
        return nullable

    def how_much(self, node: Quantifier, target: str) -> bool:
        give_up: Block = [python.assign(target, python.constant(None)), ast.Break()]
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
            return [python.assign(target, ast.BinOp(total, ast.Add(), element.load()))]
        if node.quantity == "count":
            one = python.assign(target, ast.BinOp(total, ast.Add(), python.constant(1)))
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
