"""What stands behind the answer: fair and efficient deals, concessions, offers, how firm it is, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...bargaining.advice.concessions import Bargain
from ...bargaining.efficiency.points import Outcome, outcome
from ...bargaining.history import LogReading
from ...bargaining.history.limits import ImpliedLimit
from ...deal.issues import Issue, Position
from ..words import counted
from .answer import MOST_TRADES
from .chart import fair_outcomes, thinned, whole_offers
from .figures import ABSENT, Figures
from .firm import firm
from .model import Block, Bullets, Paragraph, Section, Table

MOST_ROWS = 12
MOST_COLUMNS = 5


def details(figures: Figures) -> Iterator[Section]:
    """The sections for whoever wants to know more; those that have nothing to say are left out."""
    parts = (
        ("Issue by issue", _issues(figures)),
        ("Fair deals", _fair(figures)),
        ("Deals that waste nothing", _efficient(figures)),
        ("More trades", _more_trades(figures)),
        ("Planned concessions", _concessions(figures)),
        ("The offers so far", _log(figures)),
        ("How firm this is", firm(figures)),
        ("What was assumed, and left out", _assumed(figures)),
    )
    for title, found in parts:
        blocks = tuple(found)
        if blocks:
            yield Section(title, blocks)


def _issues(figures: Figures) -> Iterator[Block]:
    zones = figures.analysis.zones
    if not zones:
        return
    rows = [
        (
            zone.issue.label,
            _stand(figures, zone.issue, zone.issue.ours),
            _stand(figures, zone.issue, zone.issue.theirs),
            _ZONES[zone.exists],
        )
        for zone in zones
    ]
    yield Table(("Issue", "We", "They", "Room for both"), tuple(rows))


def _stand(figures: Figures, issue: Issue, stand: Position | None) -> str:
    terms = (("open at", stand.opening), ("stop at", stand.walkaway)) if stand else ()
    known = [f"{name} {figures.adviser.term(issue, term)}" for name, term in terms if term is not None]
    return "; ".join(known) or "not known"


_ZONES = {True: "yes", False: "no", None: "not known"}


def _fair(figures: Figures) -> Iterator[Block]:
    found = list(fair_outcomes(figures))
    if not found:
        return
    yield Bullets(
        tuple(f"{_upper(', '.join(names))}: {'; '.join(meanings)}." for _, names, meanings in found)
    )
    yield _side_by_side(
        figures, [one for one, _, _ in found], [_upper(", ".join(names)) for _, names, _ in found]
    )


def _efficient(figures: Figures) -> Iterator[Block]:
    analysis = figures.analysis
    found = analysis.frontier.points
    if not found:
        return
    shown = thinned(found, MOST_COLUMNS)
    listed = "" if len(shown) == len(found) else f", {len(shown)} of them evenly spread"
    yield Paragraph(
        f"Of {analysis.space.outcomes:,} outcomes {len(found):,} {'passes' if len(found) == 1 else 'pass'} the limits "
        "and cannot be bettered for one side without loss to the other (the Pareto frontier). From the best for us to "
        f"the best for them{listed}:"
    )
    if not analysis.frontier.exact:
        yield Paragraph(
            "There are more than are counted here; each of those is close to one that is.", "muted"
        )
    deals = [outcome(analysis.space, point) for point in shown]
    yield _side_by_side(figures, deals, [str(number) for number in range(1, len(shown) + 1)])


def _side_by_side(figures: Figures, deals: Sequence[Outcome], names: Sequence[str]) -> Table:
    """Deals as columns: what both have by them, and the terms."""
    rows = [
        ("Points for us", *(figures.share("us", one.ours) for one in deals)),
        ("Points for them", *(figures.share("them", one.theirs) for one in deals)),
        *((issue.label, *(figures.term(issue, one.terms) for one in deals)) for issue in figures.issues),
    ]
    return Table(("Issue", *names), tuple(rows))


def _more_trades(figures: Figures) -> Iterator[Block]:
    rest = figures.analysis.trades.found[MOST_TRADES:MOST_ROWS]
    if rest:
        rows = [(figures.adviser.trade(one), *figures.worth(one.ours, one.theirs)) for one in rest]
        yield Table(("Trade", "Brings us", "Brings them"), tuple(rows))


def _concessions(figures: Figures) -> Iterator[Block]:
    found = figures.analysis.bargains
    if found:
        rows = tuple(_bargain(figures, one) for one in found)
        yield Table(("We give", "We ask", "Costs us", "Brings them"), rows)


def _bargain(figures: Figures, one: Bargain) -> tuple[str, ...]:
    concession = one.planned.concession
    cost = figures.adviser.ours(-one.ours) if one.ours is not None else ""
    value = figures.adviser.theirs(one.theirs) if one.theirs is not None else ""
    made = f" (made in round {one.planned.round})" if one.planned.round is not None else ""
    return (
        concession.give + made,
        concession.ask_in_return or "nothing yet",
        cost or ABSENT,
        figures.adviser.guess(value) or ABSENT,
    )


def _log(figures: Figures) -> Iterator[Block]:
    found = list(whole_offers(figures))
    if found:
        rows = tuple(
            (
                str(offer.round),
                "we" if offer.by == "us" else "they",
                figures.share("us", place.ours),
                figures.share("them", place.theirs),
                offer.status or "",
            )
            for offer, place in found
        )
        yield Table(("Round", "By", "For us", "For them", "Status"), rows, frozenset({2, 3}))
    told = tuple(_told(figures, figures.analysis.log))
    if told:
        yield Bullets(told)


def _told(figures: Figures, log: LogReading) -> Iterator[str]:
    answered = log.reciprocity
    if answered is not None and answered.steps:
        given, returned = counted(answered.steps, "step"), answered.returned_steps
        yield f"Of our {given} towards them, they answered {returned} with a step towards us."
    for move in log.unpaid:
        yield f"In round {move.round} we gave something and nothing came back."
    for limit in log.implied_limits:
        yield _limit(figures, limit)
    forecast = log.forecast
    if forecast is not None and forecast.meets and forecast.rounds:
        yield f"At this pace the positions meet in {counted(forecast.rounds, 'more round')}."
    elif forecast is not None and forecast.meets is False:
        left = round(forecast.left * 100)
        yield f"At this pace the positions do not meet: {left} % of the first distance stays open."


def _limit(figures: Figures, limit: ImpliedLimit) -> str:
    whose = "Our" if limit.by == "us" else "Their"
    likely, between = (figures.adviser.term(limit.issue, term) for term in (limit.likely, limit.range))
    return (
        f"{whose} steps on {limit.issue.label} would end near {likely} ({between}) if they go on shrinking, which "
        "can be put on."
    )


def _assumed(figures: Figures) -> Iterator[Block]:
    space = figures.analysis.space
    left_out = tuple(f"{one.issue.label} is left out: {one.reason}." for one in space.left_out)
    steps = tuple(f"{one.issue.label} is looked at in {one.step}." for one in space.dimensions if one.step)
    told = (*space.assumptions, *left_out, *steps)
    if told:
        yield Bullets(told)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
