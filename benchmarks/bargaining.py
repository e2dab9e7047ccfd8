"""How long the bargaining analysis takes, against NegMAS where that is installed: `python -m benchmarks.bargaining`.

Random domains with real-valued worths. NegMAS enumerates every outcome; `pip install --group bench` installs it (about
800 MB with all that it needs). Its frontier must be ours up to the noise of floats.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from random import Random
from time import perf_counter

from engine.analysis import Analysis, analyze
from engine.bargaining.efficiency.frontier import Frontier, frontier
from engine.bargaining.efficiency.solutions import kalai, kalai_smorodinsky, nash, welfare
from engine.bargaining.efficiency.space import Space, space_from_worths
from engine.checking import check
from engine.deal.issues import Issue
from engine.deal.reading import parse_deal, read_deal
from engine.ruleset import load_ruleset

from .timing import milliseconds

Worths = list[list[tuple[float, float]]]
AS_OF = date(2026, 3, 2)
SAMPLE = Path(__file__).parents[1] / "samples" / "deals" / "agency.yaml"


def main() -> None:
    compare = _negmas()
    print(f"{'domain':<28}{'outcomes':>12}{'points':>8}{'frontier':>12}{'NegMAS':>12}{'ratio':>10}")
    for options in ((15,) * 4, (10,) * 6):
        _race(options, compare)
    if compare is None:
        print("NegMAS is not installed here: pip install --group bench")
    print()
    print(
        f"{'too many to enumerate':<28}{'points':>8}{'exact':>7}{'error':>9}{'frontier':>12}{'solutions':>12}"
    )
    _large("40 issues x 10 options", _random(Random(1), (10,) * 40))
    _large("7 fixed-sum issues x 11", _fixed_sum(Random(2), 7, 11))
    _large("40 fixed-sum issues x 10", _fixed_sum(Random(3), 40, 10))
    print()
    _deals()
    print(
        f"{'largest memory of this run':<46}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
    )


def _random(random: Random, options: tuple[int, ...]) -> Worths:
    """Weights that add up to 1, and a value from 0 to 1 for each option, to four decimals."""
    weights = [[random.random() for _ in options] for _ in range(2)]
    shares = [[round(weight / sum(side), 4) for weight in side] for side in weights]
    return [
        [(ours * round(random.random(), 4), theirs * round(random.random(), 4)) for _ in range(count)]
        for ours, theirs, count in zip(*shares, options, strict=True)
    ]


def _fixed_sum(random: Random, issues: int, options: int) -> Worths:
    """What one side gains the other loses, by weights that hardly ever tie: every outcome is efficient."""
    weights = [random.randint(500_000, 3_000_000) for _ in range(issues)]
    return [
        [(weight * step / 10**6, weight * (options - 1 - step) / 10**6) for step in range(options)]
        for weight in weights
    ]


def _space(worths: Worths) -> Space:
    return space_from_worths(
        [
            (
                Issue(id=f"i{place}", kind="choice"),
                [str(option) for option in range(len(one))],
                [(Fraction(f"{ours:.8f}"), Fraction(f"{theirs:.8f}")) for ours, theirs in one],
            )
            for place, one in enumerate(worths)
        ]
    )


Rival = Callable[[Worths], list[tuple[float, float]]]


def _negmas() -> Rival | None:
    if find_spec("negmas") is None:
        return None
    from negmas import LinearAdditiveUtilityFunction, make_issue
    from negmas.preferences.ops import pareto_frontier

    def points(worths: Worths) -> list[tuple[float, float]]:
        issues = [
            make_issue([str(option) for option in range(len(one))], f"i{place}")
            for place, one in enumerate(worths)
        ]
        ufuns = [
            LinearAdditiveUtilityFunction(
                values=[{str(option): pair[side] for option, pair in enumerate(one)} for one in worths],
                weights=[1.0] * len(worths),
                issues=issues,
            )
            for side in (0, 1)
        ]
        return [(ours, theirs) for ours, theirs in pareto_frontier(ufuns, issues=issues)[0]]

    return points


def _race(options: tuple[int, ...], rival: Rival | None) -> None:
    worths = _random(Random(7), options)
    space = _space(worths)
    spent = milliseconds(lambda: frontier(space))
    found = frontier(space)
    name = f"{len(options)} issues x {options[0]} options"
    row = f"{name:<28}{space.outcomes:>12,}{len(found.points):>8}{spent:>9.2f} ms"
    if rival is not None:
        start = perf_counter()
        theirs = rival(worths)
        seconds = perf_counter() - start
        same = "" if _same(space, found, theirs) else "  THE FRONTIERS DIFFER"
        row += f"{seconds:>10.2f} s{seconds * 1000 / spent:>9,.0f}x{same}"
    print(row)


def _same(space: Space, found: Frontier, theirs: list[tuple[float, float]]) -> bool:
    ours = [tuple(map(float, space.utilities(point.ours, point.theirs))) for point in found.points]
    return len(ours) == len(theirs) and all(
        abs(one - two) < 1e-6
        for pair in zip(ours, sorted(theirs, reverse=True), strict=True)
        for one, two in zip(*pair, strict=True)
    )


def _large(name: str, worths: Worths) -> None:
    space = _space(worths)
    start = perf_counter()
    found = frontier(space)
    listed = perf_counter()
    for solution in (nash, kalai, kalai_smorodinsky, welfare):
        solution(space, found)
    solved = perf_counter()
    error = float(found.max_error / Fraction(max(point.ours for point in found.points), space.scale_ours))
    print(
        f"{name:<28}{len(found.points):>8}{'yes' if found.exact else 'no':>7}{error:>9.3%}"
        f"{(listed - start) * 1000:>9.0f} ms{(solved - listed) * 1000:>9.0f} ms"
    )


def _deals() -> None:
    deal, ruleset = parse_deal(EIGHT_ISSUES, "eight.yaml"), load_ruleset()
    for name, one in (("sample of 7 issues and 10 offers", read_deal(SAMPLE)), ("deal of 8 issues", deal)):
        checked = milliseconds(lambda one=one: check(one, ruleset, AS_OF))
        analysed = milliseconds(lambda one=one: _all_points(analyze(one)))
        print(f"{name:<34}{'check':<12}{checked:8.2f} ms")
        print(f"{'':<34}{'analysis':<12}{analysed:8.2f} ms")


def _all_points(analysis: Analysis) -> None:
    for part in ("frontier", "nash", "kalai", "kalai_smorodinsky", "welfare", "final"):
        getattr(analysis, part)


EIGHT_ISSUES = """
deal: {id: eight, title: Eight issues, currency: EUR, stage: bargaining}
us: {name: Us, walkaway: {value: 90000}}
them: {name: Them, walkaway: {value: {value: [110000, 130000], source: estimated}}}
issues:
  - {id: price, kind: money, hard: true, ours: {opening: 120000, walkaway: 90000, weight: 40},
     theirs: {opening: 80000, walkaway: [110000, 130000], weight: [30, 40]}}
  - {id: payment, kind: duration, unit: days, ours: {opening: 14, walkaway: 60, weight: 10},
     theirs: {opening: 90, walkaway: 21, weight: 6}}
  - {id: delivery, kind: duration, unit: days, ours: {opening: 60, walkaway: 20, weight: 8},
     theirs: {opening: 10, walkaway: 45, weight: 14}}
  - {id: term, kind: duration, unit: months, ours: {opening: 36, walkaway: 12, weight: 12},
     theirs: {opening: 6, walkaway: 24, weight: 8}}
  - {id: start, kind: date, ours: {opening: 2026-04-01, walkaway: 2026-06-01, weight: 5},
     theirs: {opening: 2026-07-01, walkaway: 2026-05-01, weight: 7}}
  - {id: support, kind: choice, options: [office hours, extended, round the clock],
     ours: {scores: {office hours: 100, extended: 60, round the clock: 0}, weight: 10},
     theirs: {scores: {office hours: 0, extended: 80, round the clock: 100}, weight: 15}}
  - {id: training, kind: choice, options: [none, online, on site],
     ours: {scores: {none: 100, online: 70, on site: 20}, weight: 8},
     theirs: {scores: {none: 0, online: 50, on site: 100}, weight: 12}}
  - {id: reference, kind: choice, options: [none, named, published],
     ours: {scores: {none: 0, named: 70, published: 100}, weight: 7},
     theirs: {scores: {none: 100, named: 80, published: 0}, weight: 4}}
"""


if __name__ == "__main__":
    main()
