"""How firm an analysis is: in how many draws of the plan's ranges it holds, and which answer would change it."""

from __future__ import annotations

from collections.abc import Iterator

from ...bargaining.robustness.draws import Input
from ...bargaining.robustness.information import Information
from ...bargaining.robustness.robustness import HeldTrade, Robustness
from ...bargaining.robustness.spreads import Spread
from .chart import LETTERS
from .figures import Figures
from .model import Block, Paragraph, Table

MOST_ANSWERS = 5
_FAIR = {"nash": "The fair deal (Nash)", "kalai": "That of equal gains (Kalai)"}


def firm(figures: Figures) -> Iterator[Block]:
    """What becomes of the advice while the ranges are drawn; nothing without draws."""
    found = figures.analysis.robustness
    if found is None:
        return
    if not found.inputs:
        yield Paragraph("Nothing that this rests on is a range: there is nothing to draw.")
        return
    yield Paragraph(
        f"The ranges of the plan were drawn {found.draws:,} times (seed {found.seed}). In {found.zone:,} draws there "
        f"is a deal that both accept.{''.join(_fair(found))}"
    )
    if found.packages:
        packages = tuple(
            (_package_name(one.name), f"{one.ours:,}", f"{one.theirs:,}") for one in found.packages
        )
        yield Table(("Draws in which", "we accept it", "they accept it"), packages, frozenset({1, 2}))
    if found.trades:
        trades = tuple(
            (f"{trade.give.issue.label} for {trade.get.issue.label}", *_counts(held))
            for trade, held in zip(figures.analysis.trades.found, found.trades, strict=False)
        )
        yield Table(
            ("Draws in which", "we gain by it", "they gain by it", "both do"), trades, frozenset({1, 2, 3})
        )
    spreads = next((one.spreads for one in found.solutions if one.name == "nash"), ())
    if spreads:
        yield Paragraph("Where the fair deal (Nash) lies in nine of ten draws:")
        terms = tuple((one.issue.label, _spread(figures, one, found.draws)) for one in spreads)
        yield Table(("Issue", "Terms"), terms)
    answers = [one for one in found.information if one.worth > 0][:MOST_ANSWERS]
    if answers:
        yield Paragraph("What it would help most to know:")
        rows = tuple(_answer(figures, one) for one in answers)
        yield Table(("Range", "As the plan has it", "Of all there is to learn"), rows, frozenset({2}))


def worth_asking(figures: Figures) -> Input | None:
    """The range that it would help most to know, if the advice rests on one and draws were asked for."""
    analysis = figures.analysis
    found = analysis.question if analysis.draws and analysis.final is None else None
    return None if found is None else found.input


def in_words(figures: Figures, one: Input) -> str:
    """What a range is about: `their limit on Price`, `our alternative`."""
    match one.location:
        case ("issues", int(place), ("ours" | "theirs") as side, str(field)):
            whose = "our" if side == "ours" else "their"
            issue = (figures.analysis.deal.issues or ())[place]
            return f"{whose} {_FIELDS.get(field, field)} on {issue.label}"
        case (("us" | "them") as party, str(field), *_):
            return f"{'our' if party == 'us' else 'their'} {_FIELDS.get(field, field)} for the whole deal"
        case _:
            return one.path


_FIELDS = {
    "walkaway": "limit",
    "batna": "alternative",
    "weight": "weight",
    "opening": "opening",
    "target": "target",
    "reservation": "reservation",
}


def _fair(found: Robustness) -> Iterator[str]:
    for one in found.solutions:
        if one.terms is not None:
            yield f" {_FAIR[one.name]} stays what it is in {one.holds:,}."


def _counts(one: HeldTrade) -> tuple[str, ...]:
    return f"{one.ours:,}", f"{one.theirs:,}", f"{one.holds:,}"


def _package_name(name: str) -> str:
    number = name.removeprefix("package ")
    return f"Package {LETTERS[int(number) - 1]}" if number.isdecimal() else "What was agreed"


def _spread(figures: Figures, one: Spread, draws: int) -> str:
    if one.term is not None:
        return figures.adviser.term(one.issue, one.term)
    if len(one.options) == 1:
        return str(one.options[0][0])
    return "; ".join(f"{option} in {count:,} of {draws:,}" for option, count in one.options)


def _answer(figures: Figures, one: Information) -> tuple[str, ...]:
    words = in_words(figures, one.input)
    return words[:1].upper() + words[1:], _stated(figures, one.input), f"{one.share * 100:.0f} %"


def _stated(figures: Figures, one: Input) -> str:
    match one.location:
        case ("issues", int(place), _, ("opening" | "target" | "walkaway")):
            return figures.adviser.term((figures.analysis.deal.issues or ())[place], one.term)
        case (_, ("walkaway" | "batna"), *_):
            return figures.money(one.term)
        case _:
            return figures.plain(one.term)
