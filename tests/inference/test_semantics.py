"""What a conclusion is worth, on both engines."""

import pytest

from engine.inference import DEAL, Clause, Concluded, Ref, compile_inference

TRUTH = (True, None, False)


def rule(key, *, given="", unless="", concludes=None, scoped=False):
    return Clause(key, refs(given), refs(unless), concludes, scoped)


def refs(names):
    return tuple(
        Ref(name.partition(".")[2], name.partition(".")[0]) if "." in name else Ref(name)
        for name in names.split()
    )


def conclude(engine, clauses, conditions):
    return compile_inference(clauses, engine).run(conditions)


GIVEN = {
    (True, True): True,
    (True, None): None,
    (True, False): False,
    (None, True): None,
    (None, None): None,
    (None, False): False,
    (False, True): False,
    (False, None): False,
    (False, False): False,
}


@pytest.mark.parametrize(("condition", "signal"), GIVEN)
def test_given_is_kleenes_and(engine, condition, signal):
    clauses = [rule("S", concludes="signal"), rule("D", given="signal", concludes="diagnosis")]
    closure = conclude(engine, clauses, {DEAL: {"S": signal, "D": condition}})
    assert closure.conclusion(DEAL, "signal") is signal
    assert closure.clause(DEAL, "D") is GIVEN[condition, signal]
    assert closure.conclusion(DEAL, "diagnosis") is GIVEN[condition, signal]


@pytest.mark.parametrize(("condition", "signal"), GIVEN)
def test_unless_is_kleenes_and_not(engine, condition, signal):
    opposite = None if signal is None else not signal
    clauses = [rule("S", concludes="signal"), rule("D", unless="signal", concludes="diagnosis")]
    closure = conclude(engine, clauses, {DEAL: {"S": signal, "D": condition}})
    assert closure.conclusion(DEAL, "diagnosis") is GIVEN[condition, opposite]


@pytest.mark.parametrize("first", TRUTH)
@pytest.mark.parametrize("second", TRUTH)
def test_several_clauses_for_one_conclusion_are_kleenes_or(engine, first, second):
    clauses = [
        rule("S", concludes="signal"),
        rule("A", given="signal", concludes="gap"),
        rule("B", concludes="gap"),
    ]
    closure = conclude(engine, clauses, {DEAL: {"S": True, "A": first, "B": second}})
    expected = True if True in (first, second) else None if None in (first, second) else False
    assert closure.conclusion(DEAL, "gap") is expected


DEADLOCK = [
    rule("STALLED", concludes="stalled"),
    rule("GAP", concludes="gap"),
    rule("TRUST", concludes="broken-trust"),
    rule("DEADLOCK", given="stalled gap", unless="broken-trust", concludes="price-deadlock"),
    rule("REFRAME", given="price-deadlock", concludes="reframe"),
    rule("WALK-AWAY", given="stalled", unless="reframe"),
]


@pytest.mark.parametrize(
    ("stalled", "gap", "trust", "deadlock", "walk_away"),
    [
        (True, True, False, True, False),
        (True, True, True, False, True),
        (True, True, None, None, None),
        (True, None, False, None, None),
        (True, None, True, False, True),
        (False, True, False, False, False),
        (None, True, False, None, None),
        (None, True, True, False, None),
    ],
)
def test_unknown_is_inherited_along_a_chain(engine, stalled, gap, trust, deadlock, walk_away):
    conditions = {"STALLED": stalled, "GAP": gap, "TRUST": trust}
    conditions |= dict.fromkeys(("DEADLOCK", "REFRAME", "WALK-AWAY"), True)
    closure = conclude(engine, DEADLOCK, {DEAL: conditions})
    assert closure.conclusion(DEAL, "price-deadlock") is deadlock
    assert closure.conclusion(DEAL, "reframe") is deadlock
    assert closure.clause(DEAL, "WALK-AWAY") is walk_away


def test_strata_count_strict_steps():
    closure = compile_inference(DEADLOCK).run({})
    strata = {
        name: closure.stratum(name) for name in ("stalled", "broken-trust", "price-deadlock", "reframe")
    }
    assert strata == {"stalled": 0, "broken-trust": 0, "price-deadlock": 1, "reframe": 1}


SCOPES = [
    rule("ISSUE-GAP", concludes="gap", scoped=True),
    rule("DEAL-GAP", concludes="gap"),
    rule("SAME", given="gap", scoped=True),
    rule("DEAL", given="deal.gap", scoped=True),
    rule("ANY", given="any.gap", scoped=True),
    rule("NOT-SAME", unless="gap", scoped=True),
    rule("NOT-DEAL", unless="deal.gap", scoped=True),
    rule("NOT-ANY", unless="any.gap", scoped=True),
]


@pytest.mark.parametrize(
    ("price", "term", "deal", "expected"),
    [
        (True, False, False, (True, False, True, False, True, False)),
        (False, True, False, (False, False, True, True, True, False)),
        (False, False, True, (False, True, True, True, False, False)),
        (False, False, False, (False, False, False, True, True, True)),
        (None, False, False, (None, False, None, None, True, None)),
        (None, True, False, (None, False, True, None, True, False)),
        (False, None, False, (False, False, None, True, True, None)),
        (False, False, None, (False, None, None, True, None, None)),
    ],
)
def test_scopes_of_a_reference(engine, price, term, deal, expected):
    asking = dict.fromkeys(("SAME", "DEAL", "ANY", "NOT-SAME", "NOT-DEAL", "NOT-ANY"), True)
    conditions = {
        DEAL: {"DEAL-GAP": deal},
        "issues[price]": {"ISSUE-GAP": price} | asking,
        "issues[term]": {"ISSUE-GAP": term},
    }
    closure = conclude(engine, SCOPES, conditions)
    assert tuple(closure.clause("issues[price]", key) for key in asking) == expected
    for key, ref in (("SAME", Ref("gap")), ("DEAL", Ref("gap", "deal")), ("ANY", Ref("gap", "any"))):
        assert closure.reference("issues[price]", ref) is closure.clause("issues[price]", key)


def test_a_rule_about_the_whole_deal_reads_its_own_conclusions_as_same_or_deal(engine):
    clauses = [
        rule("SIGNAL", concludes="gap"),
        rule("SAME", given="gap", concludes="a"),
        rule("DEAL", given="deal.gap", concludes="b"),
        rule("NOT-ANY", unless="any.gap"),
    ]
    closure = conclude(engine, clauses, {DEAL: {"SIGNAL": None, "SAME": True, "DEAL": True, "NOT-ANY": True}})
    assert [closure.clause(DEAL, key) for key in ("SAME", "DEAL", "NOT-ANY")] == [None, None, None]
    assert closure.stratum("a") == closure.stratum("b") == 1


def test_whole_deal_collects_from_subjects_and_hands_back(engine):
    clauses = [
        rule("GAP", concludes="gap", scoped=True),
        rule("DEADLOCK", given="any.gap", concludes="deadlock"),
        rule("REFRAME", given="gap deal.deadlock", concludes="reframe", scoped=True),
    ]
    conditions = {
        "term": {"GAP": False, "REFRAME": True},
        "price": {"GAP": True, "REFRAME": True},
        DEAL: {"DEADLOCK": True},
    }
    closure = conclude(engine, clauses, conditions)
    assert closure.subjects == (DEAL, "term", "price")
    assert list(closure.conclusions()) == [
        Concluded(DEAL, "deadlock", True),
        Concluded("price", "gap", True),
        Concluded("price", "reframe", True),
    ]
    assert [closure.stratum(name) for name in ("gap", "deadlock", "reframe")] == [0, 1, 2]


@pytest.mark.parametrize("spark", TRUTH)
def test_a_circle_of_givens_needs_support_from_outside(engine, spark):
    clauses = [
        rule("A", given="b", concludes="a"),
        rule("B", given="a", concludes="b"),
        rule("SPARK", concludes="a"),
        rule("QUIET", unless="b", concludes="quiet"),
    ]
    closure = conclude(engine, clauses, {DEAL: {"A": True, "B": True, "SPARK": spark, "QUIET": True}})
    assert closure.conclusion(DEAL, "a") is spark
    assert closure.conclusion(DEAL, "b") is spark
    assert closure.conclusion(DEAL, "quiet") is (None if spark is None else not spark)


def test_a_reference_to_something_that_no_clause_concludes_is_false(engine):
    clauses = [rule("A", given="nobody", concludes="a"), rule("B", unless="any.nobody", concludes="b")]
    closure = conclude(engine, clauses, {DEAL: {"A": True, "B": True}})
    assert (closure.conclusion(DEAL, "a"), closure.conclusion(DEAL, "b")) == (False, True)
    assert closure.support(DEAL, "nobody") == ()


def test_support_names_the_rules_that_carry_the_value(engine):
    clauses = [
        rule("S", concludes="signal"),
        rule("A", given="signal", concludes="gap"),
        rule("B", concludes="gap"),
        rule("C", concludes="gap"),
    ]
    everything = {"S": True, "A": True, "B": None, "C": True}
    inference = compile_inference(clauses, engine)
    assert inference.run({DEAL: everything}).support(DEAL, "gap") == ("A", "C")
    assert inference.run({DEAL: everything | {"S": None, "C": False}}).support(DEAL, "gap") == ("A", "B")
    assert inference.run({DEAL: {"S": True}}).support(DEAL, "gap") == ()


def test_absent_clauses_and_subjects_are_false_unknown_names_are_errors(engine):
    inference = compile_inference(SCOPES, engine)
    closure = inference.run({})
    assert closure.subjects == (DEAL,)
    assert list(closure.conclusions()) == []
    assert closure.conclusion("issues[price]", "gap") is False
    assert closure.clause("issues[price]", "SAME") is False
    with pytest.raises(KeyError):
        closure.conclusion(DEAL, "gpa")
    with pytest.raises(KeyError):
        closure.clause(DEAL, "SMAE")


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({DEAL: {"GPA": True}}, "no clause 'GPA' is evaluated for the whole deal"),
        ({DEAL: {"SAME": False}}, "no clause 'SAME' is evaluated for the whole deal"),
        ({"issues[price]": {"DEAL-GAP": None}}, r"no clause 'DEAL-GAP' is evaluated for issues\[price\]"),
    ],
)
def test_conditions_of_a_clause_in_the_wrong_place_are_rejected(conditions, message):
    with pytest.raises(ValueError, match=message):
        compile_inference(SCOPES, "built-in").run(conditions)


def test_many_givens_and_many_rules(engine):
    names = [f"c{i}" for i in range(40)]
    clauses = [rule(f"S{name}", concludes=name) for name in names]
    clauses += [rule(f"ALL{i}", given=" ".join(names), concludes=f"all{i}") for i in range(70)]
    clauses += [rule("NONE", unless=" ".join(names))]
    everything = {clause.key: True for clause in clauses}
    inference = compile_inference(clauses, engine)
    closure = inference.run({DEAL: everything})
    assert closure.clause(DEAL, "NONE") is False
    assert {closure.conclusion(DEAL, f"all{i}") for i in range(70)} == {True}
    closure = inference.run({DEAL: everything | {"Sc39": None}})
    assert {closure.conclusion(DEAL, f"all{i}") for i in range(70)} == {None}
    closure = inference.run({DEAL: {f"ALL{i}": True for i in range(70)} | {"NONE": True}})
    assert closure.clause(DEAL, "NONE") is True
    assert {closure.conclusion(DEAL, f"all{i}") for i in range(70)} == {False}
