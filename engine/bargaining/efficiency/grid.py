"""The values that an issue can take: listed options, or a range cut into steps that read well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, lcm

from ...deal.currency import decimals
from ...deal.issues import Issue
from ...deal.term import Scalar, Term
from ..preferences import direction, preference
from .exact import ends
from .worth import SIDES, hull, terms

MOST_STEPS = 1000
"""A step of the plan that would make more options than this is doubled, tripled and so on."""
_DAYS = (1, 2, 7, 14, 28)


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of an issue: numbers and dates ascending, options in the order of the plan; `step` in words."""

    values: tuple[Scalar, ...]
    step: str


def grid(issue: Issue, offered: Sequence[Term], steps: int, currency: str) -> Grid:
    """Every stated position and offered value, and for a range some between: at most `steps` and those.

    Values beyond a hard limit of ours are left out. `offered` are terms of offers on the issue.
    """
    if issue.kind == "choice":
        values: Iterable[Scalar] = dict.fromkeys([*(issue.options or _named(issue)), *_texts(offered)])
        words = ""
    else:
        values, words = _numbers(issue, offered, steps, currency)
    ours = preference(issue, "us")
    if issue.hard and ours.walkaway is not None:
        values = (value for value in values if not ours.value_beyond_walkaway(value))
    return Grid(tuple(values), words)


def _named(issue: Issue) -> list[Scalar]:
    stands = [stand for stand in (issue.ours, issue.theirs) if stand is not None]
    scored = [option for stand in stands for option in stand.scores or ()]
    return [*scored, *_texts([*terms(issue, "us"), *terms(issue, "them")])]


def _texts(found: Iterable[Term]) -> list[Scalar]:
    return [term.low for term in found if isinstance(term.low, str)]


def _numbers(
    issue: Issue, offered: Sequence[Term], steps: int, currency: str
) -> tuple[Iterable[Scalar], str]:
    around = hull(issue)
    assert around is not None  # a number without any position is not valued, and has no grid
    said = {end for term in offered for end in ends(term)}
    stated = {*around, *(end for side in SIDES for term in terms(issue, side) for end in ends(term))}
    width = around[1] - around[0]
    if not width:
        units = lcm(*(value.denominator for value in stated | said))
        return _scalars(issue, sorted(_in_units(value, units) for value in stated | said), units), ""
    places = max(_places(value) for value in stated | said)
    if issue.step is not None:
        step = Fraction(issue.step)
        step *= max(1, -(-width // (step * MOST_STEPS)))
        start = around[0]
    elif issue.kind == "date":
        step = _whole_days(width / steps)
        start = around[0]
    else:
        step = _round_number(width / steps, _finest(issue, currency, width, steps, places))
        start = step * -(-around[0] // step)
    lowest, highest = _asked(issue)
    # In units in which all of them are whole numbers, which are reckoned with much faster.
    units = lcm(*(value.denominator for value in (start, step, *around, *stated, *said)))
    first, width_of_step, last = (_in_units(value, units) for value in (start, step, around[1]))
    between = {_in_units(value, units) for value in stated}.union(range(first, last + 1, width_of_step))
    if lowest is not None:
        least = ceil(lowest * units)
        between = {value for value in between if value >= least}
    if highest is not None:
        most = floor(highest * units)
        between = {value for value in between if value <= most}
    values = sorted(between.union(_in_units(value, units) for value in said))
    return _scalars(issue, values, units), _words(issue, step, currency)


def _in_units(value: Fraction, units: int) -> int:
    return value.numerator * (units // value.denominator)


def _asked(issue: Issue) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest value that a side asks for: nobody gets more than it wished at first.

    Where each side already grants more than the other asks for, it is what lies between the two.
    """
    found: dict[int, Fraction] = {}
    for side in SIDES:
        sign, wishes = direction(issue, side), [end for term in terms(issue, side) for end in ends(term)]
        if sign is not None and wishes:
            best = max(wishes) if sign > 0 else min(wishes)
            known = found.get(sign)
            found[sign] = best if known is None else max(best, known) if sign > 0 else min(best, known)
    lowest, highest = found.get(-1), found.get(1)
    if lowest is not None and highest is not None and lowest > highest:
        return highest, lowest
    return lowest, highest


def _whole_days(least: Fraction) -> Fraction:
    return Fraction(next((days for days in _DAYS if days >= least), -(-least // _DAYS[-1]) * _DAYS[-1]))


def _round_number(least: Fraction, places: int) -> Fraction:
    """The smallest of 1, 2, 5, 10, 20 ... that is not below `least`, with so many decimal places at most."""
    units = 10**places
    least_units, power = ceil(least * units), 1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= least_units:
                return Fraction(digit * power, units)
        power *= 10


def _finest(issue: Issue, currency: str, width: Fraction, steps: int, places: int) -> int:
    """Decimal places of a step: those of the stated values, more where money or percents would have few options."""
    if width * 10**places >= steps or issue.kind not in ("money", "percent"):
        return places
    return max(places, decimals(currency) if issue.kind == "money" else places + 1)


def _places(value: Fraction) -> int:
    places, rest = 0, value.denominator
    while 10**places % rest:
        places += 1
    return places


def _scalars(issue: Issue, values: Sequence[int], units: int) -> list[Scalar]:
    if issue.kind == "date":
        return [date.fromordinal(value // units) for value in values]
    return [Decimal(value) if units == 1 else decimal(Fraction(value, units)) for value in values]


def decimal(value: Fraction) -> Decimal:
    """A fraction with a power of ten below the line as the number it is."""
    places = _places(value)
    return Decimal(f"{int(value * 10**places)}E-{places}") if places else Decimal(int(value))


def _words(issue: Issue, step: Fraction, currency: str) -> str:
    unit = {"money": issue.unit or currency, "percent": "%", "date": "days"}.get(issue.kind, issue.unit or "")
    if step == 1 and unit.endswith("s"):
        return f"single {unit}"
    return f"steps of {decimal(step):,f} {unit}".rstrip()
