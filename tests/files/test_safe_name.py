"""Any id becomes one file name that stays in its folder and belongs to no other id."""

import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.files import safe_name

HASHED = re.compile(r".+-[0-9a-f]{12}")


@pytest.mark.parametrize(
    "text", ["acme-2026", "D1", "a", "v1.2", "zoë_and_søn", "価格交渉", "console", "x" * 100]
)
def test_a_plain_name_is_itself(text: str) -> None:
    assert safe_name(text) == text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("../../etc/passwd", "etc-passwd-"),
        ("a/b\\c:d", "a-b-c-d-"),
        ("..", "file-"),
        (".", "file-"),
        ("", "file-"),
        ("///", "file-"),
        (".hidden", "hidden-"),
        ("-rf", "rf-"),
        ("ends.", "ends-"),
        ("CON", "file-"),
        ("com1.docx", "file-"),
        ("LPT²", "file-"),
        ("two words", "two-words-"),
        ("nul\0byte\n", "nul-byte-"),
        ("half \ud83d", "half-"),
        ("x" * 101, "x" * 87 + "-"),
        ("é" * 60, "é" * 43 + "-"),
        ("e\u0301", "é-"),
    ],
)
def test_any_other_is_changed_and_gets_a_hash(text: str, start: str) -> None:
    name = safe_name(text)
    assert name.startswith(start)
    assert HASHED.fullmatch(name)


def test_a_name_cannot_pass_for_the_hashed_name_of_another() -> None:
    assert safe_name(safe_name("a b")) != safe_name("a b")
    assert safe_name("a b") != safe_name("a/b") != safe_name("a-b")


@given(st.text(st.characters(codec=None), max_size=150))
def test_no_name_leaves_its_folder(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(text)
    assert len(name.encode()) <= 100
    for path in (PurePosixPath(name), PureWindowsPath(name)):
        assert path.name == name
        assert not path.is_absolute()
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", " "))
    assert name.isprintable()
    assert name.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@given(st.lists(st.text("ab/ .-", max_size=4), unique=True, max_size=30))
def test_two_texts_never_share_a_name(texts: list[str]) -> None:
    assert len({safe_name(text) for text in texts}) == len(texts)
