"""Short ways to build Python's own syntax tree. Positions are filled in once, when the tree is compiled."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from types import CodeType, EllipsisType
from typing import Any

Block = list[ast.stmt]

LOAD = ast.Load()
STORE = ast.Store()


def load(name: str) -> ast.expr:
    return ast.Name(name, LOAD)


def constant(value: str | int | bool | None) -> ast.expr:
    return ast.Constant(value)


def assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, STORE)], value)


def branch(test: ast.expr, then: Block, otherwise: Block | None = None) -> ast.stmt:
    return ast.If(test, then, otherwise or [])


def choose(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    return ast.IfExp(test, then, otherwise)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, list(arguments), [])


def method(of: ast.expr, name: str, *arguments: ast.expr) -> ast.expr:
    return call(ast.Attribute(of, name, LOAD), *arguments)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right])


def identical(left: ast.expr, value: bool | EllipsisType | None) -> ast.expr:
    """`left is value`, for None, True, False and the sentinel `...`."""
    return ast.Compare(left, [ast.Is()], [ast.Constant(value)])


def different(left: ast.expr, value: bool | None) -> ast.expr:
    """`left is not value`."""
    return ast.Compare(left, [ast.IsNot()], [ast.Constant(value)])


def either(tests: Sequence[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), list(tests))


def both(tests: Sequence[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), list(tests))


def no(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def loop(variable: str, items: ast.expr, body: Block) -> ast.stmt:
    return ast.For(ast.Name(variable, STORE), items, body, [])


def catch(body: Block, name: str, handler: Block) -> ast.stmt:
    return ast.Try(body, [ast.ExceptHandler(load("Exception"), name, handler)], [], [])


def function(name: str, parameters: Sequence[str], body: Block, optional: int = 0) -> ast.stmt:
    """Define a function; its last `optional` parameters are None by default."""
    defaults = [constant(None)] * optional
    arguments = ast.arguments(
        [], [ast.arg(parameter) for parameter in parameters], None, [], [], None, defaults
    )
    return ast.FunctionDef(name, arguments, body, [])


def execute(functions: Sequence[ast.stmt], names: Mapping[str, object]) -> dict[str, Any]:
    """Compile function definitions and return the namespace that holds them, beside the given names."""
    module = ast.fix_missing_locations(ast.Module(list(functions), []))
    code: CodeType = compile(module, "<conditions>", "exec")
    namespace: dict[str, Any] = {**names}
    exec(code, namespace)
    return namespace
