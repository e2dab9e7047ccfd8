"""Every construct that the language refuses, with the exact place and words."""

from __future__ import annotations

import pytest

from engine.expressions import ExpressionError, read_condition
from tests.expressions.world import VOCABULARY

REFUSED = [
    (
        "lambda: 1",
        [("refused", "lambda: 1", "a condition cannot define a function (write the expression itself)")],
    ),
    (
        "[o for o in offers]",
        [
            (
                "refused",
                "[o for o in offers]",
                "a list cannot be built here (use any(... for x in list), all, sum, count, min or max)",
            )
        ],
    ),
    (
        "{o for o in offers}",
        [
            (
                "refused",
                "{o for o in offers}",
                "a set cannot be built here (use any(... for x in list), all, sum, count, min or max)",
            )
        ],
    ),
    (
        "{1: o for o in offers}",
        [
            (
                "refused",
                "{1: o for o in offers}",
                "a map cannot be built here (use any(... for x in list), all, sum, count, min or max)",
            )
        ],
    ),
    (
        "(o for o in offers)",
        [
            (
                "refused",
                "(o for o in offers)",
                "'for' stands only inside any, all, sum, count, min and max (write any(... for x in list))",
            )
        ],
    ),
    (
        "stated(o for o in offers)",
        [
            (
                "refused",
                "(o for o in offers)",
                "'for' stands only inside any, all, sum, count, min and max (write any(... for x in list))",
            )
        ],
    ),
    ("{1, 2}", [("refused", "{1, 2}", "a set cannot be written here (write a list: [a, b])")]),
    ("{'a': 1}", [("refused", "{'a': 1}", "a map cannot be written here (compare the values one by one)")]),
    (
        "f'{note}'",
        [
            (
                "refused",
                "f'{note}'",
                "an f-string cannot be used here (put the value into the message: {{ value }})",
            )
        ],
    ),
    (
        "stated(*offers)",
        [("refused", "*offers", "'*' before a value cannot be used here (write the values one by one)")],
    ),
    ("(x := 1)", [("refused", "x := 1", "':=' cannot be used here (write == to compare)")]),
    (
        "offers[0:1]",
        [
            (
                "refused",
                "offers[0:1]",
                "a part of a list ('a:b') cannot be taken (use one index, first(list) or last(list))",
            )
        ],
    ),
    ("await note", [("refused", "await note", "'await' cannot be used here")]),
    ("(yield note)", [("refused", "yield note", "'yield' cannot be used here")]),
    ("(yield from note)", [("refused", "yield from note", "'yield' cannot be used here")]),
    ("2 ** 3", [("refused", "2 ** 3", "'**' cannot be used here (multiply: x * x)")]),
    ("us @ them", [("refused", "us @ them", "'@' cannot be used here (multiply with *)")]),
    ("ready & ready", [("refused", "ready & ready", "'&' cannot be used here (write `and`)")]),
    (
        "ready | ready",
        [
            (
                "refused",
                "ready | ready",
                "'|' cannot be used here (write `or`; a format belongs into a text: {{ value | format }})",
            )
        ],
    ),
    ("ready ^ ready", [("refused", "ready ^ ready", "'^' cannot be used here (write a != b)")]),
    ("1 << 2", [("refused", "1 << 2", "'<<' cannot be used here (write < to compare)")]),
    ("1 >> 2", [("refused", "1 >> 2", "'>>' cannot be used here (write > to compare)")]),
    ("~zero", [("refused", "~zero", "'~' cannot be used here (write `not`)")]),
    ("+zero", [("refused", "+zero", "'+' before a value cannot be used here (leave it out)")]),
    (
        "ready is True",
        [
            (
                "refused",
                "ready is True",
                "'is' cannot be used here (write == to compare, missing(x) for what is absent)",
            )
        ],
    ),
    (
        "ready is not True",
        [
            (
                "refused",
                "ready is not True",
                "'is not' cannot be used here (write != to compare, stated(x) for what is present)",
            )
        ],
    ),
    ("us == None", [("refused", "None", "'None' cannot be used here (write missing(x) or stated(x))")]),
    (
        "note == b'a'",
        [("refused", "b'a'", "this value cannot be used here (write text, a number, True or False)")],
    ),
    (
        "zero > 1j",
        [("refused", "1j", "this value cannot be used here (write text, a number, True or False)")],
    ),
    (
        "zero == ...",
        [("refused", "...", "this value cannot be used here (write text, a number, True or False)")],
    ),
    (
        "us.__class__",
        [("refused", "us.__class__", "'__class__' cannot be used here: names do not begin with _")],
    ),
    ("_x", [("refused", "_x", "'_x' cannot be used here: names do not begin with _")]),
    ("us._name", [("refused", "us._name", "'_name' cannot be used here: names do not begin with _")]),
    ("_f(1)", [("refused", "_f(1)", "'_f' cannot be used here: names do not begin with _")]),
    ("any(_o for _o in offers)", [("refused", "_o", "'_o' cannot be used here: names do not begin with _")]),
    (
        "note.lower()",
        [
            (
                "refused",
                "note.lower()",
                "a value has no functions of its own (write lower(...) if it is listed)",
            )
        ],
    ),
    ("offers[0](1)", [("refused", "offers[0](1)", "only a function's name can stand before the bracket")]),
    (
        "round(zero, places=1)",
        [("refused", "round(zero, places=1)", "arguments have no names here (give them in order)")],
    ),
    (
        "any(x for a in offers for x in a)",
        [
            (
                "refused",
                "any(x for a in offers for x in a)",
                "only one 'for' can stand here (write any(any(... for b in a.items) for a in list))",
            )
        ],
    ),
    (
        "any(x async for x in flags)",
        [("refused", "any(x async for x in flags)", "a loop has one plain variable (write for x in list)")],
    ),
    (
        "any(a for (a, b) in offers)",
        [("refused", "any(a for (a, b) in offers)", "a loop has one plain variable (write for x in list)")],
    ),
    (
        "'a' in words in words",
        [("refused", "'a' in words in words", "'in' cannot be chained (join two comparisons with `and`)")],
    ),
    (
        "0x10 > 1",
        [("refused", "0x10", "this way of writing a number cannot be used here (write decimal digits)")],
    ),
    (
        "1e3 > 0o7",
        [("refused", "0o7", "this way of writing a number cannot be used here (write decimal digits)")],
    ),
    ("1e999999 > 1", [("limit", "1e999999", "a number has at most 40 digits")]),
    (
        "11111111111111111111111111111111111111111111111111 > 1",
        [("limit", "11111111111111111111111111111111111111111111111111", "a number has at most 40 digits")],
    ),
    ("ready # why", [("refused", "# why", "a comment cannot stand inside a condition (put it above)")]),
    ("ready = True", [("syntax", "=", "'=' does not compare (write ==)")]),
    ("ready && ready", [("syntax", "&&", "'&&' cannot be used here (write `and`)")]),
    ("ready || ready", [("syntax", "||", "'||' cannot be used here (write `or`)")]),
    ("!ready", [("syntax", "!", "'!' cannot be used here (write `not`)")]),
    ("zero <> 1", [("syntax", "<>", "'<>' cannot be used here (write !=)")]),
    ("zero ? 1", [("syntax", "?", "'?' cannot be used here (write a if test else b)")]),
    ("$zero > 1", [("syntax", "$", "'$' cannot be used here (write the name alone)")]),
    ("(ready", [("syntax", "(", "this bracket is never closed")]),
    ("ready)", [("syntax", ")", "this bracket has no partner")]),
    ("[1, 2) == 1", [("syntax", ")", "this bracket has no partner")]),
    ("note == 'a", [("syntax", "'", "this quotation mark is never closed")]),
    ("ready and", [("syntax", "d", "this cannot be read as a condition (the end is missing)")]),
    ("us.from == 1", [("syntax", "from", "'from' is a word of the language (write from_)")]),
    ("   ", [("syntax", "   ", "the expression is empty")]),
    ("a b", [("syntax", "b", "this cannot be read as a condition")]),
    ("ready; ready", [("syntax", ";", "this cannot be read as a condition")]),
    (
        "any(any(any(any(any(ready for a in offers) for a in offers) for a in "
        "offers) for a in offers) for a in offers)",
        [
            (
                "limit",
                "any(ready for a in offers)",
                "at most 4 loops can stand inside each other (split the rule)",
            )
        ],
    ),
    (
        "é == 'é' and 'é' is note",
        [
            (
                "refused",
                "'é' is note",
                "'is' cannot be used here (write == to compare, missing(x) for what is absent)",
            )
        ],
    ),
    (
        "  \n ready is\n True",
        [
            (
                "refused",
                "ready is\n True",
                "'is' cannot be used here (write == to compare, missing(x) for what is absent)",
            )
        ],
    ),
]


@pytest.mark.parametrize(("source", "problems"), REFUSED)
def test_refused_construct(source, problems):
    """Each problem is its code, the part of the source it points to, and the message with the way out."""
    with pytest.raises(ExpressionError) as caught:
        read_condition(source, VOCABULARY)
    found = [(p.code, source[p.offset : p.offset + p.length], str(p)) for p in caught.value.problems]
    assert found == problems
