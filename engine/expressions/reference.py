"""Checks by the interpreter: the reference for the compiled program, and the reasons behind its codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .expression import Expression
from .interpreter import evaluate
from .paths import Need
from .program import NOT_APPLICABLE, Check, Code, Result
from .trace import Trace, explain


def run(checks: Sequence[Check], env: Mapping[str, object]) -> list[Result]:
    """Return what `Program.run` returns for the same checks, by interpretation."""
    return [_run(check, env) for check in checks]


def needs(check: Check, env: Mapping[str, object]) -> tuple[Need, ...]:
    """Return what a check needs to be known: nothing if it is known or not applicable.

    For one element of a check with a loop, `env` holds the element under the loop variable; without it the answer is
    about the guard and the list.
    """
    if check.guard and (gate := evaluate(check.guard, env)).value is not True:
        return gate.needs
    if check.loop and check.loop.variable not in env:
        return evaluate(check.loop.items, env).needs
    if check.where and (gate := evaluate(check.where, env)).value is not True:
        return gate.needs
    return evaluate(check.condition, env).needs


def explain_check(check: Check, env: Mapping[str, object]) -> tuple[Trace, ...]:
    """Return the traces of a check's guard, list, `where` and condition, as far as they were reached.

    `env` is as for `needs`.
    """
    asked: list[Expression | None] = [check.guard]
    if check.loop and check.loop.variable not in env:
        asked.append(check.loop.items)
    else:
        asked += [check.where, check.condition]
    traces: list[Trace] = []
    for expression in filter(None, asked):
        traces.append(explain(expression, env))
        if traces[-1].value is not True:
            break
    return tuple(traces)


def _run(check: Check, env: Mapping[str, object]) -> Result:
    try:
        gate = _gate(check.guard, env)
        if gate is not True:
            return gate
        if check.loop is None:
            return _code(check, env)
        items = evaluate(check.loop.items, env).value
        if items is None:
            return None
        return [_attempt(check, {**env, check.loop.variable: item}) for item in items]
    except Exception as error:
        return error.with_traceback(None)


def _attempt(check: Check, env: Mapping[str, object]) -> Code:
    try:
        return _code(check, env)
    except Exception as error:
        return error.with_traceback(None)


def _gate(test: Expression | None, env: Mapping[str, object]) -> Code:
    value: bool | None = True if test is None else evaluate(test, env).value
    return NOT_APPLICABLE if value is False else value


def _code(check: Check, env: Mapping[str, object]) -> Code:
    gate = _gate(check.where, env)
    if gate is not True:
        return gate
    value: bool | None = evaluate(check.condition, env).value
    return value if value is None or not check.negate else not value
