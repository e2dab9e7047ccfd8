"""The next counteroffer: better for them than our last, a smaller step than before, and never for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..efficiency.frontier import frontier
from .ground import Ground, Planned, option, restricted, units, unpacked
from .shrinking import next_steps
from .trades import Step, step

Why = Literal["", "closed", "no offer yet", "their turn", "at target", "accept", "not known", "no room"]


@dataclass(frozen=True, slots=True)
class Counteroffer:
    """The package to offer next, with what to ask for it; without `choice`, `why` tells the reason.

    `ours` and `theirs` are worth in units of the space, `gives` what moves against our last offer. The ask is that of
    `planned`, else that they come to us on one issue (`ask`); when neither is known, it has to be found first.
    """

    why: Why = ""
    choice: tuple[int, ...] = ()
    ours: int = 0
    theirs: int = 0
    gives: tuple[Step, ...] = ()
    planned: tuple[Planned, ...] = ()
    ask: Step | None = None
    needed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is something to offer."""
        return bool(self.choice)


def counteroffer(ground: Ground) -> Counteroffer:
    """What to offer next, given the log."""
    last, goal = units(ground.space, ground.ours), units(ground.space, ground.target)
    if ground.closed or not ground.offered or ground.waiting:
        return Counteroffer("closed" if ground.closed else "their turn" if ground.waiting else "no offer yet")
    if last is None or goal is None:
        return Counteroffer("not known", needed=ground.needed)
    levels = next_levels(ground, last[0], goal[0])
    if not levels:
        return Counteroffer("at target")
    if ground.their_offer is not None and ground.their_offer >= levels[0]:
        return Counteroffer("accept")
    start = tuple(place for place in ground.ours if place is not None)
    for level in levels:
        choice = towards_them(ground, start, level)
        if choice is not None:
            return _made(ground, start, choice)
    return Counteroffer("no room")


def next_levels(ground: Ground, now: int, goal: int) -> tuple[int, ...]:
    """Our worth after each of the shrinking steps from now to the goal, but never below what we accept.

    The first is the one to aim for; the next ones serve where the options are too coarse for it.
    """
    least = ground.space.reservation_ours
    end = goal if least is None else max(goal, least)
    sizes = next_steps(now - end, ground.last_step)
    return tuple(now - sum(sizes[: place + 1]) for place in range(len(sizes)))


def towards_them(ground: Ground, start: tuple[int, ...], level: int) -> tuple[int, ...] | None:
    """The package best for them that is worth at least `level` to us; nothing offered before is taken back.

    None when no package gives them more than the one we start from.
    """
    kept = [_planned(ground, dimension, place) for dimension, place in enumerate(start)]
    points = frontier(restricted(ground.space, kept, ours=level)).points
    if not points or points[-1].theirs <= ground.space.sums(start)[1]:
        return None
    return unpacked(kept, points[-1].choice)


def _planned(ground: Ground, dimension: int, start: int) -> list[int]:
    """Options towards them as far as we may give; those that concessions still to be made lead to, if there are any."""
    planned = {one.after for one in ground.planned if one.dimension == dimension and one.round is None}
    ends = planned - {None} or ground.reach[dimension]
    return [place for place in between(ground, dimension, start) if place == start or place in ends]


def between(ground: Ground, dimension: int, start: int) -> list[int]:
    """Options from our stand towards theirs, ours first: no worse for them, no better for us, no more than they ask."""
    first, asked = option(ground.space, dimension, start), ground.theirs[dimension]
    most = None if asked is None else max(first.theirs, option(ground.space, dimension, asked).theirs)
    rest = [
        place
        for place, one in enumerate(ground.space.dimensions[dimension].options)
        if place != start
        and one.ours <= first.ours
        and one.theirs >= first.theirs
        and (most is None or one.theirs <= most)
    ]
    return [start, *rest]


def _made(ground: Ground, start: tuple[int, ...], choice: tuple[int, ...]) -> Counteroffer:
    ours, theirs = ground.space.sums(choice)
    moved = [place for place, (one, two) in enumerate(zip(start, choice, strict=True)) if one != two]
    planned = tuple(
        one
        for one in ground.planned
        if one.round is None and one.dimension in moved and _reached(ground, one, choice)
    )
    return Counteroffer(
        choice=choice,
        ours=ours,
        theirs=theirs,
        gives=tuple(step(ground, place, start[place], choice[place]) for place in moved),
        planned=planned,
        ask=None if any(one.concession.ask_in_return for one in planned) else _ask(ground, choice, moved),
    )


def _reached(ground: Ground, planned: Planned, choice: tuple[int, ...]) -> bool:
    """Whether the package gives what the concession gives."""
    if planned.dimension is None or planned.after is None:
        return False
    after, chosen = (
        option(ground.space, planned.dimension, place) for place in (planned.after, choice[planned.dimension])
    )
    return after.ours >= chosen.ours


def _ask(ground: Ground, choice: tuple[int, ...], moved: list[int]) -> Step | None:
    """They come to us on one issue that does not move: where it brings us most for each unit that it costs them."""
    steps = [
        step(ground, place, theirs, choice[place])
        for place, theirs in enumerate(ground.theirs)
        if theirs is not None and place not in moved
    ]
    wanted = [one for one in steps if one.ours > 0]
    return max(wanted, key=lambda one: (one.theirs >= 0, one.ours + min(one.theirs, 0)), default=None)
