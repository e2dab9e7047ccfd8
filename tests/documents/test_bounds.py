"""A template by a stranger can neither hang the program nor fill the memory."""

from __future__ import annotations

import pytest

from engine.documents.template import compile_template
from engine.errors import TemplateError
from tests.documents.builder import PROPERTIES, paragraphs, render, texts

CONTEXT = {
    "us": "We",
    "amount": 12_000_000,
    "terms": ["a", "b"],
    "nested": [["a"], ["b"]],
    "rate": "5% in 2026",
}
DOUBLE = "{%p set ns = namespace(x=START) %}{%p for i in range(60) %}{%p set ns.x = STEP %}{%p endfor %}"


def doubling(start: str, step: str, end: str = "{{ ns.x }}") -> tuple[str, ...]:
    filled = DOUBLE.replace("START", start).replace("STEP", step)
    return (*(part + "%}" for part in filled.split("%}") if part), end)


HOSTILE = {
    "center": (("{{ us | center(1000000000) }}",), "a number for 'center' is larger than 10,000"),
    "center of a number": (("{{ 1 | center(99999999) }}",), "a number for 'center' is larger than 10,000"),
    "center by name": (("{{ us | center(width=1000000000) }}",), "a number for 'center' is larger than 10,000"),
    "indent": (("{{ us | indent(1000000000) }}",), "a number for 'indent' is larger than 10,000"),
    "indent of many lines": (("{{ ('x\n' * 5000) | indent(9000) }}",), "'indent' makes something too large"),
    "batch": (("{{ terms | batch(100000000, 'x') | list }}",), "a number for 'batch' is larger than 10,000"),
    "slice": (("{{ terms | slice(100000000) | list }}",), "a number for 'slice' is larger than 10,000"),
    "round": (("{{ 1.5 | round(100000000, 'ceil') }}",), "a number for 'round' is larger than 10,000"),
    "wordwrap": (("{{ ('x ' * 5000) | wordwrap(1, True, 'y' * 9999) }}",), "'wordwrap' makes something too large"),
    "replace": (("{{ ('x' * 9999) | replace('x', 'y' * 9999) }}",), "'replace' makes something too large"),
    "join": (("{{ range(9000) | list | join('y' * 9999) }}",), "'join' makes something too large"),
    "mapped": (("{{ terms | map('center', 99999999) | list }}",), "a number for 'center' is larger than 10,000"),
    "format": (("{{ '%1000000000d' | format(1) }}",), "'format' is asked for more than 999 characters"),
    "format with a star": (("{{ '%*d' | format(99999999, 1) }}",), "'format' is asked for more than 999 characters"),
    "format by %": (("{{ '%.1000000000f' % 1.0 }}",), "'format' is asked for more than 999 characters"),
    "method format": (("{{ '{:1000000000}'.format(1) }}",), "'format' is asked for more than 999 characters"),
    "nested width": (("{{ '{:{}}'.format(1, 99999999) }}",), "'format' is asked for more than 999 characters"),
    "method center": (("{{ us.center(1000000000) }}",), "a number for 'center' is larger than 10,000"),
    "method ljust": (("{{ us.ljust(1000000000) }}",), "a number for 'ljust' is larger than 10,000"),
    "method zfill": (("{{ us.zfill(1000000000) }}",), "a number for 'zfill' is larger than 10,000"),
    "method expandtabs": (("{{ '\t'.expandtabs(1000000000) }}",), "a number for 'expandtabs' is larger than 10,000"),
    "method join": (("{{ ('y' * 9999).join(('x ' * 5000).split()) }}",), "'join' makes something too large"),
    "method got by index": (("{{ us['center'](1000000000) }}",), "a number for 'center' is larger than 10,000"),
    "text repeated": (("{{ us * 1000000000 }}",), "'*' makes something too large"),
    "list repeated": (("{{ ([1] * 1000000000) | length }}",), "'*' makes something too large"),
    "lists repeated": (("{{ ([[1] * 5000] * 5000) | length }}",), "'*' makes something too large"),
    "power": (("{{ 9 ** 999999999 }}",), "'**' makes something too large"),
    "numbers squared": (doubling("99", "ns.x * ns.x"), "'*' makes a number too large"),
    "text added": (doubling("us", "ns.x + ns.x"), "a text becomes longer than 1,000,000 characters"),
    "text joined": (doubling("us", "ns.x ~ ns.x"), "a list or text becomes larger than 1,000,000"),
    "list added": (doubling("[1]", "ns.x + ns.x", "{{ ns.x | length }}"), "a list or text becomes larger than 10,000"),
    "lists in lists": (doubling("[1]", "[ns.x, ns.x]", "x"), "a list or text becomes larger than 10,000"),
    "maps in maps": (
        ("{% set ns = namespace(x=1) %}{% for i in range(60) %}{% set ns.x = {1: ns.x, 2: ns.x} %}{% endfor %}",),
        "a list or text becomes larger than 10,000",
    ),
    "maps by a call": (doubling("dict()", "dict(a=ns.x, b=ns.x)", "x"), "a list or text becomes larger than 10,000"),
    "namespace in itself": (doubling("1", "[ns, ns]", "x"), "a namespace cannot be kept in a list"),
    "text of a list": (("{{ range(90000) | list | string }}",), "a list or text becomes larger than 10,000"),
    "long range": (("{%p for i in range(1000000000) %}", "x", "{%p endfor %}"), "OverflowError: "),
    "loop in a loop": (
        ("{%p for i in range(90000) %}", "{%p for j in range(90000) %}", "{%p endfor %}", "{%p endfor %}"),
        "the tags take more than 200,000 turns",
    ),
    "loop that keeps nothing": (
        ("{%p for i in range(90000) %}", "{%p for j in range(90000) if false %}", "{%p endfor %}", "{%p endfor %}"),
        "the tags take more than 200,000 turns",
    ),
    "loop over what is made on the way": (
        ("{%p for i in range(90000) %}", "{%p for j in terms | map('upper') %}", "{%p endfor %}", "{%p endfor %}"),
        "the tags take more than 200,000 turns",
    ),
    "recursive loop": (
        (
            "{%p for i in terms recursive %}", "{%p if loop.depth < 30 %}", "{{ loop(terms) }}", "{%p endif %}",
            "{%p endfor %}",
        ),
        "a text becomes longer than 1,000,000 characters",
    ),
    "macro that calls itself": (
        (
            "{%p macro m(n) %}", "{%p if n %}", "{%p set x = m(n - 1) ~ m(n - 1) %}", "{%p endif %}", "{%p endmacro %}",
            "{{ m(40) }}",
        ),
        "the tags take more than 200,000 turns",
    ),
    "loop in a block": (
        (
            "{%p for i in range(60) %}", "{%p block b scoped %}", "{%p for j in range(90000) %}", "{%p endfor %}",
            "{%p endblock %}", "{%p endfor %}",
        ),
        "the tags take more than 200,000 turns",
    ),
    "much printed": (
        ("{%p set big = 'x' * 9999 %}", "{%p for i in range(90000) %}", "{{ big }}", "{%p endfor %}"),
        "the tags print more than 20,000,000 characters",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_hang_or_fill_the_memory_is_refused(name: str) -> None:
    lines, message = HOSTILE[name]
    with pytest.raises(TemplateError) as caught:
        render(paragraphs(*lines), CONTEXT)
    assert message in str(caught.value)
    assert "paragraph" in str(caught.value)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ us | center(8) }}.", "   We   ."),
        ("{{ us.ljust(4) }}.", "We  ."),
        ("{{ us | replace('W', 'H') }}", "He"),
        ("{{ terms | join(', ') }}", "a, b"),
        ("{{ '%.2f' | format(amount) }}", "12000000.00"),
        ("{{ '{:,}'.format(amount) }}", "12,000,000"),
        ("{{ '%s of %s' % (us, amount) }}", "We of 12000000"),
        ("{{ missing | default(amount) }}", "12000000"),
        ("{{ rate | upper }} {{ rate | truncate(255) }}", "5% IN 2026 5% in 2026"),
        ("{{ us ~ ' & ' ~ 1 ~ 'st' }}", "We & 1st"),
        ("{{ us + '!' }} {{ 2 + 3 * 4 % 5 }}", "We! 4"),
        ("{{ '-' * 20 }}", "-" * 20),
        ("{{ terms | map('upper') | list | join }}", "AB"),
        ("{{ nested | sum(start=[]) | join }}", "ab"),
        ("{% for a, b in [(1, 2), (3, 4)] if a > 1 %}{{ loop.index }}{{ loop.length }}{{ a + b }}{% endfor %}", "117"),
        ("{% for a in 'ab' %}{{ loop.last }}{% endfor %}{% for x in terms | reverse %}{{ x }}{% endfor %}", None),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m('a') }}{{ m(x='<') }}", "[a][<]"),
        ("{% set x = {'a': [1, 2]} %}{{ x.a | length }}{{ x['a'][1] }}", "22"),
    ],
)  # fmt: skip
def test_what_authors_use_works(tag: str, text: str | None) -> None:
    template = paragraphs(tag)
    if text is None:
        with pytest.raises(TemplateError, match="is a yes or no, not a text"):
            render(template, CONTEXT)
    else:
        assert texts(render(template, CONTEXT)) == [text]


def test_what_a_template_did_is_forgotten_when_it_is_rendered_again() -> None:
    template = compile_template(paragraphs("{%p for i in range(90000) %}", "{%p endfor %}", "x"), "deal.docx")
    for _ in range(3):
        assert texts(template.render(CONTEXT, properties=PROPERTIES)) == ["x"]
