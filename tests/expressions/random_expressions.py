"""Random well-typed expressions and random environments for them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from tests.expressions.world import Offer, Party, Term

Draw = st.DrawFn

small = st.one_of(
    st.integers(-3, 13), st.decimals(-3, 13, places=1), st.sampled_from([5, 13]), st.integers(0, 3), st.none()
)
maybe = st.sampled_from([True, False, True, False, None])
word = st.sampled_from(["alpha", "beta", "a", "b", "", " ", "Cheap beta", None])
day = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))


def maybe_list(element: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    present = st.lists(element, max_size=3)
    return st.one_of(present, present, st.lists(element, min_size=1, max_size=2), st.none())


offer = st.builds(
    Offer,
    by=st.sampled_from(["us", "them", None]),
    round=small,
    price=small,
    sent=maybe,
    on=day,
    terms=st.one_of(st.none(), st.dictionaries(st.sampled_from(["price", "alpha"]), small, max_size=2)),
    notes=maybe_list(word),
    term=st.one_of(st.none(), st.builds(Term, st.integers(0, 2))),
)
party = st.builds(
    Party,
    name=st.sampled_from(["Acme", "alpha"]),
    walkaway=small,
    public=maybe,
    role=st.sampled_from(["seller", "buyer", None]),
    partner=st.one_of(st.builds(Party, walkaway=small, public=maybe, offers=maybe_list(offer)), st.none()),
    tags=maybe_list(word),
    offers=maybe_list(offer),
)
environments = st.fixed_dictionaries(
    {
        "us": party,
        "them": st.one_of(party, party, st.none()),
        "offers": maybe_list(offer),
        "numbers": maybe_list(small),
        "flags": maybe_list(maybe),
        "words": maybe_list(word),
        "note": word,
        "today": day,
        "now": st.sampled_from([None, datetime(2026, 3, 10, 9, 30, tzinfo=UTC)]),
        "ready": maybe,
        "zero": st.just(0),
        "absent": st.none(),
    }
)


@st.composite
def conditions(draw: Draw, depth: int = 3, variables: tuple[str, ...] = ()) -> str:
    """A condition; `variables` are the loop variables that stand for offers."""
    if depth == 0:
        return draw(
            st.one_of(readings("boolean", variables), st.sampled_from(["True", "False", "params.strict"]))
        )
    kind = draw(st.integers(0, 13))
    inner = conditions(depth - 1, variables)
    number = numbers(depth - 1, variables)
    text = texts(depth - 1, variables)
    if kind <= 1:
        parts = draw(st.lists(inner, min_size=2, max_size=5))
        return "(" + draw(st.sampled_from([" and ", " or "])).join(parts) + ")"
    if kind == 2:
        return f"(not {draw(inner)})"
    if kind <= 4:
        sign = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
        chain = draw(st.lists(st.tuples(sign, number), min_size=1, max_size=3))
        return f"({draw(number)} " + " ".join(f"{s} {n}" for s, n in chain) + ")"
    if kind == 5:
        return f"({draw(text)} {draw(st.sampled_from(['==', '!=', 'in', 'not in']))} {draw(text)})"
    if kind == 6:
        lists = st.sampled_from(
            ["words", "us.tags", "them.tags", "params.words", '["alpha", "beta", "a", "b"]']
        )
        return f"({draw(text)} {draw(st.sampled_from(['in', 'not in']))} {draw(lists)})"
    if kind == 7:
        which = draw(st.sampled_from(["stated", "missing"]))
        values = st.one_of(
            number, text, st.sampled_from(["us.tags", "them", "them.partner", "offers", "today"])
        )
        return f"{which}({draw(values)})"
    if kind == 8:
        return f"({draw(inner)} if {draw(inner)} else {draw(inner)})"
    if kind == 9:
        return f"fuzzy({draw(number)}, {draw(number)})"
    if kind == 10:
        return f"{draw(st.sampled_from(['any', 'all']))}(flags)"
    if kind == 11:
        raising = f"brittle({draw(readings('number', variables))})"
        return draw(st.sampled_from([f"({raising} > {draw(number)})", f"({draw(number)} < {raising})"]))
    return draw(generators(st.sampled_from(["any", "all"]), "boolean", depth, variables))


@st.composite
def numbers(draw: Draw, depth: int, variables: tuple[str, ...]) -> str:
    if depth <= 0:
        literals = st.sampled_from(["0", "1", "2.5", "-3", "13", "params.share", "zero", "absent"])
        return draw(st.one_of(readings("number", variables), literals))
    inner = numbers(depth - 1, variables)
    kind = draw(st.integers(0, 9))
    if kind <= 2:
        return f"({draw(inner)} {draw(st.sampled_from(['+', '-', '*']))} {draw(inner)})"
    if kind == 3:
        return f"({draw(inner)} {draw(st.sampled_from(['/', '//', '%']))} {draw(divisors(variables))})"
    if kind == 4:
        return f"({draw(inner)} / {draw(st.sampled_from(['4', '0.5']))})"
    if kind == 5:
        return f"({draw(inner)} if {draw(conditions(depth - 1, variables))} else {draw(inner)})"
    if kind == 6:
        arguments = ", ".join(draw(st.lists(inner, min_size=2, max_size=3)))
        return f"{draw(st.sampled_from(['min', 'max', 'coalesce']))}({arguments})"
    if kind == 7:
        return f"{draw(st.sampled_from(['brittle', 'itself', 'abs', '-']))}({draw(inner)})"
    if kind == 8:
        return draw(st.sampled_from(["sum(numbers)", "min(numbers)", "max(numbers)", "count(offers)"]))
    if draw(st.booleans()):
        return draw(generators(st.just("count"), "boolean", depth, variables))
    return draw(generators(st.sampled_from(["sum", "min", "max"]), "number", depth, variables))


def divisors(variables: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.one_of(
        readings("number", variables), st.sampled_from(["zero", "(zero - zero)", "count(us.tags)"])
    )


@st.composite
def texts(draw: Draw, depth: int, variables: tuple[str, ...]) -> str:
    kind = draw(st.integers(0, 3)) if depth > 0 else 0
    if kind == 1:
        return f"lower({draw(texts(depth - 1, variables))})"
    if kind == 2:
        return f"coalesce({draw(texts(depth - 1, variables))}, {draw(texts(depth - 1, variables))})"
    if kind == 3:
        return draw(st.sampled_from(["first(words)", "last(us.tags)", "join(words)"]))
    return draw(st.one_of(readings("text", variables), st.sampled_from(['"alpha"', '"b"'])))


@st.composite
def generators(
    draw: Draw, quantities: st.SearchStrategy[str], element: str, depth: int, variables: tuple[str, ...]
) -> str:
    variable = f"o{len(variables)}"
    inside = (*variables, variable)
    value = conditions(depth - 1, inside) if element == "boolean" else numbers(depth - 1, inside)
    items = draw(st.sampled_from(["offers", "us.offers", "them.offers", "them.partner.offers"]))
    filters = draw(st.lists(conditions(depth - 1, inside), max_size=2))
    tests = "".join(f" if {one}" for one in filters)
    return f"{draw(quantities)}({draw(value)} for {variable} in {items}{tests})"


def readings(kind: str, variables: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Paths of a type."""
    paths = {
        "boolean": [
            "ready",
            "us.public",
            "them.public",
            "them.partner.public",
            "flags[0]",
            "offers[-1].sent",
        ],
        "number": ["us.walkaway", "them.walkaway", "them.partner.walkaway", "numbers[1]", "offers[0].price"],
        "text": ["note", "us.name", "them.name", "words[0]", "us.role", "offers[0].by", "them.tags[-2]"],
    }[kind]
    of_offers = {
        "boolean": ["{}.sent", "any(n == 'alpha' for n in {}.notes)", "all(n in words for n in {}.notes)"],
        "number": ["{}.round", "{}.price", '{}.terms["price"]', "count(n == 'a' for n in {}.notes)"],
        "text": ["{}.by", "{}.notes[0]"],
    }[kind]
    return st.sampled_from(
        paths + [reading.format(variable) for variable in variables for reading in of_offers]
    )
