"""What an unknown condition says that it needs."""

from __future__ import annotations

import pytest

from engine.expressions import (
    Check,
    Key,
    Need,
    evaluate,
    explain_check,
    needs,
    read_condition,
    read_expression,
    read_loop,
)
from tests.expressions.world import VOCABULARY, Offer, Party, Term, environment

ROWS = [
    ("us.walkaway > 1", []),
    ("them.walkaway > 1", ["them.walkaway"]),
    ("them.partner.walkaway > 1", ["them.partner.walkaway"]),
    ("them.partner.partner.name == 'a'", ["them.partner.partner.name"]),
    ("them.walkaway > absent", ["them.walkaway", "absent"]),
    ("them.walkaway > 1 and ready", ["them.walkaway"]),
    ("them.walkaway > 1 and absent > 1 and them.walkaway > 2", ["them.walkaway", "absent"]),
    ("them.walkaway > 1 or us.walkaway < 1", ["them.walkaway"]),
    ("them.walkaway > 1 and us.walkaway < 1", []),
    ("ready if them.public else us.public", ["them.public"]),
    ("us.public if ready else them.public", ["us.public"]),
    ("them.public", ["them.public"]),
    ("-absent > 1", ["absent"]),
    ("not them.public", ["them.public"]),
    ("1 / zero > 1", ["zero: zero"]),
    ("1 / (zero * us.walkaway) > 1", ["zero: zero", "us.walkaway: zero"]),
    ("1 / (count(us.tags) - 2) > 1", ["us.tags: zero"]),
    ("1 / sum(x - x for x in numbers) > 1", ["numbers: zero"]),
    ("1 / (1 - 1) > 1", ["1 - 1: zero"]),
    ("offers[5].price > 1", ["offers[5].price"]),
    ("offers[-1].price > 1", ["offers[-1].price"]),
    ('offers[0].terms["term"] > 1', ['offers[0].terms["term"]']),
    ('offers[2].terms["term"] > 1', ['offers[2].terms["term"]']),
    ("offers[0].terms[them.role] > 1", ["them.role"]),
    ("offers[2].terms[them.role] > 1", ["offers[2].terms"]),
    ("us.partner.partner.tags[0] == 'a'", ["us.partner.partner.tags[0]"]),
    ("any(o.price > 500 for o in offers)", ["offers[2].price"]),
    ("all(o.price > 1 for o in offers if o.by == 'us')", ["offers[2].price"]),
    (
        "any(o.price > 500 and ready for o in offers if o.terms['price'] > 1)",
        ['offers[2].terms["price"]', "offers[2].price"],
    ),
    ("sum(o.price for o in offers) > 1", ["offers[2].price"]),
    ("sum(o.price for o in offers if o.on > today) > 1", ["offers[2].on"]),
    ("sum(o.price for o in us.offers) > 1", ["us.offers"]),
    ("min(x for x in numbers if x > 9) > 1", ["numbers: empty"]),
    ("count(any(n == 'x' for n in o.notes) for o in offers) > 1", ["offers[2].notes"]),
    ("first(offers).price > 500 or last(offers).price > 1", ["last(offers).price"]),
    ("any(w == 'a' for w in distinct(words))", []),
    ("first(them.tags) == 'a'", ["them.tags: empty"]),
    ("first(words_in('a', 'b')) == 'a'", ["first(words_in('a', 'b')): empty"]),
    ("first(first(offers).notes) == 'x' or lower(them.tags[0]) == 'x'", ["them.tags[0]"]),
    ("fuzzy(zero, 0)", ["zero: too close"]),
    ("fuzzy(zero + us.walkaway, zero + us.walkaway)", ["zero: too close", "us.walkaway: too close"]),
    ("fuzzy(absent, zero)", ["absent"]),
    ("better(offers[0].term, offers[2].term)", ["offers[2].term"]),
    ("coalesce(absent, them.walkaway) > 1", ["absent", "them.walkaway"]),
    ("coalesce(them.tags[0], '') == 'a'", ["them.tags[0]"]),
    ("itself(absent) > 1", ["absent"]),
    ("join(words) == 'a'", []),
    ("'x' in us.tags", []),
]


def shown(needs):
    return [need.text if need.reason == "missing" else f"{need.text}: {need.reason}" for need in needs]


@pytest.mark.parametrize(("source", "expected"), ROWS)
def test_needs(source, expected):
    outcome = evaluate(read_condition(source, VOCABULARY), environment())
    assert shown(outcome.needs) == expected
    assert (outcome.value is None) == bool(expected)


def test_a_hole_in_a_list_is_named():
    us = Party(tags=["a", None, None])
    env = environment(us=us)
    assert shown(evaluate(read_condition("'x' in us.tags", VOCABULARY), env).needs) == [
        "us.tags[1]",
        "us.tags[2]",
    ]
    assert shown(evaluate(read_condition("join(us.tags) == 'x'", VOCABULARY), env).needs) == ["us.tags"]


def test_members_of_a_list_without_a_path_are_rooted_in_its_source():
    env = environment(us=Party(tags=["a", None]))
    (need,) = evaluate(read_condition("any(t == 'x' for t in  distinct( us.tags ))", VOCABULARY), env).needs
    assert (need.root, need.trail, need.element) == ("distinct( us.tags )", (1,), None)
    offer = Offer()
    (need,) = evaluate(read_condition("first(offers).sent", VOCABULARY), environment(offers=[offer])).needs
    assert (need.root, need.trail, need.text) == ("first(offers)", ("sent",), "first(offers).sent")
    assert need.element is offer


def test_steps_tell_fields_from_keys_and_places():
    source = "offers[0].terms['sent'] > 1"
    (need,) = evaluate(read_condition(source, VOCABULARY), environment()).needs
    assert need == Need("offers", (0, "terms", Key("sent")))
    assert (
        VOCABULARY.field_at(need.root, need.trail[:2]).type
        == VOCABULARY.names["offers"].element.fields["terms"].type
    )


def test_field_at_follows_lists_and_maps_and_stops_at_what_is_not_there():
    assert VOCABULARY.field_at("offers", (3, "price")).doc == "what is asked"
    assert VOCABULARY.field_at("offers", (3, "terms", Key("price"))) == VOCABULARY.field_at(
        "offers", (3, "terms")
    )
    assert VOCABULARY.field_at("offers", (3, "nothing")) is None
    assert VOCABULARY.field_at("note", ("nothing",)) is None
    assert VOCABULARY.field_at("nothing", ("nothing",)) is None


def test_what_a_later_operand_raises_does_not_count_after_an_unknown_one():
    condition = read_condition("absent + brittle(13) > 1", VOCABULARY)
    assert shown(evaluate(condition, environment()).needs) == ["absent"]
    source = "sum(brittle(o.price) for o in offers) > 1"
    env = environment(offers=[Offer(), Offer(price=13)])
    assert shown(evaluate(read_condition(source, VOCABULARY), env).needs) == ["offers[0].price"]
    with pytest.raises(LookupError, match="13 breaks it"):
        evaluate(read_condition("brittle(13) + absent > 1", VOCABULARY), environment())
    with pytest.raises(LookupError, match="13 breaks it"):
        evaluate(read_condition(source, VOCABULARY), environment(offers=[Offer(price=13), Offer()]))


@pytest.fixture
def check():
    loop = read_loop("offer in us.offers", VOCABULARY)
    inner = VOCABULARY.with_variable(loop.variable, loop.element)
    return Check(
        "PRICE",
        read_condition("offer.price > us.walkaway", inner),
        loop,
        guard=read_condition("us.public", VOCABULARY),
        where=read_condition("offer.sent", inner),
    )


@pytest.mark.parametrize(
    ("us", "offer", "expected", "traces"),
    [
        (Party(), None, ["us.public"], ["us.public"]),
        (Party(public=False), None, [], ["us.public"]),
        (Party(public=True), None, ["us.offers"], ["us.public", "us.offers"]),
        (Party(public=True, offers=[]), None, [], ["us.public", "us.offers"]),
        (Party(public=True), Offer(), ["offer.sent"], ["us.public", "offer.sent"]),
        (Party(public=True), Offer(sent=False), [], ["us.public", "offer.sent"]),
        (
            Party(public=True),
            Offer(sent=True),
            ["offer.price", "us.walkaway"],
            ["us.public", "offer.sent", "offer.price > us.walkaway"],
        ),
        (
            Party(public=True, walkaway=1),
            Offer(sent=True, price=2),
            [],
            ["us.public", "offer.sent", "offer.price > us.walkaway"],
        ),
    ],
)
def test_needs_and_traces_of_a_check(check, us, offer, expected, traces):
    env = environment(us=us) | ({"offer": offer} if offer else {})
    assert shown(needs(check, env)) == expected
    assert [trace.source for trace in explain_check(check, env)] == traces


def test_outcome_tells_where_a_value_was_read():
    outcome = evaluate(read_expression("offers[1].term", VOCABULARY), environment())
    assert (outcome.path.text, outcome.value) == ("offers[1].term", Term(2))
    assert evaluate(read_expression("zero + 1", VOCABULARY), environment()).path is None
