"""The compiled program and the interpreter agree, on values, unknowns and errors."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.expressions import (
    Check,
    ExpressionError,
    compile_program,
    compile_texts,
    evaluate,
    explain,
    needs,
    read_condition,
    read_expression,
    read_loop,
    read_text,
    render_text,
)
from engine.expressions.reference import run
from tests.expressions.random_expressions import conditions, environments, numbers, texts
from tests.expressions.world import VOCABULARY

RELAXED = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))


def comparable(result):
    """Exceptions compare by type and message; True and 1 differ."""
    if isinstance(result, list):
        return [comparable(one) for one in result]
    return (type(result), str(result)) if isinstance(result, Exception) else (type(result), result)


def read_if_typed(read, source, vocabulary):
    """The generator of expressions does not know every rule (choices, literal zeros); it is right nearly always."""
    with suppress(ExpressionError):
        return read(source, vocabulary)
    with pytest.raises(ExpressionError) as caught:
        read(source, vocabulary)
    assert {problem.code for problem in caught.value.problems} <= {"option", "type", "limit"}
    return None


@st.composite
def checks(draw, key):
    loop = draw(st.sampled_from([None, None, "offer in us.offers", "offer in offers"]))
    vocabulary, variables = VOCABULARY, ()
    read = read_loop(loop, VOCABULARY) if loop else None
    if read:
        vocabulary, variables = VOCABULARY.with_variable("offer", read.element), ("offer",)
    condition = read_if_typed(read_condition, draw(conditions(3, variables)), vocabulary)
    guard = read_if_typed(read_condition, draw(conditions(1)), VOCABULARY) if draw(st.booleans()) else None
    where = (
        read_if_typed(read_condition, draw(conditions(1, variables)), vocabulary)
        if draw(st.booleans())
        else None
    )
    return condition and Check(key, condition, read, guard, where, draw(st.booleans()))


@RELAXED
@given(st.lists(checks("check"), min_size=1, max_size=6), environments)
def test_program_agrees_with_interpreter(drawn, env):
    asked = [check for check in drawn if check]
    compiled, interpreted = compile_program(asked).run(env), run(asked, env)
    assert comparable(compiled) == comparable(interpreted)


@RELAXED
@given(checks("check"), environments)
def test_needs_are_given_exactly_for_what_is_unknown(check, env):
    if check is None:
        return
    (result,) = run([check], env)
    if not isinstance(result, list):
        asked = env
    elif result:
        result, asked = result[0], {**env, "offer": env_list(check, env)[0]}
    else:
        return
    if not isinstance(result, Exception):
        assert bool(needs(check, asked)) == (result is None)


def env_list(check, env):
    return evaluate(check.loop.items, env).value


@RELAXED
@given(conditions(3), environments)
def test_a_trace_shows_what_evaluation_finds(source, env):
    expression = read_if_typed(read_condition, source, VOCABULARY)
    if expression is None:
        return
    trace = explain(expression, env)
    outcome = attempt(evaluate, expression, env)
    if isinstance(outcome, Exception):
        assert comparable(trace.value) == comparable(outcome)
    else:
        assert (trace.value, trace.needs) == (outcome.value, outcome.needs)


@RELAXED
@given(st.lists(st.one_of(conditions(2), numbers(2, ()), texts(2, ())), min_size=1, max_size=4), environments)
def test_rendered_texts_agree(sources, env):
    sources = [source for source in sources if read_if_typed(read_expression, source, VOCABULARY)]
    text = read_text(" and ".join(f"{{{{ {source} }}}}" for source in sources), VOCABULARY)
    (render,) = compile_texts([text])
    assert comparable(attempt(render, env)) == comparable(attempt(render_text, text, env))


def attempt(action, *arguments):
    """Return what an action returns, or what it raises."""
    try:
        return action(*arguments)
    except (LookupError, ArithmeticError) as error:
        return error
