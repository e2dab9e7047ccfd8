"""The order of conclusions, and programs that have none."""

import pytest

from engine.errors import NegotiaError
from engine.inference import Clause, CycleError, Ref, compile_inference


def clause(key, concludes, *, given=(), unless=(), scoped=False):
    return Clause(key, tuple(given), tuple(unless), concludes, scoped)


CIRCLES = {
    "unless on itself": (
        [clause("R1", "gap", unless=[Ref("gap")])],
        ("gap", "gap"),
        ("R1",),
        ("R1",),
    ),
    "two conclusions, one unless": (
        [
            clause("IMP-1", "price-deadlock", given=[Ref("broken-trust")]),
            clause("IMP-2", "broken-trust", unless=[Ref("price-deadlock")]),
        ],
        ("price-deadlock", "broken-trust", "price-deadlock"),
        ("IMP-2", "IMP-1"),
        ("IMP-2",),
    ),
    "both strict": (
        [clause("A", "a", unless=[Ref("b")]), clause("B", "b", unless=[Ref("a")])],
        ("b", "a", "b"),
        ("A", "B"),
        ("A", "B"),
    ),
    "over the border of a subject": (
        [
            clause("A", "a", given=[Ref("b", "deal")], scoped=True),
            clause("B", "b", given=[Ref("a", "any")]),
        ],
        ("b", "a", "b"),
        ("A", "B"),
        ("A", "B"),
    ),
    "the shortest way back, past rules that lie on no circle": (
        [
            clause("X", "x", given=[Ref("start")], unless=[Ref("other")]),
            clause("A", "a", unless=[Ref("c")]),
            clause("B1", "b1", given=[Ref("a")]),
            clause("B2", "b2", given=[Ref("b1")]),
            clause("C1", "c", given=[Ref("b2")]),
            clause("C2", "c", given=[Ref("b1")]),
        ],
        ("c", "a", "b1", "c"),
        ("A", "B1", "C2"),
        ("A",),
    ),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_with_a_strict_step_is_named(name):
    clauses, conclusions, keys, strict = CIRCLES[name]
    with pytest.raises(CycleError) as caught:
        compile_inference(clauses)
    assert isinstance(caught.value, NegotiaError)
    assert caught.value.conclusions == conclusions
    assert caught.value.clauses == keys
    assert caught.value.strict == strict


def test_the_message_names_the_circle_the_rules_and_the_strict_step():
    with pytest.raises(CycleError) as caught:
        compile_inference(CIRCLES["two conclusions, one unless"][0])
    assert str(caught.value) == (
        "conclusions go round in a circle: price-deadlock -> broken-trust -> price-deadlock "
        "(by IMP-2, IMP-1); "
        "rule IMP-2 (unless: price-deadlock) can only be decided once the conclusion it names is settled: "
        "take one of these steps out"
    )


@pytest.mark.parametrize(
    ("clauses", "strata"),
    [
        ([clause("A", "a")], {"a": 0}),
        ([clause("A", "a", given=[Ref("b")])], {"b": 0, "a": 1}),
        ([clause("A", "a", given=[Ref("b")]), clause("B", "b", given=[Ref("a")])], {"a": 1, "b": 1}),
        ([clause("A", "a", given=[Ref("a")])], {"a": 1}),
        ([clause("A", "a", given=[Ref("b")]), clause("B", "b", unless=[Ref("c")])], {"a": 1, "b": 1, "c": 0}),
        (
            [clause("A", "a", unless=[Ref("b")]), clause("B", "b", unless=[Ref("c")])],
            {"a": 2, "b": 1, "c": 0},
        ),
        ([clause("A", "a", given=[Ref("b", "any")]), clause("B", "b", given=[Ref("c")])], {"a": 2, "b": 1}),
        ([clause("A", "a", given=[Ref("a", "deal")])], {"a": 1}),
    ],
)
def test_strata(clauses, strata):
    closure = compile_inference(clauses, "built-in").run({})
    assert {name: closure.stratum(name) for name in strata} == strata


def test_a_long_chain_written_backwards_is_put_in_order():
    clauses = [clause(f"R{i}", f"c{i}", unless=[Ref(f"c{i + 1}")]) for i in range(60)]
    closure = compile_inference(clauses, "built-in").run({"": {item.key: True for item in clauses}})
    assert closure.stratum("c0") == 60
    assert [closure.conclusion("", f"c{i}") for i in (59, 58, 57, 0)] == [True, False, True, False]


def test_two_clauses_with_one_key_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="share a key"):
        compile_inference([clause("A", "a"), clause("A", "b")])
