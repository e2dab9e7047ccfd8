"""One mistake in a domain or profile, and word for word what its importer reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import SourceError
from engine.importing import import_genius
from tests.importing.files import DOMAIN, PROFILE, write

ORDER = "(name the domain first, then our profile, then theirs)"
DIGITS = "(write digits with a point for decimals)"
SAME = "(give both files the same issues)"
MEND = "(export the file again, or mend it there)"
RED, BLUE = '<item index="1" value="red"/>', '<item index="2" value="blue"/>'
MY_RED, MY_BLUE = (
    '<item index="1" value="red" evaluation="2"/>',
    '<item index="2" value="blue" evaluation="5"/>',
)
LINE = '<evaluator ftype="linear" offset="0" slope="0.125"/>'
COLOUR, DAYS = '<issue index="1" name="Colour"', '<issue index="2" name="Days"'
WEIGHT = '<weight index="1" value="0.6"/>'

DOMAIN_MISTAKES = [
    ("</negotiation_template>", "", f"12:1: is not XML: no element found {MEND}"),
    ("<utility_space>", "<utility_space a=1>", f"2:20: is not XML: not well-formed (invalid token) {MEND}"),
    ('"red"', '"&boom;"', f"5:9: is not XML: undefined entity {MEND}"),
    (
        "<negotiation_template>",
        '<!DOCTYPE a [<!ENTITY boom "boom">]><negotiation_template>',
        "1:13: a document type (<!DOCTYPE ...>) is not read (remove the declaration)",
    ),
    (
        "<negotiation_template>",
        '<?xml version="1.0" encoding="utf-99"?><negotiation_template>',
        "is not XML: unknown encoding: utf-99 (save the file as UTF-8)",
    ),
    ("<objective ", "<deep>" * 40 + "<objective ", "3:173: elements lie more than 30 levels deep inside each other"),
    (DOMAIN, PROFILE, f"1:1: is a profile, not a domain (<negotiation_template>) {ORDER}"),
    (DOMAIN, "<html/>", f"1:1: is a file of <html>, not a domain (<negotiation_template>) {ORDER}"),
    (
        DOMAIN,
        "<negotiation_template/>",
        '1:1: describes no issue (describe one as <issue index="1" name="Price" vtype="discrete"> with <item> inside)',
    ),
    (RED, "<item/>", '5:9: <item> has no value (add value="...")'),
    (RED, RED.replace("red", "r" * 161), "5:9: value of <item> is longer than 160 characters (give it a shorter name)"),
    (RED, BLUE, "6:9: issue 'Colour' lists the option 'blue' twice (remove one, or rename it)"),
    (
        f"{RED}\n        {BLUE}",
        "",
        "4:7: the discrete issue 'Colour' has no options (add <item index=\"1\" value=\"...\"/>)",
    ),
    (' index="2" name', " name", '8:7: <issue> has no index (add index="...")'),
    (' index="2" name', ' index="two" name', f"8:7: index of <issue>: 'two' is not a whole number {DIGITS}"),
    (' name="Days"', "", '8:7: <issue> has no name (add name="...")'),
    (
        DAYS,
        '<issue index="1" name="Days"',
        "8:7: the index 1 is given to two issues, first on line 4 (number the issues 1, 2, 3, ...)",
    ),
    (
        'upperbound="9"',
        'upperbound="0"',
        "8:7: the bounds of 'Days' are reversed: 1 is above 0 (write the smaller as lowerbound)",
    ),
    (' upperbound="9"', "", '8:7: <issue> has no upperbound (add upperbound="...")'),
    ('upperbound="9"', 'upperbound="9.5"', f"8:7: upperbound of <issue>: '9.5' is not a whole number {DIGITS}"),
    (
        'vtype="integer"',
        'vtype="real"',
        "8:7: the real issue 'Days' cannot be imported: only listed options and integers can "
        "(make it an integer issue in small enough units, or list its values)",
    ),
]  # fmt: skip

PROFILE_MISTAKES = [
    (PROFILE, DOMAIN, f"1:1: is a domain, not a profile (<utility_space>) {ORDER}"),
    (PROFILE, "<svg/>", f"1:1: is a file of <svg>, not a profile (<utility_space>) {ORDER}"),
    (
        "<utility_space>",
        '<utility_space type="NONLINEAR">',
        "1:1: the utility is not a weighted sum over the issues "
        "(only profiles that add up weighted evaluations are imported)",
    ),
    (
        "  </objective>",
        "  <utility_function/></objective>",
        "12:3: the utility is not a weighted sum over the issues "
        "(only profiles that add up weighted evaluations are imported)",
    ),
    (
        PROFILE,
        PROFILE.replace("Colour", "Seats").replace("Days", "Wine"),
        "1:1: is a profile for another domain: the issues of domain.xml are 'Colour', 'Days' "
        "(the issues here are 'Seats', 'Wine')",
    ),
    (
        PROFILE,
        "<utility_space/>",
        "1:1: is a profile for another domain: the issues of domain.xml are 'Colour', 'Days' (there is no issue here)",
    ),
    (COLOUR, '<issue index="1" name="Color"', f"5:5: issue 1 is 'Color' here and 'Colour' in domain.xml {SAME}"),
    (DAYS, '<issue index="x" name="Days"', f"9:5: index of <issue>: 'x' is not a whole number {DIGITS}"),
    (
        "  </objective>",
        '  <issue index="7" name="Wine"/></objective>',
        "12:3: issue 7 is not in domain.xml (the domain has 1, 2)",
    ),
    (
        "  </objective>",
        f'  <issue index="2" name="Days" type="integer">{LINE}</issue></objective>',
        "12:3: issue 2 stands twice, first on line 9 (keep one of them)",
    ),
    (
        PROFILE[PROFILE.index(COLOUR) : PROFILE.index(DAYS)],
        "",
        "1:1: issue 1, 'Colour', of domain.xml is not in this profile (add it with its evaluations and weight)",
    ),
    (WEIGHT, "", "5:5: issue 'Colour' has no weight (add <weight index=\"1\" value=\"...\"/>)"),
    (
        WEIGHT,
        WEIGHT + '<weight index="8" value="0"/>',
        "4:36: a weight for issue 8, which is not there (the domain has 1, 2)",
    ),
    (WEIGHT, WEIGHT + WEIGHT, "4:36: issue 1 has two weights (keep one of them)"),
    (WEIGHT, WEIGHT.replace("0.6", "-0.6"), "4:5: the weight of issue 1 is negative (write 0 or more)"),
    (WEIGHT, WEIGHT.replace("0.6", "NaN"), f"4:5: value of <weight>: 'NaN' is not a number {DIGITS}"),
    (
        WEIGHT,
        WEIGHT.replace("0.6", "0." + "6" * 41),
        f"4:5: value of <weight>: the number needs more than 40 digits {DIGITS}",
    ),
    (
        PROFILE,
        PROFILE.replace("0.4", "0").replace("0.6", "0"),
        "1:1: nothing is worth anything in this profile (give an issue a weight above 0)",
    ),
    (MY_RED, '<item index="1" evaluation="2"/>' + MY_RED, '6:7: <item> has no value (add value="...")'),
    (
        MY_RED,
        MY_RED + MY_RED.replace("red", "rod"),
        "6:51: option 'rod' of issue 'Colour' is not in the domain (did you mean 'red'?)",
    ),
    (MY_RED, MY_RED + MY_RED, "6:51: option 'red' of issue 'Colour' stands twice (keep one of them)"),
    (
        MY_RED,
        MY_RED.replace('"2"', '"null"'),
        "6:7: option 'red' of issue 'Colour' has no evaluation (add evaluation=\"...\")",
    ),
    (
        MY_RED,
        "",
        "5:5: option 'red' of issue 'Colour' has no evaluation (add <item value=\"red\" evaluation=\"...\"/>)",
    ),
    (
        MY_RED,
        MY_RED.replace('"2"', '"-2"'),
        "6:7: option 'red' of issue 'Colour' has a negative evaluation (GENIUS counts from 0 up)",
    ),
    (MY_RED, MY_RED.replace('"2"', '"two"'), f"6:7: evaluation of <item>: 'two' is not a number {DIGITS}"),
    (
        LINE,
        "",
        "9:5: the integer issue 'Days' has no evaluation "
        '(add <evaluator ftype="linear" offset="0" slope="0.1"/>)',
    ),
    (LINE, LINE.replace('slope="0.125"', ""), '10:7: <evaluator> has no slope (add slope="...")'),
    (
        LINE,
        LINE.replace("linear", "triangular"),
        "10:7: the evaluation of 'Days' is of the form 'triangular' (known: linear, constant)",
    ),
    (
        LINE,
        LINE.replace('"0"', '"0.' + "3" * 39 + '"').replace("0.125", "20"),
        "10:7: the evaluation of 'Days' needs more than 40 digits (round its numbers)",
    ),
    (
        PROFILE,
        PROFILE.replace("0.125", "0.0" + "3" * 34).replace("0.4", "0.4444444"),
        "9:5: weight times best evaluation of 'Days' needs more than 40 digits (round its numbers)",
    ),
    (
        'upperbound="9"',
        'upperbound="8"',
        "9:5: 'Days' goes from 1 to 8 here and from 1 to 9 in the domain (give both files the same bounds)",
    ),
    (LINE, LINE + MY_RED, f"9:5: issue 'Days' is discrete here and integer in the domain {SAME}"),
    (
        PROFILE[PROFILE.index(' type="discrete">') : PROFILE.index(f"\n    {DAYS}")],
        f' type="integer">{LINE}</issue>',
        f"5:5: issue 'Colour' is integer here and discrete in the domain {SAME}",
    ),
    (
        "</utility_space>",
        '<reservation value="0.1"/><reservation value="0.2"/></utility_space>',
        "13:27: <reservation> stands twice (keep one of them)",
    ),
]  # fmt: skip


def problems(folder: Path, monkeypatch: pytest.MonkeyPatch, **texts: str) -> list[str]:
    files = write(folder, **texts)
    monkeypatch.chdir(folder)
    with pytest.raises(SourceError) as caught:
        import_genius(*files)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("old", "new", "expected"), DOMAIN_MISTAKES)
def test_mistake_in_a_domain(
    old: str, new: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert DOMAIN.count(old) == 1
    assert problems(tmp_path, monkeypatch, domain=DOMAIN.replace(old, new)) == [
        f"domain.xml{':' if expected[0].isdigit() else ': '}{expected}"
    ]


@pytest.mark.parametrize(("old", "new", "expected"), PROFILE_MISTAKES)
def test_mistake_in_a_profile(
    old: str, new: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PROFILE.count(old) == 1
    spoilt = PROFILE.replace(old, new)
    found = problems(tmp_path, monkeypatch, theirs=spoilt)
    assert found == [f"b.xml:{expected}"]
