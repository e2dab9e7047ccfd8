"""What the cases beside the rules cost: `python -m benchmarks.cases` from the top of the checkout.

The cases of all shipped rules are run as `negotia rules test` runs them; 1,000 of them should take less than 2 seconds.
"""

from __future__ import annotations

from time import perf_counter

from engine.ruleset import load_ruleset
from engine.workbench.testing import run_cases


def main() -> None:
    ruleset = load_ruleset()
    start = perf_counter()
    results = tuple(run_cases(ruleset))
    seconds = perf_counter() - start
    failed = sum(not one.passed for one in results)
    print(
        f"{len(results)} cases of {len(ruleset.rules)} rules: {seconds:.2f} s, "
        f"1,000 in {seconds / len(results) * 1000:.2f} s ({failed} failed)"
    )


if __name__ == "__main__":
    main()
