"""Step sizes and ratios of issues and of whole packages."""

from __future__ import annotations

from decimal import Decimal

from tests.bargaining.history.logs import reading

OPENINGS = ("us 1 price=200 term=40 place=here", "them 1 price=50 term=0 place=there")


def test_a_step_is_worth_the_share_of_all_that_is_at_stake() -> None:
    found = reading(*OPENINGS, "us 2 price=180", "them 2 price=60 term=4", "us 3 price=200 term=20")
    assert [(one.offer.key, one.worth) for one in found.strides] == [
        ("us2", Decimal("-0.1")),
        ("them3", Decimal("0.1")),
        ("us4", Decimal("-0.15")),
    ]


def test_rounding_drafts_and_what_weighs_nothing_are_no_steps() -> None:
    found = reading(*OPENINGS, "us 2 price=199", "us 3 place=there", "us 4 price=150 status=draft")
    assert [one.worth for one in found.strides] == [0, 0]


def test_the_rhythm_of_packages_leaves_out_holds_steps_back_scope_and_the_closing_one() -> None:
    found = reading(
        *OPENINGS,
        "us 2 price=180",
        "us 3",
        "us 4 price=190",
        "us 5 price=150",
        "us 6 price=140 scope=reduced",
        "us 7 price=100 status=accepted",
    ).package_rhythm("us")
    assert found is not None
    assert found.sizes == (Decimal("0.1"), Decimal("0.2"))
    assert (found.ratios, found.growth, found.percents) == ((2,), 2, (10, 20))


def test_their_steps_are_positive_as_well() -> None:
    found = reading(*OPENINGS, "them 2 price=70", "them 3 price=75").package_rhythm("them")
    assert found is not None
    assert (found.sizes, found.ratios) == ((Decimal("0.1"), Decimal("0.025")), (Decimal("0.25"),))


def test_without_steps_there_is_no_growth() -> None:
    found = reading(*OPENINGS).package_rhythm("us")
    assert found is not None
    assert (found.sizes, found.growth, found.percents) == ((), 0, ())


UNVALUED = """
issues:
  - {id: price, kind: money, ours: {opening: 200, walkaway: 100}}
  - {id: place, kind: choice, options: [here, there, elsewhere], ours: {opening: here, walkaway: there}}
"""


def test_what_can_not_be_valued_is_named_and_makes_the_whole_unknown() -> None:
    found = reading("us 1 price=200 place=here", "us 2 price=180 place=elsewhere", issues=UNVALUED)
    assert found.package_rhythm("us") is None
    assert found.reciprocity is None
    assert [issue.id for issue in found.unvalued] == ["place"]
    known = reading("us 1 price=200 place=here", "us 2 price=180 place=there", issues=UNVALUED)
    assert known.unvalued == ()
    assert known.strides[0].worth == Decimal("-0.6")


def test_issues_keep_their_own_rhythm() -> None:
    found = reading(*OPENINGS, "us 2 price=180", "us 3 price=170 term=30").issue_rhythms
    assert [(one.issue.id if one.issue else "", one.by, one.sizes, one.ratios) for one in found] == [
        ("price", "us", (20, 10), (Decimal("0.5"),)),
        ("term", "us", (10,), ()),
    ]
