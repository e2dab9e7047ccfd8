"""The compiled program: what it computes, and what it leaves alone."""

from __future__ import annotations

import pickle
from decimal import Decimal, Overflow
from functools import cached_property

import pytest

from engine.expressions import (
    NOT_APPLICABLE,
    NUMBER,
    Check,
    Field,
    ListOf,
    Record,
    Vocabulary,
    compile_program,
    read_condition,
    read_loop,
)
from engine.expressions.reference import run
from tests.expressions.world import VOCABULARY, Offer, Party, environment


def check(condition, loop=None, guard=None, where=None, negate=False, scope=VOCABULARY):
    read = read_loop(loop, scope) if loop else None
    inner = scope.with_variable(read.variable, read.element) if read else scope
    return Check(
        "KEY",
        read_condition(condition, inner),
        read,
        read_condition(guard, scope) if guard else None,
        read_condition(where, inner) if where else None,
        negate,
    )


ROWS = [
    (check("zero < 1"), True),
    (check("any(w == 'fair' for w in params.words)"), True),
    (check("zero < 1", negate=True), False),
    (check("absent < 1", negate=True), None),
    (check("zero < 1", guard="ready"), True),
    (check("zero < 1", guard="not ready"), NOT_APPLICABLE),
    (check("zero < 1", guard="us.public"), None),
    (check("zero < 1", where="not ready"), NOT_APPLICABLE),
    (check("zero < 1", where="us.public"), None),
    (check("zero < 1", where="1 < 2"), True),
    (check("o.price > 90", "o in offers"), [True, False, None]),
    (check("o.price > 90", "o in offers", where="o.by == 'us'"), [True, NOT_APPLICABLE, None]),
    (check("o.price > 90", "o in offers", where="o.on > params.start"), [NOT_APPLICABLE, False, None]),
    (check("o.price > 90", "o in offers", negate=True), [False, True, None]),
    (check("o.price > 90", "o in offers", guard="not ready"), NOT_APPLICABLE),
    (check("o.price > 90", "o in offers", guard="us.public"), None),
    (check("o.price > 90", "o in us.offers"), None),
    (check("ready", "o in us.offers", guard="us.public"), None),
    (check("any(n == 'first' for n in o.notes)", "o in offers"), [True, False, None]),
    (check("count(any(n == 'first' for n in o.notes) for o in offers if stated(o.terms)) == 1"), True),
    (check("absent + brittle(13) > 1"), None),
    (check("absent < 1 < brittle(12)"), None),
    (check("fuzzy(absent, brittle(13))"), None),
    (check("w == 'a'", "w in params.words"), [False, False]),
    (check("w == 'a'", "w in distinct(words)"), [False, False]),
    (check("w == 'a'", "w in params.none"), []),
]


@pytest.mark.parametrize(("one", "expected"), ROWS)
def test_row(one, expected):
    assert compile_program([one]).run(environment()) == [expected]
    assert run([one], environment()) == [expected]


def test_rows_together():
    assert compile_program([row[0] for row in ROWS]).run(environment()) == [row[1] for row in ROWS]


def test_a_raised_error_stays_with_its_check_or_element():
    checks = [
        check("brittle(13) > 1"),
        check("brittle(o.round) > 1", "o in offers"),
        check("zero < 1"),
        check("zero < 1", guard="brittle(13) > 1"),
        check("ready", "o in offers", where="brittle(o.round) > 0"),
    ]
    env = environment(offers=[Offer(round=1), Offer(round=13), Offer(round=2)])
    for results in (compile_program(checks).run(env), run(checks, env)):
        first, each, fine, guarded, filtered = results
        assert (type(first), str(first), first.__traceback__) == (LookupError, "13 breaks it", None)
        assert [str(code) for code in each] == ["False", "13 breaks it", "True"]
        assert fine is True
        assert str(guarded) == "13 breaks it"
        assert [str(code) for code in filtered] == ["True", "13 breaks it", "True"]


def test_an_overflow_is_the_error_of_its_check():
    checks = [check("zero * zero > 1"), check("zero > 0")]
    overflow, fine = compile_program(checks).run(environment(zero=Decimal("9e999990")))
    assert (type(overflow), fine) == (Overflow, True)


class Derived:
    """Counts how often its properties are computed."""

    def __init__(self):
        self.computed = []

    @cached_property
    def moves(self):
        self.computed.append("moves")
        return [1, 2]

    @property
    def gap(self):
        self.computed.append("gap")
        return 5

    @property
    def broken(self):
        self.computed.append("broken")
        raise LookupError("broken")


DERIVED = Record(
    "Derived",
    {name: Field(ListOf(NUMBER) if name == "moves" else NUMBER) for name in ("moves", "gap", "broken")},
)
LAZY = Vocabulary({"derived": DERIVED, "stage": NUMBER})


def run_lazily(*checks, stage=1):
    derived = Derived()
    results = compile_program(checks).run({"derived": derived, "stage": stage})
    return results, derived.computed


def lazy(condition, **parts):
    return check(condition, scope=LAZY, **parts)


def test_a_guarded_off_check_does_not_touch_what_it_would_read():
    off = [lazy("derived.gap > 1", guard="stage > 3"), lazy("derived.gap > 2", guard="stage > 3")]
    loop = lazy("m > derived.gap", loop="m in derived.moves", guard="stage > 3")
    assert run_lazily(*off, loop) == ([NOT_APPLICABLE] * 3, [])


def test_a_decided_condition_does_not_touch_the_rest():
    checks = [lazy("stage > 3 and derived.gap > 1"), lazy("stage > 0 or derived.gap > 1")]
    assert run_lazily(*checks, lazy("1 > 2 if stage > 3 else 2 > 1")) == ([False, True, True], [])


def test_what_checks_share_is_computed_once():
    checks = [lazy(f"derived.gap > {n}") for n in (4, 5)] + [
        lazy("m < derived.gap", loop="m in derived.moves")
    ]
    assert run_lazily(*checks) == ([True, False, [True, True]], ["gap", "moves"])


def test_what_is_shared_and_raises_is_the_error_of_each_check_that_needs_it():
    results, computed = run_lazily(lazy("derived.broken > 1"), lazy("derived.broken > 2"), lazy("stage == 1"))
    assert ([str(result) for result in results], computed) == (
        ["broken", "broken", "True"],
        ["broken", "broken"],
    )


def test_nothing_of_a_run_is_left_for_the_next():
    program = compile_program([check("us.walkaway > 1"), check("us.walkaway > 2")])
    assert program.run(environment(us=Party(walkaway=2))) == [True, False]
    assert program.run(environment(us=Party())) == [None, None]
    assert program.run(environment(us=None)) == [None, None]


def test_fields_that_are_always_there_are_not_tested_for():
    assert compile_program([check("us.name == 'Acme'")]).run(environment(us=Party())) == [True]


def test_an_environment_must_hold_every_name():
    with pytest.raises(KeyError, match="zero"):
        compile_program([check("zero > 1")]).run({})


def test_no_checks_give_no_results():
    assert compile_program([]).run({}) == []


def test_not_applicable_is_one_object_with_a_name():
    assert repr(NOT_APPLICABLE) == "NOT_APPLICABLE"
    assert pickle.loads(pickle.dumps(NOT_APPLICABLE)) is NOT_APPLICABLE
