"""The answer: whether there is a deal, where a good one lies, what to trade and offer, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...bargaining.advice.counteroffer import Counteroffer
from ...bargaining.advice.trades import Trade
from ...bargaining.efficiency.points import Place
from ..words import enumerated
from .chart import LETTERS, plane_of
from .figures import Figures
from .firm import in_words, worth_asking
from .model import Bar, Bars, Block, Bullets, Paragraph, Section, Table

MOST_TRADES = 3
MOST_NEEDED = 3


def answer(figures: Figures) -> Iterator[Section]:
    """What a rep reads first."""
    analysis = figures.analysis
    if analysis.final is not None:
        yield Section("How good is what was agreed?", tuple(_agreed(figures, analysis.final)))
    else:
        yield Section("Is there a deal?", tuple(_zone(figures)))
    if analysis.nash is not None:
        yield Section("Where a good deal lies", tuple(_good_deal(figures)))
    if analysis.final is None:
        yield Section("The best trades", tuple(_trades(figures)))
        yield Section("Packages to offer together", tuple(_packages(figures)))
    yield Section("What to do next", (Bullets(tuple(_next(figures)), numbered=True),))


def _agreed(figures: Figures, final: Place) -> Iterator[Block]:
    ours, theirs = figures.share("us", final.ours), figures.share("them", final.theirs)
    worth = f"It is worth {ours} of 100 points to us and, as far as we can tell, {theirs} to them."
    if final.efficient:
        yield Paragraph("It wastes nothing: no other deal is better for one side and worse for none.", "lead")
        yield Paragraph(worth)
        return
    yield Paragraph(
        "Something was left on the table: other deals are better for one side and worse for neither.", "lead"
    )
    yield Paragraph(worth)
    best = max(
        final.better, key=lambda one: (min(one.ours - final.ours, one.theirs - final.theirs), one.ours)
    )
    changes = [
        f"{issue.label}: {figures.term(issue, best.terms)} in place of {figures.term(issue, final.terms)}"
        for issue in figures.issues
        if issue.id in best.terms
        and issue.id in final.terms
        and best.terms[issue.id].low != final.terms[issue.id].low
    ]
    yield Paragraph(
        f"For {figures.share('us', best.ours)} points to us and {figures.share('them', best.theirs)} to them:"
    )
    yield Bullets(tuple(changes))


def _zone(figures: Figures) -> Iterator[Block]:
    analysis = figures.analysis
    if not analysis.space.dimensions:
        yield Paragraph(
            "The plan does not tell enough to say: no issue can be valued for both sides.", "lead"
        )
        return
    space, points = analysis.space, analysis.frontier.points
    if not points:
        yield Paragraph("No. As the plan stands, no outcome is good enough for both sides.", "lead")
        yield Paragraph("Change a limit, add an issue, or improve the alternative before going on.", "bad")
        return
    unknown = [
        whose
        for whose, least in (("our", space.reservation_ours), ("their", space.reservation_theirs))
        if least is None
    ]
    if unknown:
        what = "limit is" if len(unknown) == 1 else "limits are"
        yield Paragraph(f"Not known yet: {enumerated(unknown)} {what} not on record.", "lead")
    else:
        yield Paragraph("Yes. There are deals that both sides should accept.", "lead")
    best, last = points[0], points[-1]
    yield Paragraph(
        f"Of the deals that waste nothing, the best for us gives us {figures.score('us', best.ours)} of 100 points and "
        f"them {figures.score('them', best.theirs)}; the best for them gives us {figures.score('us', last.ours)} and "
        f"them {figures.score('them', last.theirs)}."
    )


def _good_deal(figures: Figures) -> Iterator[Block]:
    analysis = figures.analysis
    fair = analysis.nash
    assert fair is not None
    yield Paragraph(
        f"A fair deal balances what both gain over their limits (Nash). It is worth {figures.share('us', fair.ours)} "
        f"of 100 points to us and {figures.share('them', fair.theirs)} to them:"
    )
    if analysis.final is not None:
        agreed = analysis.final.terms
        compared = [
            (one.label, figures.term(one, fair.terms), figures.term(one, agreed)) for one in figures.issues
        ]
        yield Table(("Issue", "A fair deal", "What was agreed"), tuple(compared))
        yield plane_of(figures)
        return
    ground = analysis.ground
    ours, theirs = (figures.places(places, ground.space) for places in (ground.ours, ground.theirs))
    rows = [
        (issue.label, figures.term(issue, fair.terms), figures.term(issue, ours), figures.term(issue, theirs))
        for issue in figures.issues
    ]
    yield Table(("Issue", "A fair deal", "We stand at", "They stand at"), tuple(rows))
    yield plane_of(figures)


def _trades(figures: Figures) -> Iterator[Block]:
    trades = figures.analysis.trades
    if not trades.found:
        yield Paragraph("No trade of two issues leaves both sides better off.")
    else:
        found = trades.found[:MOST_TRADES]
        yield Bars("What each brings, all in all:", tuple(_bar(figures, trade) for trade in found))
    yield from _missing(trades.needed)


def _bar(figures: Figures, trade: Trade) -> Bar:
    """Lengths in money where both rates are known, else in points: never one of each."""
    ours, theirs = figures.analysis.ground.rate_ours, figures.analysis.ground.rate_theirs
    lengths = (
        (float(ours.money(trade.ours)), float(theirs.money(trade.theirs)))
        if ours and theirs
        else (figures.units("us", trade.ours), figures.units("them", trade.theirs))
    )
    return Bar(figures.adviser.trade(trade), *lengths, *figures.worth(trade.ours, trade.theirs))


def _packages(figures: Figures) -> Iterator[Block]:
    packages = figures.analysis.packages
    if not packages.found:
        yield Paragraph("There are no packages of equal worth to us that differ enough.")
        yield from _missing(packages.needed)
        return
    yield Paragraph(
        "They are worth the same to us and differ in what they give. Offer them together: which one they like tells "
        "what matters to them."
    )
    space = figures.adviser.ground.space
    terms = [space.terms(one.choice) for one in packages.found]
    head = (
        "Issue",
        *(
            f"{letter}: kind on {one.favours.label}"
            for letter, one in zip(LETTERS, packages.found, strict=False)
        ),
    )
    rows = [(issue.label, *(figures.term(issue, each) for each in terms)) for issue in figures.issues]
    rows.append(("Points for us", *(figures.score("us", one.ours) for one in packages.found)))
    rows.append(
        ("Points for them (our guess)", *(figures.score("them", one.theirs) for one in packages.found))
    )
    yield Table(head, tuple(rows))
    if packages.reopened:
        yield Paragraph("They reopen what our last offer gave; say so.", "muted")


def _missing(needed: Sequence[str]) -> Iterator[Block]:
    if needed:
        named = list(dict.fromkeys(needed))
        more = len(named) - MOST_NEEDED
        listed = [*named[:MOST_NEEDED], f"{more} more"] if more > 1 else named
        yield Paragraph(f"More could be said with {enumerated(listed)}.", "muted")


def _next(figures: Figures) -> Iterator[str]:
    analysis = figures.analysis
    yield _offer(figures, analysis.counteroffer)
    price = analysis.concessions.price
    if price is not None and price.steps:
        values = [figures.adviser.term(price.issue, step.after) for step in price.steps]
        yield f"Keep the steps on {price.issue.label} shrinking: {', then '.join(values)}."
    elif len(analysis.concessions.package) > 1:
        levels = [figures.score("us", step.level) for step in analysis.concessions.package]
        yield f"Keep the steps shrinking: worth {', then '.join(levels)} points to us."
    unknown = worth_asking(figures)
    if unknown is not None:
        yield f"Find out {in_words(figures, unknown)}: no other answer would change this advice more."


def _offer(figures: Figures, offer: Counteroffer) -> str:
    adviser = figures.adviser
    if not offer:
        return _WHY[offer.why]
    ask = ""
    if offer.planned:
        asked = (one.concession.ask_in_return or "" for one in offer.planned)
        ask = " Ask for it: " + " ".join(text.rstrip(".") + "." for text in asked)
    elif offer.ask is not None:
        ask = f" Ask for it: {adviser.steps([offer.ask])}."
    worth = (
        f"worth {figures.score('us', offer.ours)} points to us, {figures.score('them', offer.theirs)} to them"
    )
    return f"Offer next: {adviser.terms(offer.choice)} ({worth}).{ask}"


_WHY = {
    "": "",
    "closed": "An offer is accepted: put it in writing.",
    "no offer yet": "Open, or offer the packages above together; no offer of ours is on the table yet.",
    "their turn": "Wait for their answer: our last offer is on the table.",
    "at target": "Hold: we stand at our target.",
    "accept": "Accept: their last offer is worth as much to us as our next step.",
    "not known": "State a target for each issue, so that a next offer can be worked out.",
    "no room": "Nothing that is left to give would be worth anything to them: look for a new issue.",
}
