"""Steps that shrink: they tell the other side that the limit is near (Raiffa, 1982), and end where they should."""

from __future__ import annotations

from decimal import Decimal

STEPS = 3
"""The steps of a plan, unless those made before were so small that more are needed."""

_MOST = 8
_FINENESS = 4
"""The smallest step is at least so many of the round units that the steps are made of."""


def shrinking(distance: int, steps: int = STEPS) -> tuple[int, ...]:
    """Whole steps that add up to the distance, each smaller than the one before: n, n-1, ..., 1 parts of it.

    Fewer when the distance is too short for so many, none for no distance.
    """
    if distance <= 0:
        return ()
    while steps > 1 and _parts(steps) > distance:
        steps -= 1
    part, rest = divmod(distance, _parts(steps))
    sizes = [part * size for size in range(steps, 0, -1)]
    sizes[0] += rest
    return tuple(sizes)


def next_steps(distance: int, before: int | None) -> tuple[int, ...]:
    """The steps to come after one of the size `before`: the first is smaller than it, if need be by taking more steps.

    A step so small that the rest would take more than eight is no measure, and does not count.
    """
    for steps in range(STEPS, _MOST + 1) if before is not None else ():
        found = shrinking(distance, steps)
        if found and before is not None and found[0] < before:
            return found
    return shrinking(distance)


def round_values(start: Decimal, end: Decimal, before: Decimal | None = None) -> tuple[Decimal, ...]:
    """The values after each shrinking step from start to end, in round units as far as the distance allows.

    `before` is the size of the step made last. Empty when start and end are equal.
    """
    grain = _grain(start, end)
    distance = int(abs(end - start) / grain)
    earlier = None if before is None else int(abs(before) / grain)
    count = max(1, len(next_steps(distance, earlier)))
    unit = _round_unit(distance, _parts(count) * _FINENESS)
    whole, rest = divmod(distance, unit)
    sizes = [size * unit for size in shrinking(whole, count)] or [0]
    sizes[0] += rest
    sign = 1 if end > start else -1
    return tuple(start + sign * grain * sum(sizes[: place + 1]) for place in range(len(sizes)) if distance)


def _parts(steps: int) -> int:
    return steps * (steps + 1) // 2


def _grain(*values: Decimal) -> Decimal:
    """The unit of the last place that one of the values has; 1 for whole numbers."""
    return Decimal(1).scaleb(min(0, *(int(value.normalize().as_tuple().exponent) for value in values)))


def _round_unit(distance: int, parts: int) -> int:
    """The largest of 1, 2, 5, 10, 20, 50 ... of which the distance has so many."""
    unit, power = 1, 1
    while distance // parts >= power:
        unit = max(power * size for size in (1, 2, 5) if power * size <= distance // parts)
        power *= 10
    return unit
