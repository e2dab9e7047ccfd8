"""A domain and two profiles become a deal in which every outcome is worth what GENIUS says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.bargaining.efficiency.building import space_of
from engine.bargaining.efficiency.frontier import frontier
from engine.bargaining.efficiency.solutions import nash
from engine.deal.reading import parse_deal
from engine.errors import SourceError
from engine.importing import import_genius
from engine.importing.markup import read_markup
from engine.source.limits import Limits
from tests.importing.files import DOMAIN, PROFILE, write

SAMPLES = Path(__file__).parents[2] / "samples" / "genius"
MEND = "(export the file again, or mend it there)"
ZERO, ONE = Fraction(0), Fraction(1)


def evaluation(issue: ElementTree.Element, value: str) -> Fraction:
    """What GENIUS makes of a value, before the weight: written from its definition, knowing nothing of ours."""
    items = {item.get("value"): Fraction(item.get("evaluation", "")) for item in issue.iter("item")}
    if items:
        most = max(items.values())
        return items[value] / most if most >= Fraction(1, 100_000) else ZERO
    (line,) = issue.iter("evaluator")
    low = int((issue.find("range") if issue.find("range") is not None else issue).get("lowerbound", ""))
    if line.get("ftype") == "constant":
        worth = Fraction(line.get("offset", ""))
    elif "parameter0" in line.keys():  # noqa: SIM118 - an element is no mapping
        worth = Fraction(line.get("parameter0", "")) + Fraction(line.get("parameter1", "")) * int(value)
    else:
        worth = Fraction(line.get("offset", "")) + Fraction(line.get("slope", "")) * (int(value) - low)
    return min(max(worth, ZERO), ONE)


def genius_utilities(text: str, outcome: dict[str, str]) -> Fraction:
    """The utility of an outcome (value by name of issue) in a profile."""
    root = ElementTree.fromstring(text)
    weights = {weight.get("index"): Fraction(weight.get("value", "")) for weight in root.iter("weight")}
    return sum(
        (
            weights[issue.get("index")] * evaluation(issue, outcome[issue.get("name", "")])
            for issue in root.iter("issue")
        ),
        ZERO,
    )


numbers = st.decimals(0, 9, places=3).map(str) | st.sampled_from(["0", "1", "1.0", "2E-7", "5e-1"])
slopes = st.decimals(-1, 1, places=3).map(str)
names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=6)


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    written = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"


@st.composite
def domains(draw: st.DrawFn) -> tuple[str, str, str]:
    """A domain and two profiles with up to four issues, in nested objectives, weights in any order."""
    issues, valued = "", ["", ""]
    weights: list[list[str]] = [[], []]
    called = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    indexes = draw(st.permutations(range(3, 3 + len(called))))
    for index, name in zip(indexes, called, strict=True):
        if draw(st.booleans()):
            options = draw(st.lists(names, min_size=1, max_size=4, unique=True))
            items = "".join(tag("item", value=option) for option in options)
            issues += tag("issue", items, index=index, name=name, vtype="discrete")
            inside = [
                "".join(
                    tag("item", value=option, evaluation=draw(numbers))
                    for option in draw(st.permutations(options))
                )
                for _ in valued
            ]
            kind = {"type": "discrete"}
        else:
            low = draw(st.integers(-5, 5))
            bounds = {"lowerbound": low, "upperbound": low + draw(st.integers(0, 7))}
            issues += tag("issue", tag("range", **bounds), index=index, name=name, type="integer")
            inside = [tag("range", **bounds) + draw(lines) for _ in valued]
            kind = {"type": "integer"}
        for side in (0, 1):
            valued[side] += tag("issue", inside[side], index=index, name=name, **kind)
            weights[side].append(tag("weight", index=index, value=draw(numbers)))
            if draw(st.booleans()):
                valued[side] = tag("objective", valued[side], index=90 + index)
    domain = tag("negotiation_template", tag("utility_space", tag("objective", issues, index=0)))
    ours, theirs = (
        tag(
            "utility_space",
            tag("objective", "".join([valued[side], *draw(st.permutations(weights[side]))]), index=0)
            + tag("reservation", value=draw(numbers)),
        )
        for side in (0, 1)
    )
    return domain, ours, theirs


lines = st.one_of(
    st.builds(lambda at, slope: tag("evaluator", ftype="linear", offset=at, slope=slope), slopes, slopes),
    st.builds(
        lambda at, slope: tag("evaluator", ftype="linear", parameter0=at, parameter1=slope), slopes, slopes
    ),
    st.builds(lambda at: tag("evaluator", ftype="constant", offset=at), slopes),
)


def assert_same_utilities(folder: Path, domain: str, ours: str, theirs: str) -> None:
    write(folder, domain, ours, theirs)
    imported = import_genius(folder / "domain.xml", folder / "a.xml", folder / "b.xml")
    deal = parse_deal(imported.text)
    space = space_of(deal)
    assert not space.left_out
    assert not space.assumptions
    ranges = [range(len(dimension.options)) for dimension in space.dimensions]
    described = ElementTree.fromstring(domain)
    assert space.outcomes == prod(map(values_of, described.iter("issue")))
    for choice in product(*ranges):
        outcome = {
            dimension.issue.label: str(dimension.options[place].value)
            for dimension, place in zip(space.dimensions, choice, strict=True)
        }
        expected = genius_utilities(ours, outcome), genius_utilities(theirs, outcome)
        assert space.utilities(*space.sums(choice)) == expected
    for party, profile in ((deal.us, ours), (deal.them, theirs)):
        stated = ElementTree.fromstring(profile).find("reservation")
        assert (party.reservation is None) == (stated is None)
        if party.reservation is not None and stated is not None:
            assert party.reservation.low == Decimal(stated.get("value", ""))


def worth_something(text: str) -> bool:
    """Whether a profile gives any issue a weight that it can use."""
    root = ElementTree.fromstring(text)
    weights = {weight.get("index"): Fraction(weight.get("value", "")) for weight in root.iter("weight")}
    return any(
        weights[issue.get("index")]
        and (
            issue.find("item") is not None or any(evaluation(issue, str(value)) for value in values_in(issue))
        )
        for issue in root.iter("issue")
    )


def values_in(issue: ElementTree.Element) -> range:
    bounds = issue.find("range")
    assert bounds is not None
    return range(int(bounds.get("lowerbound", "")), int(bounds.get("upperbound", "")) + 1)


def values_of(issue: ElementTree.Element) -> int:
    return len(list(issue.iter("item"))) or len(values_in(issue))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(domains())
def test_every_outcome_has_the_utility_of_genius(tmp_path: Path, texts: tuple[str, str, str]) -> None:
    if all(map(worth_something, texts[1:])):
        assert_same_utilities(tmp_path, *texts)
    else:
        with pytest.raises(SourceError, match="nothing is worth anything in this profile"):
            assert_same_utilities(tmp_path, *texts)


def test_the_sample_is_imported_whole_and_without_a_word() -> None:
    texts = [
        (SAMPLES / f"{name}.xml").read_text(encoding="utf-8") for name in ("machine-hire", "hirer", "owner")
    ]
    imported = import_genius(*(SAMPLES / f"{name}.xml" for name in ("machine-hire", "hirer", "owner")))
    assert imported.notes == ()
    space = space_of(parse_deal(imported.text))
    assert space.outcomes == 141 * 31 * 27
    best = nash(space, frontier(space))
    assert best is not None
    terms = {id: str(term.low) for id, term in space.terms(best.choice).items()}
    outcome = {dimension.issue.label: terms[dimension.issue.id] for dimension in space.dimensions}
    assert space.utilities(best.ours, best.theirs) == tuple(
        genius_utilities(text, outcome) for text in texts[1:]
    )


def test_the_deal_reads_like_one(tmp_path: Path) -> None:
    write(tmp_path)
    imported = import_genius(*(tmp_path / name for name in ("domain.xml", "a.xml", "b.xml")))
    assert imported.text == EXPECTED


EXPECTED = """\
## Imported from the domain domain.xml, our profile a.xml and their profile b.xml.
## Scores and weights are as in the files; a score counts as a share of the largest of its issue.
## Openings are what each side likes best. State targets, and an analysis can plan packages and steps too.
schema: negotia/deal/1

deal:
  id: domain
  title: domain
  stage: preparation

us:
  name: a

them:
  name: b

issues:
  - id: colour
    name: Colour
    kind: choice
    options:
      - red
      - blue
    ours:
      weight: 0.6
      opening: blue
      scores:
        red: 2
        blue: 5
    theirs:
      weight: 0.6
      opening: blue
      scores:
        red: 2
        blue: 5
  - id: days
    name: Days
    kind: number
    step: 1
    ours:
      weight: 0.4
      opening: 9
      prefers: higher
      scores:
        "1": 0
        "9": 1
    theirs:
      weight: 0.4
      opening: 9
      prefers: higher
      scores:
        "1": 0
        "9": 1
"""


def notes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, domain: str = DOMAIN, **profiles: str
) -> tuple[str, ...]:
    files = write(folder, domain, **profiles)
    monkeypatch.chdir(folder)
    return import_genius(*files).notes


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (
            "</utility_space>",
            '<discount_factor value="0.9"/></utility_space>',
            "the discount factor 0.9 is ignored: time has no price in a deal",
        ),
        (
            '<weight index="2"',
            '<weight index="0" value="1"/><weight index="2"',
            "weights of objectives are ignored, as GENIUS does: 'root'",
        ),
        ('value="0.4"', 'value="0.50"', "the weights add up to 1.1, not to 1"),
        (
            "0.125",
            "0.1",
            "'Days' is worth 0.8 at best, not 1; to say the same its weight is 0.4 x 0.8 = 0.32",
        ),
    ],
)
def test_what_is_left_out_or_changed_is_said(
    old: str, new: str, note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PROFILE.count(old) == 1
    assert notes(tmp_path, monkeypatch, ours=PROFILE.replace(old, new)) == (f"a.xml: {note}",)


@pytest.mark.parametrize(
    "harmless",
    ['<discount_factor value="1.0"/>', '<discount_factor value="0"/>', "<comparisons>50</comparisons>"],
)
def test_what_does_not_matter_is_not_mentioned(
    harmless: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = PROFILE.replace("</utility_space>", f"{harmless}</utility_space>")
    assert notes(tmp_path, monkeypatch, ours=profile, theirs=profile) == ()


def test_bounds_may_stand_in_the_domain_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = PROFILE.replace(' lowerbound="1" upperbound="9"', "")
    assert bare != PROFILE
    assert notes(tmp_path, monkeypatch, ours=bare) == ()
    assert import_genius("domain.xml", "a.xml", "b.xml").text == EXPECTED


def test_long_ranges_are_said_to_be_looked_at_in_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = {"domain": DOMAIN, "ours": PROFILE, "theirs": PROFILE}
    long = {name: text.replace('"9"', '"4001"').replace("0.125", "0.00025") for name, text in long.items()}
    assert notes(tmp_path, monkeypatch, **long) == (
        "domain.xml: 'Days' can take 4,001 values; an analysis looks at 1,000 at most",
    )


def test_issues_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    double = {"Colour": "A & B", "Days": "a - b"}
    texts = [DOMAIN, PROFILE, PROFILE]
    for old, new in double.items():
        texts = [text.replace(f'"{old}"', quoteattr(new)) for text in texts]
    write(tmp_path, *texts)
    deal = parse_deal(import_genius(*(tmp_path / name for name in ("domain.xml", "a.xml", "b.xml"))).text)
    assert [(issue.id, issue.name) for issue in deal.issues or ()] == [("a-b", "A & B"), ("a-b-2", "a - b")]


def test_problems_of_both_profiles_are_told_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = PROFILE.replace('evaluation="2"', 'evaluation="x"').replace('slope="0.125"', 'slope="y"')
    files = write(tmp_path, ours=spoilt, theirs=spoilt)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError) as caught:
        import_genius(*files)
    assert [(problem.source, problem.line) for problem in caught.value.problems] == [
        ("a.xml", 6),
        ("a.xml", 10),
        ("b.xml", 6),
        ("b.xml", 10),
    ]


def test_a_deal_that_would_be_too_large_is_refused(tmp_path: Path) -> None:
    options = "".join(tag("item", value=f"{number:0>150}", evaluation=1) for number in range(7_000))
    issue = tag("issue", options, index=1, name="Many")
    profile = tag("utility_space", issue + tag("weight", index=1, value=1))
    files = write(tmp_path, tag("negotiation_template", issue), profile, profile)
    with pytest.raises(SourceError, match="would make a deal of more than 2,000,000 bytes"):
        import_genius(*(tmp_path / name for name in files))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b" ", "is empty"),
        (b"<a>" + b"x" * 100 + b"</a>", "is larger than 100 bytes"),
        (b"<a>" + b"<b/>" * 10 + b"</a>", "1:36: holds more than 9 elements"),
        (b"<a name='\xff'/>", f"1:10: is not XML: not well-formed (invalid token) {MEND}"),
    ],
)  # fmt: skip
def test_what_is_too_much_or_no_xml(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_markup(path, Limits(bytes=100, nodes=9))
    colon = ":" if message[0].isdigit() else ": "
    assert str(caught.value) == f"{path}{colon}{message}"


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "gone.xml", "there is no such file"),
        (tmp_path, "cannot be read: is a directory"),
        (Path("a\0b"), "cannot be read: it is not a path of a file"),
    ):
        with pytest.raises(SourceError) as caught:
            read_markup(path)
        assert str(caught.value) == f"{path}: {message}"


def test_other_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes('<?xml version="1.0" encoding="windows-1252"?><a name="“é”"/>'.encode("cp1252"))
    assert read_markup(path).attributes == {"name": "“é”"}
    path.write_bytes('<?xml version="1.0"?><a name="é"/>'.encode("utf-16"))
    assert read_markup(path).attributes == {"name": "é"}
