"""The analysis in the brief: the worked examples make sense to a reader, and a table copy shows none of it."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from engine.casefile import CaseFile, open_case
from engine.deal.model import Deal
from engine.documents import render_brief, render_brief_page
from engine.documents.brief.charts_packages import packages_plot
from engine.documents.brief.context import Annex, Brief
from engine.documents.brief.context_advice import Advised
from engine.documents.brief.desk import Desk
from engine.documents.brief.rendering import brief_of
from engine.documents.lint import lint_document
from engine.documents.package import read_package
from engine.documents.worded import Words
from engine.texts import texts_for
from tests.bargaining.advice.test_counteroffer import so_far
from tests.documents.cases import (
    case_of,
    everything,
    part_text,
    sample,
    sample_deal,
    shipped_rules,
    small_rules,
)
from tests.making import MONDAY

DEAL = """
deal: {id: d, title: D, currency: EUR, stage: bargaining, our_role: seller}
issues:
  - {id: fee, name: Fee, kind: money, ours: {opening: 100, target: 90, walkaway: 70, prefers: higher, weight: 50},
     theirs: {opening: 60, walkaway: 95, prefers: lower, weight: 30}}
  - {id: days, name: Days, kind: duration, unit: days, ours: {opening: 10, target: 20, walkaway: 40, weight: 20},
     theirs: {opening: 60, walkaway: 15, weight: 60}}
  - {id: seats, name: Seats, kind: number, ours: {opening: 9, target: 7, walkaway: 5, weight: 30},
     theirs: {opening: 2, walkaway: 8, weight: 10}}
"""


def before_any_offer(name: str) -> Deal:
    """A sample as it stood before the first offer."""
    deal = sample_deal(name)
    stage = deal.deal.model_copy(update={"stage": "bargaining"})
    return deal.model_copy(update={"bargaining": None, "commitment": None, "deal": stage})


def brief(case: CaseFile) -> Brief:
    return brief_of(case, Words(case.deal))


def annex(case: CaseFile) -> Annex:
    made = brief(case).annex
    assert made is not None
    return made


def advised(text: str) -> Advised:
    return annex(case_of(text)).advised


def text_of(deal: Deal) -> str:
    return " ".join(part_text(render_brief(open_case(deal, shipped_rules(), MONDAY))).split())


def test_payments_spread_and_training_instead_of_a_discount() -> None:
    text = text_of(before_any_offer("software"))
    assert (
        "If you agree to 300,000 GBP (Price for two years), then we agree to six quarterly payments over two fiscal "
        "years (Payment plan). about 12,000 GBP about 18,000 GBP" in text
    )
    assert (
        "If you agree to 294,000 GBP (Price for two years), then we agree to on site free of charge "
        "(Training of the IT team). about 7,400 GBP about 7,500 GBP" in text
    )
    assert re.search(
        r"Instead of a lower price \(Price for two years\): .*Six equal quarterly payments over two fiscal years\. .*"
        r"Training of the IT team on site, free of charge\. Together they cost us 27,000 GBP and are worth 99,000 GBP",
        text_of(sample_deal("software")),
    )


def test_training_is_the_next_counteroffer_and_the_price_stays() -> None:
    text = text_of(so_far("software", 6))
    assert (
        "If you sign by 10 March at the full price, then we train the IT team on site free of charge. "
        "Then we offer: Training of the IT team: on site free of charge." in text
    )


def test_a_trial_instead_of_a_lower_fee() -> None:
    text = text_of(before_any_offer("agency"))
    assert (
        "If you agree to 8,800 EUR per month (Monthly fee), then we agree to three months with measured targets "
        "(Trial). about 630 EUR per month about 670 EUR per month" in text
    )
    agreed = text_of(sample_deal("agency"))
    assert re.search(
        r"Instead of a lower price \(Monthly fee\): .*A three-month trial with measured targets before the term\.",
        agreed,
    )
    assert (
        "A three-month trial with measured targets before the term. made in round 3 3,000 EUR 20,000 EUR"
        in agreed
    )


def test_an_early_plan_learns_what_a_concession_could_buy_and_what_is_needed_for_more() -> None:
    text = text_of(sample_deal("agency-early"))
    assert "it could buy 9,500 EUR per month (Monthly fee)." in text
    assert "kindest on Monthly fee Monthly fee: 8,800 EUR per month; Term: 12 months" in text
    assert "To say more we would need: our walk-away on Monthly fee; their position on Term." in text
    assert (
        "To tell worth in money we would need: our walk-away on Monthly fee; their walk-away on Monthly fee."
        in text
    )


def test_an_impasse_gets_packages_that_say_what_they_reopen() -> None:
    text = text_of(sample_deal("stalled-price"))
    assert "They reopen what was settled, for something better; say so before you offer them." in text
    assert "By our guess they accept none of them." in text
    assert "Ask for a signature by 20 March 2026. Then we offer: Yearly price: 920,000 SEK per year." in text


def test_a_buyer_gives_something_instead_of_a_higher_price() -> None:
    text = text_of(sample_deal("procurement"))
    assert "Instead of a higher price (Price per housing): Call-offs fixed for three months." in text


def test_trades_of_the_plan_come_first_and_found_ones_fill_up_our_own_copy_alone() -> None:
    planned = f"{DEAL}\nstrategy: {{concessions: [{{id: a, give: More time, issue: days, to: 20}}]}}"
    case = case_of(planned)
    rows = brief(case).front.trades
    assert [(one.number, one.text) for one in rows] == [
        (1, "More time. Nothing is asked for it yet; it could buy 9 (Seats)."),
        (2, "If you agree to 9 (Seats), then we agree to 88 EUR (Fee)."),
    ]
    assert [(one.cost, one.value) for one in rows] == [
        ("about 4 EUR", "about 16 EUR (our guess)"),
        ("about 12 EUR", "about 12 EUR (our guess)"),
    ]
    copy = brief_of(case, Words(case.deal), table_copy=True)
    assert [one.text for one in copy.front.trades] == [
        "More time. Nothing is asked for it yet: not to be given before."
    ]


def test_a_table_copy_shows_neither_worth_nor_packages() -> None:
    for deal in (before_any_offer("software"), sample_deal("procurement")):
        case = open_case(deal, shipped_rules(), MONDAY)
        copy = everything(render_brief(case, table_copy=True))
        for word in ("Package", "kindest", "Steps to our", "Instead of a", "Worth to", "then we agree to"):
            assert word not in copy
        assert not re.search(r"about \d", copy)
        assert packages_texts(render_brief(case, table_copy=True)) == set()


def packages_texts(document: bytes) -> set[str]:
    """The texts of the fourth chart of a brief."""
    root = etree.fromstring(read_package(document)["word/charts/chart4.xml"])
    return {node.text or "" for node in root.iter("{*}v", "{*}t")}


@pytest.mark.parametrize("status", ["draft", "sent", "accepted"])
def test_the_counteroffer_waits_for_its_turn(status: str) -> None:
    log = f"bargaining: {{offers: [{{round: 1, by: us, terms: {{fee: 95, days: 15, seats: 8}}, status: {status}}}]}}"
    found = advised(f"{DEAL}\n{log}")
    assert found.counteroffer == (
        ("It is their turn. We do not move again before they do.",) if status == "sent" else ()
    )
    assert bool(found.packages) == (status != "accepted")


@pytest.mark.parametrize(
    ("ours", "theirs", "first"),
    [
        (
            "fee: 100, days: 10, seats: 9",
            "fee: 60, days: 60, seats: 2",
            "Ask for 9 (Seats). Then we offer: Days: ",
        ),
        ("fee: 100, days: 10, seats: 9", "fee: 98, days: 12, seats: 9", "Their last offer is as good for us"),
        ("fee: 70, days: 40, seats: 5", "fee: 60, days: 60, seats: 2", "Our last offer is at our target."),
    ],
)
def test_what_to_offer_next(ours: str, theirs: str, first: str) -> None:
    log = f"""
bargaining:
  offers:
    - {{round: 1, by: us, terms: {{{ours}}}, status: rejected}}
    - {{round: 1, by: them, terms: {{{theirs}}}}}
"""
    line, *_ = advised(DEAL + log).counteroffer
    assert line.startswith(first)


def test_nothing_to_ask_for_is_said() -> None:
    one = DEAL.split("  - {id: days")[0]
    log = """
bargaining:
  offers:
    - {round: 1, by: us, terms: {fee: 100}, status: rejected}
    - {round: 1, by: them, terms: {fee: 60}}
"""
    found = advised(one + log)
    assert found.counteroffer[0].startswith("First find something to ask for. Then we offer: Fee: ")
    assert "To say more we would need: a second issue that is open" in found.basis[-1]


def test_without_weights_worth_is_told_in_parts_of_a_hundred() -> None:
    found = advised(re.sub(r", weight: \d+", "", DEAL))
    assert found.trades
    assert all(re.fullmatch(r"\d+ of 100", text) for one in found.trades for text in (one.ours, one.theirs))
    assert any("parts of 100" in line for line in found.basis)


def test_a_plan_without_issues_has_no_analysis() -> None:
    case = case_of()
    assert not annex(case).advised
    assert not packages_plot(Desk(case, Words(case.deal)))
    assert "Trades in which" not in part_text(render_brief(case))


def test_the_chart_of_packages() -> None:
    desk = Desk(sample("procurement"), Words(sample_deal("procurement")))
    plot = packages_plot(desk)
    assert [one.name for one in plot.series] == [
        "Best for both",
        "Our offers",
        "Their offers",
        "Packages",
        "Our limit",
        "Their limit, our guess",
    ]
    best, ours, theirs, packages, *_ = plot.series
    assert [one.text for one in packages.points] == ["A", "B", "C"]
    assert (ours.points[0].x, ours.points[0].y) == (100, 0)
    assert [one.text for one in theirs.points] == ["Round 1", "", "Round 3"]
    assert all(one.x >= two.x for one, two in zip(best.points, best.points[1:], strict=False))
    assert plot.across.low <= min(one.x for one in theirs.points)
    assert "Packages: A " in plot.alt
    assert plot.alt.startswith("The best outcomes for both run from ")


def test_the_chart_shows_what_was_agreed() -> None:
    plot = packages_plot(Desk(sample("agency"), Words(sample_deal("agency"))))
    (agreed,) = (one for one in plot.series if one.name == "Agreed")
    assert [one.text for one in agreed.points] == ["Agreed"]
    ours = next(one for one in plot.series if one.name == "Our offers")
    assert (ours.points[-1].x, ours.points[-1].y) == (agreed.points[0].x, agreed.points[0].y)


def test_no_chart_where_all_outcomes_are_worth_the_same() -> None:
    case = case_of(
        "issues: [{id: a, kind: choice, options: [x], ours: {scores: {x: 1}}, theirs: {scores: {x: 1}}}]"
    )
    assert not packages_plot(Desk(case, Words(case.deal)))


@pytest.mark.parametrize("name", ["agency", "agency-early", "software", "stalled-price", "procurement"])
def test_pages_say_what_the_word_file_says(name: str) -> None:
    found = annex(sample(name)).advised
    page = render_brief_page(sample(name), "html").decode()
    for row in (*found.trades, *found.packages):
        assert (row.text if hasattr(row, "text") else row.terms) in page
    for line in (*found.package_notes, *found.counteroffer, *found.step_notes, *found.basis):
        assert line in page


def test_german_readers_get_german_advice() -> None:
    case = open_case(before_any_offer("agency"), small_rules(), MONDAY)
    words = Words(case.deal, "de_DE", texts_for("de_DE"))
    made = brief_of(case, words).annex
    assert made is not None
    assert made.advised.trades[0].text.startswith("Wenn Sie 8.800 EUR per month zustimmen (Monthly fee)")
    assert lint_document(render_brief(case, locale="de_DE")) == ()


def test_offers_that_leave_issues_open_are_not_on_the_chart() -> None:
    log = (
        "bargaining: {offers: [{round: 1, by: us, terms: {fee: 95}}, {round: 1, by: them, terms: {fee: 60}}]}"
    )
    case = case_of(f"{DEAL}\n{log}")
    assert {"Our offers", "Their offers"}.isdisjoint(
        one.name for one in packages_plot(Desk(case, Words(case.deal))).series
    )


def test_without_targets_only_what_is_known_is_told() -> None:
    case = case_of(re.sub(r"target: \d+, ", "", DEAL))
    found = annex(case).advised
    assert (found.packages, found.package_notes, found.steps, found.counteroffer) == ((), (), (), ())
    assert "our target on Fee; our target on Days; our target on Seats" in found.basis[-1]
    assert not packages_plot(Desk(case, Words(case.deal)))


def test_concessions_below_our_target_are_held_back() -> None:
    planned = "strategy: {concessions: [{id: a, give: Far less, issue: fee, to: 70}]}"
    found = advised(f"{DEAL}\n{planned}")
    assert found.step_notes[-1] == "To be kept back, since it would take us below our target: Far less."
    assert [(one.state, one.cost) for one in found.bargains] == [("still ours", "about 30 EUR")]
    assert found.instead == ""
