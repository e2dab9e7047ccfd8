"""What an analysis says of small deals: the answer first, and what it rests on last."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.analysis import analyze
from engine.bargaining.robustness.draws import Input
from engine.deal.reading import read_deal
from engine.deal.term import Term
from engine.output.analysis_pages import FORMATS
from engine.output.analysis_pages.composing import compose
from engine.output.analysis_pages.figures import Figures
from engine.output.analysis_pages.firm import in_words
from engine.output.analysis_pages.model import Bars, Bullets, Page, Paragraph, Plane, Section, Table
from tests.making import MONDAY, deal_of

SAMPLES = Path(__file__).parents[2] / "samples" / "deals"
TWO_ISSUES = """
deal: {id: d, title: Fee and term, currency: EUR}
issues:
  - id: fee
    name: Fee
    kind: money
    ours: {opening: 100, target: 90, walkaway: 60, weight: 60, prefers: higher}
    theirs: {opening: 50, walkaway: 80, weight: 30, prefers: lower}
  - id: term
    name: Term
    kind: duration
    unit: months
    ours: {opening: 12, target: 24, walkaway: 36, weight: 40, prefers: lower}
    theirs: {opening: 36, walkaway: 12, weight: 70, prefers: higher}
"""
OFFERS = """
bargaining:
  offers:
    - {id: o1, round: 1, by: us, at: 2026-02-02, terms: {fee: 100, term: 12}, status: rejected}
    - {id: o2, round: 1, by: them, at: 2026-02-03, terms: {fee: 50, term: 36}, status: rejected}
"""
ACCEPTED = "    - {id: o3, round: 2, by: us, at: 2026-02-09, terms: {fee: 65, term: 24}, status: accepted}\n"


def page_of(text: str, day: date = MONDAY) -> Page:
    return compose(analyze(deal_of(text), draws=0), day)


def section(page: Page, title: str) -> Section:
    (found,) = [one for one in (*page.answer, *page.details) if one.title == title]
    return found


def said(one: Section) -> list[str]:
    """Paragraphs and lists of a section."""
    found: list[str] = []
    for block in one.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Bullets):
            found.extend(block.items)
    return found


def table(one: Section) -> Table:
    (found,) = [block for block in one.blocks if isinstance(block, Table)]
    return found


def titles(page: Page) -> list[str]:
    return [one.title for one in page.answer]


def test_a_deal_with_room_is_answered_in_order() -> None:
    page = page_of(TWO_ISSUES)
    assert titles(page) == [
        "Is there a deal?",
        "Where a good deal lies",
        "The best trades",
        "Packages to offer together",
        "What to do next",
    ]
    assert (page.title, page.subtitle) == (
        "Fee and term",
        "Us and Them: bargaining analysis, Monday, 2 March 2026",
    )
    assert said(section(page, "Is there a deal?"))[0] == "Yes. There are deals that both sides should accept."
    assert table(section(page, "Where a good deal lies")).head == (
        "Issue",
        "A fair deal",
        "We stand at",
        "They stand at",
    )
    (plane,) = [block for block in section(page, "Where a good deal lies").blocks if isinstance(block, Plane)]
    assert {mark.kind for mark in plane.marks} == {"fair", "package"}
    assert plane.efficient[0][0] > plane.efficient[-1][0]
    assert (plane.least_ours, plane.least_theirs) == (0.0, 0.0)


def test_trades_are_told_with_their_worth_to_both() -> None:
    (bars,) = [
        block for block in section(page_of(TWO_ISSUES), "The best trades").blocks if isinstance(block, Bars)
    ]
    (bar,) = bars.bars
    assert bar.name == "If you agree to 100 EUR (Fee), then we agree to 34 months (Term)."
    assert (bar.ours_text, bar.theirs_text) == ("about 16 EUR", "about 24 EUR (our guess)")
    assert (round(bar.ours), round(bar.theirs)) == (16, 24)


def test_an_empty_plan_says_what_is_missing() -> None:
    page = page_of("deal: {id: d, title: Nothing}")
    assert said(section(page, "Is there a deal?")) == [
        "The plan does not tell enough to say: no issue can be valued for both sides."
    ]
    assert "Where a good deal lies" not in titles(page)
    assert [one.title for one in page.details] == ["What was assumed, and left out"]


def test_no_zone_is_said_with_a_way_out() -> None:
    page = page_of(
        TWO_ISSUES.replace("walkaway: 60", "walkaway: 95").replace(
            "walkaway: 36, weight: 40", "walkaway: 13, weight: 40"
        )
    )
    assert said(section(page, "Is there a deal?")) == [
        "No. As the plan stands, no outcome is good enough for both sides.",
        "Change a limit, add an issue, or improve the alternative before going on.",
    ]


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        (("walkaway: 80, ", "walkaway: 12, weight: 70"), "Not known yet: their limit is not on record."),
        (("walkaway: 60, ", "walkaway: 36, weight: 40"), "Not known yet: our limit is not on record."),
    ],
)
def test_limits_that_are_not_known_are_said(gone: tuple[str, str], message: str) -> None:
    text = TWO_ISSUES.replace(gone[0], "").replace(gone[1], gone[1].partition(", ")[2])
    assert said(section(page_of(text), "Is there a deal?"))[0] == message


def test_what_was_agreed_is_held_against_what_could_be() -> None:
    page = page_of(TWO_ISSUES + OFFERS + ACCEPTED)
    assert titles(page) == ["How good is what was agreed?", "Where a good deal lies", "What to do next"]
    told = said(section(page, "How good is what was agreed?"))
    assert (
        told[0]
        == "Something was left on the table: other deals are better for one side and worse for neither."
    )
    assert table(section(page, "Where a good deal lies")).head == ("Issue", "A fair deal", "What was agreed")
    assert said(section(page, "What to do next")) == ["An offer is accepted: put it in writing."]
    (plane,) = [block for block in section(page, "Where a good deal lies").blocks if isinstance(block, Plane)]
    assert [mark.label for mark in plane.marks][:3] == ["1", "1", "agreed"]


def test_an_agreement_that_wastes_nothing_is_said_to() -> None:
    best = table(section(page_of(TWO_ISSUES), "Deals that waste nothing"))
    terms = {row[0]: row[1].split()[0] for row in best.rows}
    agreed = ACCEPTED.replace("fee: 65, term: 24", f"fee: {terms['Fee']}, term: {terms['Term']}")
    told = said(section(page_of(TWO_ISSUES + OFFERS + agreed), "How good is what was agreed?"))
    assert told[0] == "It wastes nothing: no other deal is better for one side and worse for none."


def test_offers_are_listed_with_their_worth() -> None:
    held = OFFERS + "    - {id: o4, round: 2, by: us, at: 2026-02-05, terms: {fee: 90}, status: sent}\n"
    page = page_of(TWO_ISSUES + held)
    assert table(section(page, "The offers so far")).rows == (
        ("1", "we", "100", "-20", "rejected"),
        ("1", "they", "-15", "100", "rejected"),
        ("2", "we", "85", "-10", "sent"),
    )
    assert (
        said(section(page, "What to do next"))[0] == "Wait for their answer: our last offer is on the table."
    )


def test_the_next_offer_names_what_to_ask_for() -> None:
    planned = """
strategy:
  concessions:
    - id: c1
      give: a lower fee
      issue: fee
      from: 100
      to: 92
      ask_in_return: If the term is 18 months, then 92.
"""
    page = page_of(TWO_ISSUES + OFFERS + planned)
    (first, *_) = said(section(page, "What to do next"))
    assert first.startswith("Offer next: Fee: ")
    assert " points to us, " in first
    assert " Ask for it: " in first
    assert not first.endswith("..")
    (row,) = table(section(page, "Planned concessions")).rows
    assert row[:2] == ("a lower fee", "If the term is 18 months, then 92.")
    assert row[2].startswith("about 10 EUR")


def test_packages_stand_side_by_side_and_are_worth_the_same_to_us() -> None:
    found = table(section(page_of(TWO_ISSUES), "Packages to offer together"))
    assert [head.partition(":")[0] for head in found.head] == ["Issue", "A", "B"]
    worth = next(row for row in found.rows if row[0] == "Points for us")
    assert max(map(int, worth[1:])) - min(map(int, worth[1:])) <= 5


def test_issues_limits_and_assumptions_are_told() -> None:
    text = (
        TWO_ISSUES
        + """
  - {id: note, name: Note, kind: text, ours: {opening: a}}
  - {id: place, name: Place, kind: choice, options: [here, there], ours: {scores: {here: 1, there: 0}}}
"""
    )
    page = page_of(text)
    rows = table(section(page, "Issue by issue")).rows
    assert rows[0] == ("Fee", "open at 100 EUR; stop at 60 EUR", "open at 50 EUR; stop at 80 EUR", "yes")
    assert rows[3][2:] == ("not known", "not known")
    told = said(section(page, "What was assumed, and left out"))
    assert "Note is left out: it is free text; only listed options can be weighed." in told
    assert "Place is left out: their wishes are not known." in told
    assert "Fee is looked at in steps of 2 EUR." in told or any(
        "Fee is looked at in" in line for line in told
    )


def test_many_fair_points_become_as_many_columns() -> None:
    page = page_of(TWO_ISSUES)
    found = section(page, "Fair deals")
    assert len(said(found)) == len(table(found).head) - 1
    assert [row[0] for row in table(found).rows] == ["Points for us", "Points for them", "Fee", "Term"]


@pytest.mark.parametrize("sample", ["agency", "procurement", "reference", "stalled-price", "mistakes"])
def test_samples_are_told_in_every_format(sample: str) -> None:
    deal = read_deal(SAMPLES / f"{sample}.yaml")
    analysis = analyze(deal, draws=0)
    for form, written in ((form, write(analysis, MONDAY, False)) for form, write in FORMATS.items()):
        assert written.endswith("\n")
        assert deal.deal.title in written, form
    assert max(map(len, FORMATS["text"](analysis, MONDAY, False).splitlines())) <= 80


GUESSES = TWO_ISSUES.replace("walkaway: 80", "walkaway: [62, 98]").replace("weight: 30", "weight: [10, 50]")


def firm(text: str, draws: int = 60) -> Page:
    return compose(analyze(deal_of(text), draws=draws), MONDAY)


def test_how_often_the_advice_holds_is_told() -> None:
    page = firm(GUESSES)
    found = section(page, "How firm this is")
    tables = [block for block in found.blocks if isinstance(block, Table)]
    heads = ["Draws in which", "Draws in which", "Issue", "Range"]
    assert [one.head[0] for one in tables] == heads
    assert said(found)[0].startswith(
        "The ranges of the plan were drawn 60 times (seed 0). In 60 draws there is a deal"
    )
    packages, trades, spreads, answers = tables
    assert {row[0] for row in packages.rows} == {"Package A", "Package B"}
    assert trades.rows[0][0] == "Term for Fee"
    assert [row[0] for row in spreads.rows] == ["Fee", "Term"]
    assert answers.rows[0][:2] == ("Their limit on Fee", "62 EUR to 98 EUR")


def test_the_answer_that_would_help_most_is_the_next_thing_to_find_out() -> None:
    told = said(section(firm(GUESSES), "What to do next"))
    assert told[-1] == "Find out their limit on Fee: no other answer would change this advice more."
    assert not any(line.startswith("Find out") for line in said(section(firm(GUESSES, 0), "What to do next")))


def test_without_ranges_there_is_nothing_to_draw() -> None:
    found = section(firm(TWO_ISSUES), "How firm this is")
    assert said(found) == ["Nothing that this rests on is a range: there is nothing to draw."]
    assert "How firm this is" not in [one.title for one in firm(GUESSES, 0).details]


def test_an_agreement_is_held_against_the_draws_too() -> None:
    found = section(firm(GUESSES + OFFERS + ACCEPTED), "How firm this is")
    rows = [row for block in found.blocks if isinstance(block, Table) for row in block.rows]
    assert "What was agreed" in [row[0] for row in rows]


def test_options_that_change_with_the_draws_are_counted() -> None:
    text = (
        GUESSES
        + """
  - id: place
    name: Place
    kind: choice
    options: [here, there]
    ours: {scores: {here: 1, there: 0}, weight: 20}
    theirs: {scores: {here: 0, there: 1}, weight: [10, 40]}
"""
    )
    found = section(firm(text), "How firm this is")
    rows = {row[0]: row for block in found.blocks if isinstance(block, Table) for row in block.rows}
    assert re.fullmatch(r"here in \d+ of 60; there in \d+ of 60", rows["Place"][1])


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (("issues", 0, "theirs", "walkaway"), "their limit on Fee"),
        (("issues", 1, "ours", "weight"), "our weight on Term"),
        (("them", "walkaway", "value"), "their limit for the whole deal"),
        (("us", "batna", "value"), "our alternative for the whole deal"),
        (("somewhere", "else"), "somewhere.else"),
    ],
)
def test_ranges_are_named_in_words(location: tuple[str | int, ...], words: str) -> None:
    figures = Figures.of(analyze(deal_of(TWO_ISSUES)))
    one = Input(location, "somewhere.else", Term.of(1), Fraction(0), Fraction(1))
    assert in_words(figures, one) == words


def test_a_limit_for_the_whole_deal_is_an_amount() -> None:
    whole = "\nthem: {name: Them, walkaway: {value: [62, 98]}}"
    found = section(firm(whole + TWO_ISSUES.replace("weight: 30", "weight: [10, 50]")), "How firm this is")
    rows = {row[0]: row for block in found.blocks if isinstance(block, Table) for row in block.rows}
    assert rows["Their limit for the whole deal"][1] == "62 EUR to 98 EUR"
    assert rows["Their weight on Fee"][1] == "10 to 50"


FOUR_ISSUES = """
deal: {id: d, title: Four issues}
issues:
""" + "".join(
    f"""
  - id: i{place}
    name: Issue {place}
    kind: number
    ours: {{opening: 10, target: 6, walkaway: 0, weight: {weight}, prefers: higher}}
    theirs: {{opening: 0, walkaway: 10, weight: {50 - weight}, prefers: lower}}
"""
    for place, weight in enumerate((5, 15, 30, 45), start=1)
)


def test_further_trades_stand_in_a_table() -> None:
    page = page_of(FOUR_ISSUES)
    (bars,) = [block for block in section(page, "The best trades").blocks if isinstance(block, Bars)]
    found = table(section(page, "More trades"))
    assert len(bars.bars) == 3
    assert found.rows
    assert all(row[0].startswith("If you agree to ") for row in found.rows)
    assert all(row[2].endswith("(our guess)") for row in found.rows)


def test_a_frontier_that_is_cut_short_is_said_to_be() -> None:
    page = compose(analyze(deal_of(FOUR_ISSUES), draws=0, budget=3), MONDAY)
    told = said(section(page, "Deals that waste nothing"))
    assert told[1] == "There are more than are counted here; each of those is close to one that is."
