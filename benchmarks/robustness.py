"""What it costs to tell how far results hold: `python -m benchmarks.robustness` from the top of the checkout.

1,000 draws of a deal of ten issues, weights and limits of the other side as ranges, with three packages, should take
less than 5 seconds; the question that a check asks less than 10 milliseconds.
"""

from __future__ import annotations

from random import Random
from time import perf_counter

from engine.bargaining.efficiency.building import value
from engine.bargaining.robustness.question import decisive
from engine.bargaining.robustness.robustness import DRAWS, Terms, robustness
from engine.deal.model import Deal
from engine.deal.reading import parse_deal, read_deal
from engine.resources import folder

from .timing import milliseconds

ISSUES = 10
SAMPLES = ("procurement", "stalled-price", "agency", "agency-early")


def made(issues: int = ISSUES, seed: int = 0) -> Deal:
    """A deal of that many issues, half of them amounts and half choices."""
    random = Random(seed)
    lines = ["deal: {id: d, title: D, stage: bargaining}", "us: {name: Us}", "them: {name: Them}", "issues:"]
    for number in range(issues):
        weights = (
            f"weight: {random.randint(5, 20)}",
            f"weight: [{random.randint(3, 9)}, {random.randint(10, 25)}]",
        )
        if number % 2 == 0:
            lines += [
                f"  - id: i{number}",
                f"    kind: {'money' if number == 0 else 'number'}",
                f"    ours: {{opening: 200, walkaway: {random.randint(80, 120)}, {weights[0]}}}",
                f"    theirs: {{opening: 50, walkaway: [{random.randint(110, 130)}, 150], {weights[1]}}}",
            ]
        else:
            ours, theirs = (
                "{" + ", ".join(f"o{option}: {score}" for option, score in enumerate(scores)) + "}"
                for scores in (sorted(random.choices(range(100), k=5)), random.choices(range(1, 100), k=5))
            )
            lines += [
                f"  - id: i{number}",
                "    kind: choice",
                f"    ours: {{scores: {ours}, {weights[0]}}}",
                f"    theirs: {{scores: {theirs}, {weights[1]}}}",
            ]
    return parse_deal("\n".join(lines), "made.yaml")


def main() -> None:
    deal = made()
    valued = value(deal)
    space = valued.space
    spaced = {f"package {place}": _package(deal, place) for place in range(3)}
    start = perf_counter()
    found = robustness(deal, valued, packages=spaced)
    seconds = perf_counter() - start
    assert found is not None
    print(
        f"{len(space.dimensions)} issues, {space.outcomes:.1e} outcomes, {len(found.inputs)} ranges: "
        f"{DRAWS} draws in {seconds:.2f} s"
    )
    for name in SAMPLES:
        sample = read_deal(folder("samples") / "deals" / f"{name}.yaml")
        asked = decisive(sample)
        took = milliseconds(lambda sample=sample: decisive(sample))
        print(f"question of {name:<14} {took:5.1f} ms   {asked.input.path if asked else 'none'}")
    print(f"question of {ISSUES} issues     {milliseconds(lambda: decisive(deal)):5.1f} ms")


def _package(deal: Deal, place: int) -> Terms:
    space = value(deal).space
    return space.terms([place % len(one.options) for one in space.dimensions])


if __name__ == "__main__":
    main()
