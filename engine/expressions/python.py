"""Short ways to build Python's own syntax tree. Every node stands at the same place; nobody will see it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from types import CodeType, EllipsisType
from typing import Any, TypeVar

Block = list[ast.stmt]
Kind = TypeVar("Kind", bound=ast.AST)


def _placed(kind: type[Kind]) -> type[Kind]:
    """The same node with a place of its own kind: the compiler wants one, and a second pass to add it is slow."""
    return type(kind.__name__, (kind,), {"lineno": 1, "col_offset": 0})


Assign = _placed(ast.Assign)
Attribute = _placed(ast.Attribute)
BinOp = _placed(ast.BinOp)
BoolOp = _placed(ast.BoolOp)
Break = _placed(ast.Break)
Call = _placed(ast.Call)
Compare = _placed(ast.Compare)
Constant = _placed(ast.Constant)
ExceptHandler = _placed(ast.ExceptHandler)
Expr = _placed(ast.Expr)
For = _placed(ast.For)
FormattedValue = _placed(ast.FormattedValue)
FunctionDef = _placed(ast.FunctionDef)
If = _placed(ast.If)
IfExp = _placed(ast.IfExp)
JoinedStr = _placed(ast.JoinedStr)
List = _placed(ast.List)
Name = _placed(ast.Name)
Return = _placed(ast.Return)
Subscript = _placed(ast.Subscript)
Try = _placed(ast.Try)
UnaryOp = _placed(ast.UnaryOp)
Arg = _placed(ast.arg)

LOAD = ast.Load()
STORE = ast.Store()


def load(name: str) -> ast.expr:
    return Name(name, LOAD)


def constant(value: str | int | bool | None) -> ast.expr:
    return Constant(value)


def assign(name: str, value: ast.expr) -> ast.stmt:
    return Assign([Name(name, STORE)], value)


def branch(test: ast.expr, then: Block, otherwise: Block | None = None) -> ast.stmt:
    return If(test, then, otherwise or [])


def choose(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    return IfExp(test, then, otherwise)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return Call(function, list(arguments), [])


def method(of: ast.expr, name: str, *arguments: ast.expr) -> ast.expr:
    return call(Attribute(of, name, LOAD), *arguments)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return Compare(left, [operator], [right])


def identical(left: ast.expr, value: bool | EllipsisType | None) -> ast.expr:
    """`left is value`, for None, True, False and the sentinel `...`."""
    return Compare(left, [ast.Is()], [Constant(value)])


def different(left: ast.expr, value: bool | None) -> ast.expr:
    """`left is not value`."""
    return Compare(left, [ast.IsNot()], [Constant(value)])


def either(tests: Sequence[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else BoolOp(ast.Or(), list(tests))


def both(tests: Sequence[ast.expr]) -> ast.expr:
    return tests[0] if len(tests) == 1 else BoolOp(ast.And(), list(tests))


def no(test: ast.expr) -> ast.expr:
    return UnaryOp(ast.Not(), test)


def loop(variable: str, items: ast.expr, body: Block) -> ast.stmt:
    return For(Name(variable, STORE), items, body, [])


def catch(body: Block, name: str, handler: Block) -> ast.stmt:
    return Try(body, [ExceptHandler(load("Exception"), name, handler)], [], [])


def function(name: str, parameters: Sequence[str], body: Block, optional: int = 0) -> ast.stmt:
    """Define a function; its last `optional` parameters are None by default."""
    defaults = [constant(None)] * optional
    arguments = ast.arguments([], [Arg(parameter) for parameter in parameters], None, [], [], None, defaults)
    return FunctionDef(name, arguments, body, [])


def execute(functions: Sequence[ast.stmt], names: Mapping[str, object]) -> dict[str, Any]:
    """Compile function definitions and return the namespace that holds them, beside the given names."""
    code: CodeType = compile(ast.Module(list(functions), []), "<conditions>", "exec")
    namespace: dict[str, Any] = {**names}
    exec(code, namespace)
    return namespace
