"""Writes Python statements into the blocks of one function, and knows what is at hand at each point."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from . import python
from .python import Block
from .syntax import Literal, Name, Node
from .types import Record, Type

NOT_YET = ...
"""Stands in the locals of shared values until they are computed."""


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


class Writer(ABC):
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
            python.assign(local, python.Subscript(python.load("env"), python.Constant(name), python.LOAD))
            for name, local in self.roots.items()
        ]
        if self.shared:
            targets: list[ast.expr] = [python.Name(local, python.STORE) for local in self.shared.values()]
            statements.append(python.Assign(targets, python.Constant(NOT_YET)))
        return statements

    def glob(self, value: object) -> ast.expr:
        """Return the expression that reads a value out of the function's globals."""
        if isinstance(value, str | int | bool):
            return python.Constant(value)
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

    @abstractmethod
    def compute(self, node: Node, target: str) -> bool:
        """Write the statements that compute a node into a local; tell whether the result may be None."""

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
