"""Texts with values in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.expressions import (
    NEUTRAL_FORMATS,
    NUMBER,
    TEXT,
    ExpressionError,
    Format,
    Parameter,
    clean,
    compile_texts,
    enumerate_words,
    plain,
    read_text,
    render_text,
)
from engine.expressions.types import DATE
from tests.expressions.world import TERM, VOCABULARY, Party, environment

FORMATS = {
    **NEUTRAL_FORMATS,
    "money": Format("money", NUMBER, lambda value, locale: f"{locale or ''}{value:.2f}"),
    "day": Format(
        "day", DATE, lambda value, _, style="short": f"{style}:{value}", (Parameter("style", TEXT, True),)
    ),
    "term": Format("term", TERM, lambda value, _: f"worth {value.worth}"),
}

ROWS = [
    ("", ""),
    ("No values.", "No values."),
    ("{{ us.name }} asks {{ us.walkaway }}.", "Us & Co asks 10.5."),
    ("{{ us.walkaway | money }}", "€10.50"),
    ("{{us.walkaway|money|quote}}", "“€10.50”"),
    ("{{ them.walkaway }} / {{ them.walkaway | money }}", "not stated / not stated"),
    (
        "{{ today }}, {{ today | day }}, {{ today | day('long') }}",
        "2026-03-10, short:2026-03-10, long:2026-03-10",
    ),
    ("{{ ready }} {{ zero > 1 }} {{ absent > 1 }}", "yes no not stated"),
    ("{{ us.tags }}; {{ us.tags | list }}; {{ offers | count }}", "a and b; a and b; 3"),
    ("{{ words | list | lower }}", "alpha and beta"),
    ("{{ distinct(us.tags) }} {{ offers[0].terms }}", "a and b price: 100"),
    ("{{ them.tags }} {{ us.role }}", "none seller"),
    ('{{ "{{" }} and {{ "}}" }} and {{ \'|"\' }}', '{{ and }} and |"'),
    ('{{ "a\\"}}" }}', 'a"}}'),
    ("{{ 'yes' if ready else 'no' }}: {{ 1_000.500 }}", "yes: 1000.5"),
    ("{{ offers[0].term | term }}", "worth 1"),
    ("{ {not.a.slot} }", "{ {not.a.slot} }"),
    ("{{ us.name }}{{ us.name }} {{ us.walkaway + us.walkaway }}", "Us & CoUs & Co 21"),
    ("{{ now }}", "2026-03-10T09:30:00+00:00"),
]


@pytest.mark.parametrize(("source", "expected"), ROWS)
def test_rendering(source, expected):
    text = read_text(source, VOCABULARY, FORMATS)
    (render,) = compile_texts([text])
    assert render(environment(), "€") == expected
    assert render_text(text, environment(), "€") == expected


def test_the_caller_decides_what_values_look_like():
    text = read_text("{{ us.walkaway }} {{ us.name }} {{ absent }}", VOCABULARY)

    def default(value, context):
        return f"<{value}{context}>"

    (render,) = compile_texts([text], default, absent="?")
    assert render(environment(), "!") == "<10.50!> <Us & Co!> ?"
    assert render_text(text, environment(), "!", default, "?") == "<10.50!> <Us & Co!> ?"


def test_values_cannot_smuggle_in_control_characters():
    name = "a\x00b\nc\u2028d\ud800e‏‏fé\x85"
    text = read_text("{{ us.name }} {{ us.name | quote }}", VOCABULARY)
    (render,) = compile_texts([text])
    expected = "a b c d e‏‏fé  “a b c d e‏‏fé ”"
    assert render(environment(us=Party(name))) == expected
    assert render_text(text, environment(us=Party(name))) == expected


def test_values_are_not_read_as_texts():
    (render,) = compile_texts([read_text("{{ note }}", VOCABULARY)])
    assert render(environment(note="{{ us.name }} <b>&")) == "{{ us.name }} <b>&"


WRONG = [
    (
        "a {{ us.nam }} {{ zeroo }}",
        [
            ("nam", "'us' has no field 'nam' (did you mean 'name'?)"),
            ("zeroo", "unknown name 'zeroo' (did you mean 'zero'?)"),
        ],
    ),
    ("a {{ zero", [("{{", "'{{' is never closed by '}}'")]),
    ("a }} b {{ zero }}", [("}}", "'}}' closes nothing (write {{ \"}}\" }} for the braces)")]),
    ("{{ }}", [(" ", "the expression is empty")]),
    ("{{ zero | mony }}", [("mony", "unknown format 'mony' (did you mean 'money'?)")]),
    ("{{ note | money }}", [("money", "'money' shows a number, not text")]),
    ("{{ zero | money | money }}", [("money", "'money' shows a number, not text")]),
    ("{{ zero | money(1) }}", [("money(1)", "'money' takes other arguments (write money)")]),
    ("{{ today | day(1) }}", [("day(1)", "'day' takes other arguments (write day(style: text))")]),
    (
        "{{ today | day('a', 'b') }}",
        [("day('a', 'b')", "'day' takes other arguments (write day(style: text))")],
    ),
    (
        "{{ zero | 3 }}",
        [("3", 'a format is a name (write {{ value | name }} or {{ value | name("argument") }})')],
    ),
    (
        "{{ zero | }}",
        [(" ", 'a format is a name (write {{ value | name }} or {{ value | name("argument") }})')],
    ),
    (
        "{{ zero | a(b) }}",
        [("a(b)", 'a format is a name (write {{ value | name }} or {{ value | name("argument") }})')],
    ),
    ("{{ us }}", [("us", "this is a Party and cannot be shown (name one of its fields)")]),
    ("{{ offers[0].term }}", [("offers[0].term", "this is a Term and needs a format (formats: term)")]),
]


@pytest.mark.parametrize(("source", "problems"), WRONG)
def test_wrong_text(source, problems):
    with pytest.raises(ExpressionError) as caught:
        read_text(source, VOCABULARY, FORMATS)
    found = [(source[p.offset : p.offset + p.length], str(p)) for p in caught.value.problems]
    assert found == problems


def test_opaque_values_without_a_format_for_them():
    with pytest.raises(ExpressionError, match=r"^this is a Term and needs a format$"):
        read_text("{{ offers[0].term }}", VOCABULARY)


def test_a_text_has_a_limit():
    with pytest.raises(ExpressionError, match="a text has at most 20,000 characters"):
        read_text("x" * 20_001, VOCABULARY)


def test_a_text_knows_its_slots_and_names():
    text = read_text("{{ us.name }} {{ sum(n for n in numbers) | money }}", VOCABULARY, FORMATS)
    assert text.names == {"us", "numbers"}
    assert [[one.format.name for one in slot.formattings] for slot in text.slots] == [[], ["money"]]
    assert read_text("none", VOCABULARY).names == frozenset()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (Decimal("-0.00"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-9"), "0.000000001"),
        (Decimal("100"), "100"),
        (Decimal("12.340"), "12.34"),
        (date(2026, 3, 1), "2026-03-01"),
        (True, "yes"),
        ("text", "text"),
        ([], "none"),
        (["a", None, Decimal("2.0")], "a, not stated and 2"),
        ({"price": 1, "term": None}, "price: 1 and term: not stated"),
        (object, "<class 'object'>"),
    ],
)
def test_plain(value, shown):
    assert plain(value) == shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_enumerate_words(words, sentence):
    assert enumerate_words(words) == sentence


def test_clean_leaves_harmless_text_alone():
    text = "naïve – “quoted” 你好 עברית"
    assert clean(text) is text
