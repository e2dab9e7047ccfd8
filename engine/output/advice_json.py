"""Advice as plain data: trades, packages, concessions, the next offer. Utilities on the scale of the deal's weights."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..analysis import Analysis
from ..bargaining.advice.concessions import Bargain, ConcessionPlan
from ..bargaining.advice.counteroffer import Counteroffer
from ..bargaining.advice.ground import Planned
from ..bargaining.advice.packages import Package
from ..bargaining.advice.trades import Step
from ..bargaining.efficiency.space import Space
from .encoding import plain
from .numbers import number


def trades(analysis: Analysis) -> list[dict[str, Any]]:
    """The trades in which both sides gain, largest joint gain first."""
    space = analysis.ground.space
    return [
        {
            "give": _step(space, one.give),
            "get": _step(space, one.get),
            "ours": _ours(space, one.ours),
            "theirs": _theirs(space, one.theirs),
        }
        for one in analysis.trades.found
    ]


def packages(analysis: Analysis) -> list[dict[str, Any]]:
    """Packages of equal worth to us."""
    space = analysis.ground.space
    return [_package(space, one) for one in analysis.packages.found]


def concessions(analysis: Analysis) -> dict[str, Any]:
    """What planned concessions cost and buy, the steps to our target, and the next offer."""
    space = analysis.ground.space
    return {
        "planned": [_bargain(space, one) for one in analysis.bargains],
        **_plan(space, analysis.concessions),
        "next": _next(space, analysis.counteroffer),
        "needed": list(analysis.ground.needed),
    }


def _package(space: Space, one: Package) -> dict[str, Any]:
    return {
        "ours": _ours(space, one.ours),
        "theirs": _theirs(space, one.theirs),
        "terms": _terms(space, one.choice),
        "favours": one.favours.id,
    }


def _plan(space: Space, plan: ConcessionPlan) -> dict[str, Any]:
    price = plan.price
    return {
        "price": None
        if price is None
        else {
            "issue": price.issue.id,
            "start": plain(price.start),
            "steps": [
                {"to": plain(one.after), "size": one.size, "planned": _id(one.planned)} for one in price.steps
            ],
        },
        "package": [
            {
                "level": _ours(space, one.level),
                "size": _ours(space, one.size),
                "gives": [_id(planned) for planned in one.gives],
                "terms": _terms(space, one.choice) if one.choice else None,
            }
            for one in plan.package
        ],
        "held_back": [_id(planned) for planned in plan.held_back],
    }


def _bargain(space: Space, one: Bargain) -> dict[str, Any]:
    return {
        "id": _id(one.planned),
        "ours": None if one.ours is None else _ours(space, one.ours),
        "theirs": None if one.theirs is None else _theirs(space, one.theirs),
        "cost": None if one.cost is None else number(one.cost),
        "value": None if one.value is None else number(one.value),
    }


def _next(space: Space, offer: Counteroffer) -> dict[str, Any]:
    return {
        "why_none": offer.why,
        "offer": {
            "ours": _ours(space, offer.ours),
            "theirs": _theirs(space, offer.theirs),
            "terms": _terms(space, offer.choice),
        }
        if offer
        else None,
        "gives": [_step(space, one) for one in offer.gives],
        "planned": [_id(one) for one in offer.planned],
        "ask": None if offer.ask is None else _step(space, offer.ask),
    }


def _step(space: Space, one: Step) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "from": plain(one.before),
        "to": plain(one.after),
        "ours": _ours(space, one.ours),
        "theirs": _theirs(space, one.theirs),
    }


def _terms(space: Space, choice: tuple[int, ...]) -> dict[str, object]:
    return {id: plain(term) for id, term in space.terms(choice).items()}


def _id(planned: Planned | None) -> str | None:
    return None if planned is None else planned.concession.id


def _ours(space: Space, units: int) -> object:
    return number(Fraction(units, space.scale_ours))


def _theirs(space: Space, units: int) -> object:
    return number(Fraction(units, space.scale_theirs))
