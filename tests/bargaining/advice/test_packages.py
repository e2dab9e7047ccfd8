"""Packages: of one worth to us, inside our limits, different, none worse for them than it has to be."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given

from engine.bargaining.advice.ground import Ground
from engine.bargaining.advice.packages import COUNT, DIFFERENT, packages
from tests.bargaining.advice.grounds import ground, grounds, outcomes
from tests.documents.cases import sample_deal


def differing(one: tuple[int, ...], two: tuple[int, ...]) -> int:
    return sum(first != second for first, second in zip(one, two, strict=True))


@given(grounds())
def test_packages_are_equal_different_and_inside_our_limits(ground: Ground) -> None:
    made = packages(ground)
    found = made.found
    assert len(found) != 1
    assert bool(found) != bool(made.needed)
    for one in found:
        assert (one.ours, one.theirs) == ground.space.sums(one.choice)
        assert made.level <= one.ours <= made.level + made.tolerance
        assert ground.space.reservation_ours is None or one.ours >= ground.space.reservation_ours
        assert all(place in kept for place, kept in zip(one.choice, ground.short, strict=True))
    assert all(differing(one.choice, two.choice) >= DIFFERENT for one, two in combinations(found, 2))
    assert len({one.favours.id for one in found}) == len(found) <= COUNT


@given(grounds())
def test_each_is_the_best_for_them_of_those_that_settle_one_issue_alike(ground: Ground) -> None:
    made = packages(ground)
    for one in made.found:
        rivals = [choice for choice in outcomes(ground.space) if ground.space.sums(choice)[0] >= one.ours]
        beaten = [
            place
            for place in range(len(one.choice))
            if any(
                ground.space.sums(rival)[1] > one.theirs and rival[place] == one.choice[place]
                for rival in rivals
            )
        ]
        assert len(beaten) < len(one.choice)


@given(grounds())
def test_each_favours_an_issue_on_which_it_is_kinder_to_them_than_the_others(ground: Ground) -> None:
    found = packages(ground).found
    for one in found:
        (place,) = (
            place for place, each in enumerate(ground.space.dimensions) if each.issue.id == one.favours.id
        )
        options = ground.space.dimensions[place].options
        kindness = [options[other.choice[place]].theirs for other in found]
        assert options[one.choice[place]].theirs * len(found) > sum(kindness)


@given(grounds(offered=True))
def test_after_an_offer_packages_take_nothing_back_unless_they_say_so(ground: Ground) -> None:
    made = packages(ground)
    start = tuple(place for place in ground.ours if place is not None)
    for one in made.found if not made.reopened else ():
        for dimension, (before, after) in enumerate(zip(start, one.choice, strict=True)):
            options = ground.space.dimensions[dimension].options
            assert options[after].ours <= options[before].ours
            assert options[after].theirs >= options[before].theirs


def test_three_packages_for_the_purchase() -> None:
    found = ground(sample_deal("procurement"))
    made = packages(found)
    names = [one.favours.label for one in made.found]
    assert names == ["Time to pay", "First delivery", "Price per housing"]
    moving = ("unit-price", "delivery", "payment")
    assert [[str(found.space.terms(one.choice)[id].low) for id in moving] for one in made.found] == [
        ["23.3", "2026-06-08", "20"],
        ["23.3", "2026-06-15", "40"],
        ["23.8", "2026-06-08", "55"],
    ]
    assert not made.reopened


def test_where_only_one_issue_is_open_settled_ones_are_reopened() -> None:
    made = packages(ground(sample_deal("stalled-price")))
    assert made.reopened
    assert len(made.found) == COUNT


def test_no_packages_once_all_is_accepted_or_without_targets() -> None:
    assert packages(ground(sample_deal("agency"))).found == ()
    without = packages(
        ground(
            """
            issues:
              - {id: fee, name: Fee, kind: money, ours: {opening: 9, walkaway: 7}, theirs: {opening: 5, prefers: lower}}
            """
        )
    )
    assert without.needed == ("our target on Fee",)


def test_an_offer_below_the_target_sets_the_level() -> None:
    found = ground(sample_deal("procurement"))
    low = replace(found, ours=found.target, target=found.ours)
    assert packages(low).level == found.space.sums([place for place in found.target if place is not None])[0]
