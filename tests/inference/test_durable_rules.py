"""durable-rules is only used in the way known to be safe: all that crosses its border is read here."""

import gc
import json
import random
import re
import sys
from collections import Counter
from itertools import pairwise

import pytest

from engine.errors import NegotiaError
from engine.inference import DEAL, Clause, Ref, compile_inference
from engine.inference.durable_rules import installed_version

durable_rules_engine = pytest.importorskip(
    "durable_rules_engine", reason="durable-rules cannot be installed on Python 3.13 or later, nor on Windows"
)

CALLS = (
    "create_ruleset",
    "assert_facts",
    "start_action_for_state",
    "complete_and_start_action",
    "delete_state",
    "delete_ruleset",
)


class Border:
    """Every call of the C extension with its result, in order."""

    def __init__(self, monkeypatch):
        self.calls = []
        for name in dir(durable_rules_engine):
            function = getattr(durable_rules_engine, name)
            if not name.startswith("_") and name != "error":
                monkeypatch.setattr(durable_rules_engine, name, self.recorder(name, function))

    def recorder(self, name, function):
        def call(*arguments):
            result = function(*arguments)
            self.calls.append((name, arguments, result))
            return result

        return call

    def of(self, name):
        return [(arguments, result) for called, arguments, result in self.calls if called == name]


@pytest.fixture
def border(monkeypatch):
    return Border(monkeypatch)


def wide_program():
    """Long bodies, many rules, several strata, both kinds of subject and every scope."""
    names = [f"signal-{i}" for i in range(20)]
    clauses = [Clause(f"S{name}", concludes=name, scoped=True) for name in names]
    for i in range(60):
        givens = tuple(
            Ref(name, ("same", "any", "deal")[(i + n) % 3]) for n, name in enumerate(names[: i % 20])
        )
        unlesses = tuple(Ref(name, "any") for name in names[i % 20 : i % 20 + 3])
        clauses.append(Clause(f"D{i}", givens, unlesses, f"diagnosis-{i % 7}", scoped=i % 2 == 0))
    clauses.append(Clause("T", tuple(Ref(f"diagnosis-{i}", "any") for i in range(7)), (), "tactic"))
    return clauses


def conditions(rng, clauses):
    return {
        subject: {
            clause.key: rng.choice((True, True, None, False))
            for clause in clauses
            if clause.scoped == (subject != DEAL)
        }
        for subject in (DEAL, "issues[price]", "issues[term]")
    }


def run_widely(times=5):
    rng = random.Random(7)
    clauses = wide_program()
    durable, builtin = compile_inference(clauses, "durable-rules"), compile_inference(clauses, "built-in")
    for _ in range(times):
        given = conditions(rng, clauses)
        assert list(durable.run(given).conclusions()) == list(builtin.run(given).conclusions())


def test_rules_are_short_conjunctions_of_constant_tests(border):
    run_widely(times=1)
    definitions = [json.loads(arguments[1]) for arguments, _ in border.of("create_ruleset")]
    assert len(definitions) > 3
    for definition in definitions:
        assert len(definition) <= 64
        constants = set()
        for rule in definition.values():
            assert list(rule) == ["all"]
            assert 1 <= len(rule["all"]) <= 16
            for test in rule["all"]:
                ((alias, pattern),) = test.items()
                assert re.fullmatch(r"m\d+", alias)
                assert list(pattern) == ["fact"]
                assert re.fullmatch(r"\d{3}", pattern["fact"])
                constants.add(pattern["fact"])
            assert len({pattern["fact"] for test in rule["all"] for pattern in test.values()}) == len(
                rule["all"]
            )
        assert len(constants) < 500


def test_only_the_known_calls_are_made(border):
    run_widely()
    assert {name for name, _, _ in border.calls} <= set(CALLS)


def test_facts_are_flat_and_never_repeated_in_a_session(border):
    run_widely()
    told = Counter()
    for (handle, message), _ in border.of("assert_facts"):
        for fact in json.loads(message):
            assert set(fact) == {"fact", "id", "sid"}
            assert fact["fact"] == fact["id"]
            told[handle, fact["sid"], fact["id"]] += 1
    assert set(told.values()) == {1}


def test_every_session_fires_a_rule_and_is_deleted_once(border):
    run_widely()
    opened = {(handle, json.loads(message)[0]["sid"]) for (handle, message), _ in border.of("assert_facts")}
    deleted = Counter(arguments for arguments, _ in border.of("delete_state"))
    assert opened == set(deleted)
    assert set(deleted.values()) == {1}
    seen = set()
    for (name, arguments, _), (following, _, match) in pairwise(border.calls):
        if (
            name == "assert_facts"
            and (session := (arguments[0], json.loads(arguments[1])[0]["sid"])) not in seen
        ):
            seen.add(session)
            assert following == "start_action_for_state"
            assert match is not None


def test_a_dropped_program_frees_its_networks(border):
    run_widely(times=1)
    gc.collect()
    made = {result for _, result in border.of("create_ruleset")}
    assert {arguments[0] for arguments, _ in border.of("delete_ruleset")} == made


def test_a_refused_session_is_an_error_and_leaves_nothing_open(monkeypatch):
    inference = compile_inference(
        [Clause("A", (Ref("b"),), (), "a"), Clause("B", concludes="b")], "durable-rules"
    )
    everything = {DEAL: {"A": True, "B": True}}
    with monkeypatch.context() as broken:
        broken.setattr(durable_rules_engine, "assert_facts", lambda *_: (2, 0))
        with pytest.raises(RuntimeError, match="did not take the facts"):
            inference.run(everything)
    assert inference.run(everything).conclusion(DEAL, "a") is True


def test_name_says_which_engine_ran():
    chained = [Clause("A", (Ref("b"),), (), "a")]
    assert compile_inference(chained).name == f"durable-rules {installed_version()}"
    assert compile_inference(chained, "durable-rules").name == f"durable-rules {installed_version()}"
    assert compile_inference(chained, "built-in").name == "built-in"


def test_clauses_that_do_not_chain_need_no_engine(border):
    inference = compile_inference([Clause("A", concludes="a")], "durable-rules")
    assert inference.run({DEAL: {"A": None}}).conclusion(DEAL, "a") is None
    assert inference.name == "built-in"
    assert border.calls == []


def test_where_durable_rules_is_missing_the_fixpoint_takes_over(monkeypatch):
    installed_version.cache_clear()
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    chained = [Clause("A", (Ref("b"),), (), "a"), Clause("B", concludes="b")]
    inference = compile_inference(chained)
    assert inference.name == "built-in"
    assert inference.run({DEAL: {"A": True, "B": True}}).conclusion(DEAL, "a") is True
    with pytest.raises(NegotiaError, match=r"durable-rules is not installed: .* choose the built-in engine"):
        compile_inference(chained, "durable-rules")
