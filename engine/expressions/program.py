"""A whole set of checks as one generated function."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias
from typing import Literal as OneOfThese

from ..garbage import collector_paused
from . import python
from .compiler import Compiler
from .expression import Expression, Loop
from .python import Block
from .sharing import shared_nodes
from .syntax import Node, Not
from .types import BOOLEAN


class _Mark(Enum):
    NOT_APPLICABLE = "not applicable"

    def __repr__(self) -> str:
        return self.name


NOT_APPLICABLE: Final = _Mark.NOT_APPLICABLE
"""The code of a check that does not concern the deal, or of an element that it does not concern."""

Code: TypeAlias = bool | OneOfThese[_Mark.NOT_APPLICABLE] | Exception | None
"""What came out: True (holds), False, None (unknown), NOT_APPLICABLE, or what was raised."""

Result: TypeAlias = Code | list[Code]


@dataclass(frozen=True, slots=True)
class Check:
    """A condition and when it is asked.

    First `guard`, then for each element of `loop` (or once) `where`, then `condition`; what is false makes the check
    or the element not applicable, what is unknown makes it unknown. `negate` turns the condition round.
    """

    key: str
    condition: Expression
    loop: Loop | None = None
    guard: Expression | None = None
    where: Expression | None = None
    negate: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """Checks that are ready to run. Safe to use from several threads."""

    checks: tuple[Check, ...]
    function: Callable[[Mapping[str, object]], list[Result]] = field(repr=False)

    def run(self, env: Mapping[str, object]) -> list[Result]:
        """Return one result for each check.

        A check without a loop gives a code. A check with one gives a list of codes, one an element; or a single code,
        if it was not applicable (guard), unknown (guard, absent list) or raised before the first element.
        `env` must hold every name that the checks use, None for what is absent; a missing one raises KeyError.
        """
        return self.function(env)


@collector_paused()
def compile_program(checks: Sequence[Check]) -> Program:
    """Compile checks into one function; what they have in common is computed once a run, when it is first needed."""
    names: dict[str, object] = {"NOT_APPLICABLE": NOT_APPLICABLE}
    compiler = Compiler(names, shared_nodes(_roots(checks)))
    for place, check in enumerate(checks):
        _write(compiler, check, place)
    results = python.BinOp(
        python.List([python.constant(None)], python.LOAD), ast.Mult(), python.constant(len(checks))
    )
    start = [python.assign("results", results), *compiler.prelude()]
    body = [*start, *compiler.block, python.Return(python.load("results"))]
    namespace = python.execute([python.function("run", ["env"], body)], names)
    return Program(tuple(checks), namespace["run"])


def condition_of(check: Check) -> Node:
    """Return the tree of the condition, turned round if the check says so."""
    root = check.condition.root
    return Not(root, span=root.span, type=BOOLEAN) if check.negate else root


def _roots(checks: Sequence[Check]) -> Iterator[tuple[Node, bool]]:
    for check in checks:
        if check.guard:
            yield check.guard.root, False
        if check.loop:
            yield check.loop.items.root, False
        if check.where:
            yield check.where.root, check.loop is not None
        yield check.condition.root, check.loop is not None


def _write(compiler: Compiler, check: Check, place: int) -> None:
    """Write the statements that put one check's result into its place; it is None until they do."""
    compiler.locals = 0
    body: Block = []

    def settle(code: ast.expr) -> ast.stmt:
        return python.Assign(
            [python.Subscript(python.load("results"), python.constant(place), python.STORE)], code
        )

    with compiler.inside(body), _gate(compiler, check.guard, settle):
        if check.loop:
            _write_loop(compiler, check, check.loop, settle)
        else:
            with _gate(compiler, check.where, settle):
                code = compiler.value(condition_of(check))
                compiler.emit(settle(code.load()))
    compiler.emit(python.catch(body, "error", [settle(_raised())]))


def _write_loop(compiler: Compiler, check: Check, loop: Loop, settle: Callable[[ast.expr], ast.stmt]) -> None:
    items = compiler.value(loop.items.root)
    codes, variable = compiler.fresh(), compiler.fresh()
    element: Block = []
    with (
        compiler.inside(element),
        compiler.binding(loop.variable, variable, loop.element),
        _gate(compiler, check.where, lambda code: _append(codes, code), unknown=True),
    ):
        code = compiler.value(condition_of(check))
        compiler.emit(_append(codes, code.load()))
    attempt = python.catch(element, "error", [_append(codes, _raised())])
    each: Block = [
        python.assign(codes, python.List([], python.LOAD)),
        settle(python.load(codes)),
        python.loop(variable, items.load(), [attempt]),
    ]
    present = python.different(items.load(), None)
    compiler.emit(*([python.branch(present, each)] if items.nullable else each))


@contextmanager
def _gate(
    compiler: Compiler, test: Expression | None, settle: Callable[[ast.expr], ast.stmt], unknown: bool = False
) -> Iterator[None]:
    """Write what follows into a block that runs only if the test is true.

    A false test settles on NOT_APPLICABLE; an unknown one on None if `unknown`, else on nothing.
    """
    if test is None:
        yield
        return
    answer = compiler.value(test.root)
    then: Block = []
    with compiler.inside(then):
        yield
    otherwise: Block = [settle(python.load("NOT_APPLICABLE"))]
    if answer.nullable:
        absent: Block = [settle(python.constant(None))] if unknown else []
        false = python.identical(answer.load(), False)
        otherwise = [python.branch(false, otherwise, absent)]
    compiler.emit(python.branch(answer.load(), then, otherwise))


def _append(codes: str, code: ast.expr) -> ast.stmt:
    return python.Expr(python.method(python.load(codes), "append", code))


def _raised() -> ast.expr:
    """The exception without its traceback, which would keep the whole run alive."""
    return python.method(python.load("error"), "with_traceback", python.constant(None))
