"""All benchmarks, one after the other: `python -m benchmarks` from the top of the checkout."""

from . import (
    assessment,
    bargaining,
    batch,
    briefs,
    bulk,
    cases,
    documents,
    expressions,
    inference,
    lines,
    robustness,
    source,
)

for module in (
    source,
    expressions,
    inference,
    assessment,
    lines,
    bargaining,
    batch,
    cases,
    documents,
    briefs,
    bulk,
    robustness,
):
    print(f"== {module.__name__.removeprefix('benchmarks.')}: {(module.__doc__ or '').splitlines()[0]}")
    module.main()
    print()
