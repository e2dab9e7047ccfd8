"""Explaining an expression: the value of every part."""

from __future__ import annotations

from engine.expressions import explain, read_expression
from tests.expressions.world import VOCABULARY, Offer, environment


def outline(trace, depth=0):
    place = f" @ {trace.place}" if trace.place else ""
    value = trace.value if not isinstance(trace.value, Offer) else "Offer"
    lines = [f"{'  ' * depth}{trace.source} = {value!r}{place}"]
    return lines + [line for child in trace.children for line in outline(child, depth + 1)]


def explained(source, **changes):
    return outline(explain(read_expression(source, VOCABULARY), environment(**changes)))


def test_every_part_that_was_evaluated_is_shown():
    assert explained("zero > params.share or us.walkaway * 2 >\n 20 and not them.public") == [
        "zero > params.share or us.walkaway * 2 > 20 and not them.public = None",
        "  zero > params.share = False",
        "    zero = 0",
        "    params.share = Decimal('0.1')",
        "  us.walkaway * 2 > 20 and not them.public = None",
        "    us.walkaway * 2 > 20 = True",
        "      us.walkaway * 2 = Decimal('21.00')",
        "        us.walkaway = Decimal('10.50')",
        "    not them.public = None",
        "      them.public = None",
    ]


def test_what_was_not_needed_is_not_shown():
    assert explained("ready or zero > 1") == ["ready or zero > 1 = True", "  ready = True"]


def test_generators_show_each_element():
    assert explained("any(o.price > 90 for o in offers if o.by == 'them')") == [
        "any(o.price > 90 for o in offers if o.by == 'them') = False",
        "  offers = " + repr(environment()["offers"]),
        "  o = 'Offer' @ offers[0]",
        "    o.by == 'them' = False",
        "      o.by = 'us'",
        "  o = 'Offer' @ offers[1]",
        "    o.by == 'them' = True",
        "      o.by = 'them'",
        "    o.price > 90 = False",
        "      o.price = Decimal('80')",
        "  o = 'Offer' @ offers[2]",
        "    o.by == 'them' = False",
        "      o.by = 'us'",
    ]


def test_an_error_is_shown_where_it_arose():
    trace = explain(read_expression("1 + brittle(13) > 2", VOCABULARY), environment())
    assert [(one.source, str(one.value)) for one in (trace, trace.children[0])] == [
        ("1 + brittle(13) > 2", "13 breaks it"),
        ("1 + brittle(13)", "13 breaks it"),
    ]


def test_a_bare_literal_is_its_own_explanation():
    assert explained("'word'") == ["'word' = 'word'"]


def test_a_path_through_a_function_shows_its_source():
    assert explained("first(words) == 'alpha'") == [
        "first(words) == 'alpha' = True",
        "  first(words) = 'alpha'",
        "    words = ['alpha', 'beta']",
    ]
