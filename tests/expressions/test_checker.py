"""What the checker finds wrong with a condition, with the exact place and words."""

from __future__ import annotations

import pytest

from engine.expressions import ExpressionError, read_condition
from tests.expressions.world import VOCABULARY

WRONG = [
    ("sided('uss')", [("option", "'uss'", "'uss' is not one of the options (did you mean 'us'?)")]),
    ("sided(note)", [("arguments", "note", "'sided' takes a choice here, not text (write sided(side))")]),
    ("zeroo[0] == 1", [("unknown-name", "zeroo", "unknown name 'zeroo' (did you mean 'zero'?)")]),
    ("note", [("type", "note", "this is text, not a condition (write stated(note), or compare it)")]),
    ("zero", [("type", "zero", "this is a number, not a condition (write stated(zero), or compare it)")]),
    ("1", [("type", "1", "this is a number, not a condition (compare it)")]),
    ("us", [("type", "us", "this is a Party, not a condition (write stated(us), or compare it)")]),
    (
        "offers",
        [
            (
                "type",
                "offers",
                "this is a list of Offer, not a condition (write stated(offers), or compare it)",
            )
        ],
    ),
    ("stat(note)", [("unknown-function", "stat(note)", "unknown function 'stat' (did you mean 'stated'?)")]),
    ("us.nam == 'x'", [("unknown-field", "nam", "'us' has no field 'nam' (did you mean 'name'?)")]),
    (
        "us.partner.partnr.name == 'a'",
        [("unknown-field", "partnr", "'us.partner' has no field 'partnr' (did you mean 'partner'?)")],
    ),
    ("uss.name == 'a'", [("unknown-name", "uss", "unknown name 'uss' (did you mean 'us'?)")]),
    ("params.shar > 1", [("unknown-name", "shar", "'params' has no value 'shar' (did you mean 'share'?)")]),
    ("params > 1", [("type", "params", "'params' is a group of values (write params.share)")]),
    ("true", [("unknown-name", "true", "unknown name 'true' (write True)")]),
    ("null == 1", [("unknown-name", "null", "unknown name 'null' (write missing(x) or stated(x))")]),
    ("stated", [("type", "stated", "'stated' is a function (write stated(x))")]),
    (
        "anything2(1)",
        [("unknown-function", "anything2(1)", "unknown function 'anything2' (did you mean 'anything'?)")],
    ),
    ("note.length > 1", [("type", "note.length", "'note' is text and has no fields")]),
    (
        "offers.price > 1",
        [
            (
                "type",
                "offers.price",
                "'offers' is a list and has no field 'price' (use any(x.price ... "
                "for x in offers), or first(...).price)",
            )
        ],
    ),
    ("us.walkaway.x > 1", [("type", "us.walkaway.x", "'us.walkaway' is a number and has no fields")]),
    (
        "offers[0].terms.price > 1",
        [
            (
                "type",
                "offers[0].terms.price",
                "'offers[0].terms' is a map and has no field 'price' (write offers[0].terms[\"price\"])",
            )
        ],
    ),
    ("ready.x", [("type", "ready.x", "'ready' is true or false and has no fields")]),
    ("offers['a']", [("type", "'a'", "a list is read at a whole number (write list[0] or list[-1])")]),
    ("offers[zero].sent", [("type", "zero", "a list is read at a whole number (write list[0] or list[-1])")]),
    ("offers[0].terms[0] > 1", [("type", "0", 'a map is read by text (write map["key"])')]),
    ("note[0] == 'a'", [("type", "note[0]", "'note' is text, not a list or map")]),
    (
        "note > 1",
        [("type", "note > 1", "text cannot be compared with a number (write numbers without quotes)")],
    ),
    (
        "note == 1",
        [("type", "note == 1", "text cannot be compared with a number (write numbers without quotes)")],
    ),
    (
        "'1' == zero",
        [("type", "'1' == zero", "text cannot be compared with a number (write numbers without quotes)")],
    ),
    (
        "today == '2026-03-01'",
        [
            (
                "type",
                "today == '2026-03-01'",
                'a date cannot be compared with text (write a date as date("2026-03-01"))',
            )
        ],
    ),
    (
        "today == now",
        [
            (
                "type",
                "today == now",
                "a date cannot be compared with a date with time (days_between(a, b) takes both)",
            )
        ],
    ),
    (
        "now > today",
        [
            (
                "type",
                "now > today",
                "a date with time cannot be compared with a date (days_between(a, b) takes both)",
            )
        ],
    ),
    ("ready == 1", [("type", "ready == 1", "true or false cannot be compared with a number")]),
    (
        "ready < ready",
        [("type", "ready < ready", "true or false has no order, so '<' cannot compare it (use == or !=)")],
    ),
    ("note < 'a'", [("type", "note < 'a'", "text has no order, so '<' cannot compare it (use == or !=)")]),
    (
        "us == them",
        [("type", "us == them", "a Party cannot be compared as a whole (compare one of its fields)")],
    ),
    (
        "offers == offers",
        [
            (
                "type",
                "offers == offers",
                "a list or map cannot be compared as a whole (use any(... for x in list) or count(list))",
            )
        ],
    ),
    (
        "offers[0].terms == 1",
        [
            (
                "type",
                "offers[0].terms == 1",
                "a list or map cannot be compared as a whole (use any(... for x in list) or count(list))",
            )
        ],
    ),
    (
        "us.role == 'sellr'",
        [("option", "'sellr'", "'sellr' is not one of the options (did you mean 'seller'?)")],
    ),
    (
        "us.role == offers[0].by",
        [("type", "us.role == offers[0].by", "these choices have no option in common")],
    ),
    (
        "us.role in ['seller', 'byer']",
        [("option", "['seller', 'byer']", "'byer' is not one of the options (did you mean 'buyer'?)")],
    ),
    (
        "offers[0].by in ['us', 'thm', 'x']",
        [
            ("option", "['us', 'thm', 'x']", "'thm' is not one of the options (did you mean 'them'?)"),
            ("option", "['us', 'thm', 'x']", "'x' is not one of the options (known: them, us)"),
        ],
    ),
    (
        "'thm' == offers[0].by",
        [("option", "'thm'", "'thm' is not one of the options (did you mean 'them'?)")],
    ),
    (
        "offers[0].term > offers[1].term",
        [
            (
                "type",
                "offers[0].term > offers[1].term",
                "a Term cannot be compared by an operator (use better(...), stated(...) or missing(...))",
            )
        ],
    ),
    (
        "offers[0].term + 1 > 2",
        [
            (
                "type",
                "offers[0].term + 1",
                "'+' takes numbers, not a Term (use better(...), stated(...) or missing(...))",
            )
        ],
    ),
    (
        "offers[0].term.worth > 1",
        [
            (
                "type",
                "offers[0].term.worth",
                "'offers[0].term' is a Term and has no fields (use better(...), stated(...) or missing(...))",
            )
        ],
    ),
    (
        "offers[0].term in words",
        [
            (
                "type",
                "offers[0].term in words",
                "a Term cannot be compared by an operator (use better(...), stated(...) or missing(...))",
            )
        ],
    ),
    ("zero in words", [("type", "zero in words", "a number cannot be in a list of text")]),
    (
        "offers in words",
        [
            (
                "type",
                "offers in words",
                "a list or map cannot be compared as a whole (use any(... for x in list) or count(list))",
            )
        ],
    ),
    ("us in note", [("type", "us in note", "a Party cannot be in text")]),
    ("zero in note", [("type", "zero in note", "a number cannot be in text")]),
    (
        "'a' in offers[0].terms",
        [("type", "'a' in offers[0].terms", "'in' does not look into a map (write stated(map[\"key\"]))")],
    ),
    ("'a' in zero", [("type", "'a' in zero", "'in' needs a list or text, not a number")]),
    (
        "note + note == 'a'",
        [
            (
                "type",
                "note + note",
                "'+' takes numbers, not text (texts are put together in a message: {{ a }} {{ b }})",
            )
        ],
    ),
    (
        "today - today > 1",
        [("type", "today - today", "'-' takes numbers, not a date (use days_between(a, b))")],
    ),
    (
        "ready + 1 > 1",
        [
            (
                "type",
                "ready + 1",
                "'+' takes numbers, not true or false (use count(... for x in list) to count what is true)",
            )
        ],
    ),
    ("us * 1 > 1", [("type", "us * 1", "'*' takes numbers, not a Party")]),
    ("-note == 1", [("type", "-note", "'-' takes a number, not text")]),
    ("1 / 0 > 1", [("type", "1 / 0", "this divides by zero")]),
    ("zero % 0.0 > 1", [("type", "zero % 0.0", "this divides by zero")]),
    ("not note", [("type", "note", "this is text, not a condition (write stated(note), or compare it)")]),
    (
        "note and ready",
        [("type", "note", "this is text, not a condition (write stated(note), or compare it)")],
    ),
    ("ready or us", [("type", "us", "this is a Party, not a condition (write stated(us), or compare it)")]),
    (
        "zero if note else zero",
        [
            (
                "type",
                "zero if note else zero",
                "this is a number, not a condition (write stated(zero if note else zero), or compare it)",
            ),
            ("type", "note", "this is text, not a condition (write stated(note), or compare it)"),
        ],
    ),
    (
        "(zero if ready else note) == 1",
        [
            (
                "type",
                "zero if ready else note",
                "both sides of if ... else have one type, not a number and text",
            )
        ],
    ),
    (
        "ready if ready else offers",
        [
            (
                "type",
                "ready if ready else offers",
                "both sides of if ... else have one type, not true or false and a list of Offer",
            )
        ],
    ),
    ("['a', 1] == 1", [("type", "['a', 1]", "a list holds values of one type")]),
    ("[] == 1", [("type", "[]", "an empty list says nothing (use missing(list))")]),
    ("[zero] == 1", [("type", "[zero]", "a list holds literal values only (write x == a or x == b)")]),
    ("note in [note]", [("type", "[note]", "a list holds literal values only (write x == a or x == b)")]),
    ("zero in [1, [2]]", [("type", "[1, [2]]", "a list holds literal values only (write x == a or x == b)")]),
    (
        "date('2026-13-01') > today",
        [("arguments", "date('2026-13-01')", '"2026-13-01" is not a date (write date("2026-03-01"))')],
    ),
    (
        "date('20260301') > today",
        [("arguments", "date('20260301')", '"20260301" is not a date (write date("2026-03-01"))')],
    ),
    (
        "date(note) > today",
        [("arguments", "date(note)", "'date' takes one date in quotes (write date(\"2026-03-01\"))")],
    ),
    (
        "date() > today",
        [("arguments", "date()", "'date' takes one date in quotes (write date(\"2026-03-01\"))")],
    ),
    (
        "round() > 1",
        [("arguments", "round()", "'round' takes other arguments than these 0 (write round(x, [places]))")],
    ),
    (
        "round(1, 2, 3) > 1",
        [
            (
                "arguments",
                "round(1, 2, 3)",
                "'round' takes other arguments than these 3 (write round(x, [places]))",
            )
        ],
    ),
    (
        "round(note) > 1",
        [("arguments", "note", "'round' takes a number here, not text (write round(x, [places]))")],
    ),
    (
        "lower(zero) == 'a'",
        [("arguments", "zero", "'lower' takes text here, not a number (write lower(text))")],
    ),
    ("fuzzy(1, note)", [("arguments", "note", "'fuzzy' takes a number here, not text (write fuzzy(a, b))")]),
    (
        "better(1, 2)",
        [
            ("arguments", "1", "'better' takes a Term here, not a number (write better(a, b))"),
            ("arguments", "2", "'better' takes a Term here, not a number (write better(a, b))"),
        ],
    ),
    (
        "unstated('a') == 'a'",
        [
            (
                "arguments",
                "unstated('a')",
                "'unstated' takes other arguments than these 1 (write unstated(label, value, ...))",
            )
        ],
    ),
    (
        "count(unstated('a', note, zero, note)) > 1",
        [
            (
                "arguments",
                "unstated('a', note, zero, note)",
                "'unstated': labels and values take turns: unstated(\"date\", x.at, "
                '"place", x.place) (write unstated(label, value, ...))',
            )
        ],
    ),
    (
        "count(unstated('a', note, zero)) > 1",
        [
            (
                "arguments",
                "unstated('a', note, zero)",
                "'unstated': labels and values take turns: unstated(\"date\", x.at, "
                '"place", x.place) (write unstated(label, value, ...))',
            )
        ],
    ),
    (
        "coalesce(note, zero) == 1",
        [
            (
                "arguments",
                "coalesce(note, zero)",
                "'coalesce': the values are of different types (write coalesce(value, other, ...))",
            )
        ],
    ),
    ("any(zero)", [("type", "zero", "'any' goes over a list; 'zero' is a number")]),
    (
        "any(o.price for o in offers)",
        [("type", "o.price", "this is a number, not a condition (write stated(o.price), or compare it)")],
    ),
    ("any(o.sent for o in zero)", [("type", "zero", "'any' goes over a list; 'zero' is a number")]),
    ("sum(words) > 1", [("type", "words", "'sum' takes a number, not text")]),
    ("sum(o.by for o in offers) > 1", [("type", "o.by", "'sum' takes a number, not a choice")]),
    ("min(words) > 1", [("type", "words", "'min' takes a number, a date or a date with time, not text")]),
    (
        "max(note, note) > 1",
        [
            (
                "arguments",
                "note",
                "'max' takes a number, a date or a date with time here, not text (write max(a, b, ...))",
            ),
            (
                "arguments",
                "note",
                "'max' takes a number, a date or a date with time here, not text (write max(a, b, ...))",
            ),
        ],
    ),
    (
        "max(1, today) > today",
        [("arguments", "max(1, today)", "'max': the values are of different types (write max(a, b, ...))")],
    ),
    (
        "count(o.price for o in offers) > 1",
        [("type", "o.price", "this is a number, not a condition (write stated(o.price), or compare it)")],
    ),
    (
        "count() > 1",
        [("arguments", "count()", "'count' takes other arguments than these 0 (write count(list))")],
    ),
    ("any(1, 2)", [("arguments", "any(1, 2)", "'any' goes over one list (write any(... for x in list))")]),
    (
        "any(us.sent for us in offers)",
        [
            (
                "type",
                "any(us.sent for us in offers)",
                "'us' is already a name here (choose another loop variable)",
            )
        ],
    ),
    (
        "any(o.sent for params in offers)",
        [
            (
                "type",
                "any(o.sent for params in offers)",
                "'params' is already a name here (choose another loop variable)",
            ),
            ("unknown-name", "o", "unknown name 'o'"),
        ],
    ),
    (
        "min() > 1",
        [("arguments", "min()", "'min' takes other arguments than these 0 (write min(a, b, ...))")],
    ),
    (
        "any(zero > 'a' and note for o in offer)",
        [
            ("type", "zero > 'a'", "a number cannot be compared with text (write numbers without quotes)"),
            ("type", "note", "this is text, not a condition (write stated(note), or compare it)"),
            ("unknown-name", "offer", "unknown name 'offer' (did you mean 'offers'?)"),
        ],
    ),
    (
        "len(offers) > 1",
        [("unknown-function", "len(offers)", "unknown function 'len' (did you mean 'length'?)")],
    ),
    (
        "distinct(flags) == 1",
        [
            (
                "arguments",
                "flags",
                "'distinct' takes a list of numbers, text, dates or dates with time "
                "here, not a list of true or false (write distinct(list))",
            )
        ],
    ),
    ("first(note) == 1", [("arguments", "note", "'first' takes a list here, not text (write first(list))")]),
]


@pytest.mark.parametrize(("source", "problems"), WRONG)
def test_mistake(source, problems):
    """Each problem is its code, the part of the source it points to, and the message with the way out."""
    with pytest.raises(ExpressionError) as caught:
        read_condition(source, VOCABULARY)
    found = [(p.code, source[p.offset : p.offset + p.length], str(p)) for p in caught.value.problems]
    assert found == problems
