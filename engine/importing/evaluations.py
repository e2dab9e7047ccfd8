"""What each value of an issue is worth in a profile: options one by one, whole numbers by a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from fractions import Fraction
from math import ceil, floor
from typing import Final

from ..deal.shown import shown
from ..source.limits import DEFAULT
from ..source.problems import Collector, Fault
from ..source.scalars import exact_context
from ..suggest import near_or_listed, nearest
from .attributes import exact_number, text_of, whole_number
from .domain import Listed, Ranged, bounds_of, kind_of
from .markup import Element

EXACT: Final = exact_context(DEFAULT.digits)
"""Arithmetic that raises DecimalException rather than round."""

_NOTHING: Final = Decimal("0.00001")
"""GENIUS counts an issue whose evaluations all lie below this as worth nothing."""
_WITHOUT: Final = "null"
_WAY: Final = '<evaluator ftype="linear" offset="0" slope="0.1"/>'


def read_options(issue: Listed, element: Element, collector: Collector) -> Mapping[str, Decimal]:
    """The evaluation of each option, in the order of the domain; they are divided by the largest when used."""
    found: dict[str, Decimal] = {}
    meant: set[str | None] = set()
    if not _is_kind("discrete", issue.name, element, collector):
        return found
    for item in element.named("item"):
        option = text_of(item, "value", collector)
        if option is None:
            continue
        place = f"option {shown(option)} of issue {shown(issue.name)}"
        if option not in issue.options:
            hint = near_or_listed(option, issue.options, "the domain has")
            meant.add(nearest(option, issue.options))
            collector.add(Fault("unknown-option", f"{place} is not in the domain", hint), item.position)
        elif option in found:
            collector.add(
                Fault("duplicate-option", f"{place} stands twice", "keep one of them"), item.position
            )
        elif item.attributes.get("evaluation", _WITHOUT).strip() in ("", _WITHOUT):
            fault = Fault("no-evaluation", f"{place} has no evaluation", 'add evaluation="..."')
            collector.add(fault, item.position)
            found[option] = Decimal(0)
        else:
            found[option] = _evaluation(place, item, collector)
    for option in issue.options:
        if option not in found and option not in meant:
            place = f"option {shown(option)} of issue {shown(issue.name)}"
            hint = f'add <item value="{option}" evaluation="..."/>'
            collector.add(Fault("no-evaluation", f"{place} has no evaluation", hint), element.position)
    if max(found.values(), default=Decimal(0)) < _NOTHING:
        return dict.fromkeys(issue.options, Decimal(0))
    return {option: found[option] for option in issue.options if option in found}


def read_line(issue: Ranged, element: Element, collector: Collector) -> Mapping[int, Decimal]:
    """The points of the curve of worth over the whole numbers of an issue, between 0 and 1 each.

    A line goes on straight between two neighbours of the points; it bends where GENIUS cuts it off at 0 and at 1.
    Empty when there is something wrong with it, which is noted.
    """
    if not _is_kind("integer", issue.name, element, collector):
        return {}
    _check_bounds(issue, element, collector)
    evaluator = next(element.named("evaluator"), None)
    if evaluator is None:
        message = f"the integer issue {shown(issue.name)} has no evaluation"
        collector.add(Fault("no-evaluation", message, f"add {_WAY}"), element.position)
        return {}
    line = _line(issue, evaluator, collector)
    if line is None:
        return {}
    try:
        return {value: line.worth(value) for value in line.bends(issue)}
    except DecimalException:
        message = f"the evaluation of {shown(issue.name)} needs more than {DEFAULT.digits} digits"
        collector.add(Fault("number-too-long", message, "round its numbers"), evaluator.position)
        return {}


def _is_kind(expected: str, name: str, element: Element, collector: Collector) -> bool:
    kind = kind_of(element)
    if kind != expected:
        message = f"issue {shown(name)} is {kind} here and {expected} in the domain"
        collector.add(Fault("another-kind", message, "give both files the same issues"), element.position)
    return kind == expected


def _evaluation(place: str, item: Element, collector: Collector) -> Decimal:
    worth = exact_number(item, "evaluation", collector)
    if worth is not None and worth < 0:
        message = f"{place} has a negative evaluation"
        collector.add(Fault("negative", message, "GENIUS counts from 0 up"), item.position)
    return Decimal(0) if worth is None else worth


def _check_bounds(issue: Ranged, element: Element, collector: Collector) -> None:
    holder = bounds_of(element)
    if not {"lowerbound", "upperbound"} & set(holder.attributes):
        return
    low = whole_number(holder, "lowerbound", collector)
    high = whole_number(holder, "upperbound", collector)
    if low is not None and high is not None and (low, high) != (issue.low, issue.high):
        ours, theirs = f"{low} to {high}", f"{issue.low} to {issue.high}"
        message = f"{shown(issue.name)} goes from {ours} here and from {theirs} in the domain"
        collector.add(Fault("other-bounds", message, "give both files the same bounds"), holder.position)


@dataclass(frozen=True, slots=True)
class _Line:
    """Worth at the value `origin`, and what each unit above it adds."""

    origin: int
    at: Decimal
    slope: Decimal

    def worth(self, value: int) -> Decimal:
        """The worth of a value, cut off at 0 and 1. Raises DecimalException when it has too many digits."""
        uncut = EXACT.add(self.at, EXACT.multiply(self.slope, value - self.origin))
        return min(max(uncut, Decimal(0)), Decimal(1))

    def bends(self, issue: Ranged) -> list[int]:
        """Both bounds, and the whole numbers on either side of where the line crosses 0 and 1."""
        found = {issue.low, issue.high}
        for cut in (0, 1) if self.slope else ():
            crossing = self.origin + (cut - Fraction(self.at)) / Fraction(self.slope)
            found |= {value for value in (floor(crossing), ceil(crossing)) if issue.low < value < issue.high}
        return sorted(found)


def _line(issue: Ranged, evaluator: Element, collector: Collector) -> _Line | None:
    """`offset` and `slope` count from the lower bound, the parameters of older files from 0."""
    form = evaluator.attributes.get("ftype", "linear").strip().lower()
    if form not in ("linear", "constant"):
        message = f"the evaluation of {shown(issue.name)} is of the form {shown(form)}"
        collector.add(Fault("unknown-form", message, "known: linear, constant"), evaluator.position)
        return None
    older = "parameter0" in evaluator.attributes
    names = ("parameter0", "parameter1") if older else ("offset", "slope")
    at = exact_number(evaluator, names[0], collector)
    slope = exact_number(evaluator, names[1], collector) if form == "linear" else Decimal(0)
    if at is None or slope is None:
        return None
    return _Line(0 if older else issue.low, at, slope)
