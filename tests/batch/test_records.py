"""Deals read line by line: what is odd in one line stays with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.batch import Inputs
from engine.batch.chunks import cut
from engine.batch.records import records
from engine.run import Refusal
from engine.source import Limits
from tests.batch.runs import ONE_EACH, deal, run

GOOD = deal("good").encode()


def test_blank_lines_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n  \n" + GOOD + b"\n\n" + GOOD)
    result = run([file])
    assert result.ids == ["good", "good", "good"]
    assert result.totals.deals == 3
    assert result.refusals == []


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (b'{"deal": ', "syntax the text ends too early"),
        (b'{"deal": {"id": "x", "title": "\xff"}}', "not-utf8 is not UTF-8: byte 0xff at offset 31"),
        (GOOD.replace(b"stage", b"x").replace(b'"us"', b'"uss"'), "unknown-key"),
        (b"[1, 2]", "not-a-deal"),
        (b'"' + b"x" * Limits().bytes + b'"', "too-large is larger than 2,000,000 bytes"),
    ],
)
@pytest.mark.parametrize("each", [True, False])
def test_only_a_bad_line_is_refused_and_its_place_is_right(
    tmp_path: Path, bad: bytes, expected: str, each: bool
) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(b"\n".join([GOOD, b"", bad, GOOD]))
    result = run([file], sizes=ONE_EACH) if each else run([file])
    assert result.ids == ["good", "deals.jsonl:3", "good"]
    [refusal] = result.refusals
    assert (refusal.source, refusal.line) == (str(file), 3)
    problem = refusal.problems[0]
    assert f"{problem.code} {problem.message}".startswith(expected)
    assert problem.line == 3
    assert problem.column >= 1
    assert result.totals.refused == 1


def test_columns_and_lines_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    bad = deal("b").replace('"Us"', "12")
    file.write_text(f"{GOOD.decode()}\n{bad}\n" * 3)
    result = run([file], sizes=ONE_EACH)
    places = [(one.problems[0].line, one.problems[0].column) for one in result.refusals]
    assert places == [(line, bad.index("12") + 1) for line in (2, 4, 6)]


def test_findings_name_the_line_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(b"\n".join([GOOD] * 3))
    lines = [line["findings"][0]["location"]["line"] for line in run([file]).lines]
    assert lines == [1, 2, 3]


def test_a_line_that_fills_a_huge_file_costs_no_memory(tmp_path: Path) -> None:
    """200 MB of nothing but blanks in the file system, and a deal behind it."""
    file = tmp_path / "deals.jsonl"
    with file.open("wb") as opened:
        opened.write(b'{"deal": "')
        opened.truncate(200_000_000)
        opened.seek(0, os.SEEK_END)
        opened.write(b'"}\n' + GOOD)
    result = run([file])
    assert result.ids == ["deals.jsonl:1", "good"]
    assert [str(one.problems[0]) for one in result.refusals] == [
        f"{file}:1:1: is larger than 2,000,000 bytes"
    ]


def test_a_huge_file_of_one_deal_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    with file.open("wb") as opened:
        opened.truncate(200_000_000)
    assert "larger than 2,000,000 bytes" in str(run([file]).refusals[0].problems[0])


def read_while(change: object, file: Path) -> list[str]:
    """Ids and messages, when `change` is called after the first record is read."""
    assert callable(change)
    found = []
    for chunk in list(cut(Inputs((file,)), ONE_EACH)):
        for unread in records(chunk):
            record = unread.read()
            found.append(
                f"{unread.line}: {record.problems[0].message}"
                if isinstance(record, Refusal)
                else record.deal.id
            )
            if len(found) == 1:
                change()
    return found


CHANGED = "changed while it was read"


def test_a_file_that_shrinks_or_grows_is_refused_from_there_on(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(b"\n".join([GOOD] * 3))
    later = [f"0: {CHANGED}", f"2: {CHANGED} (from line 2 on)", f"3: {CHANGED} (from line 3 on)"]
    assert read_while(lambda: os.truncate(file, len(GOOD)), file) == ["good", *later]
    file.write_bytes(b"\n".join([GOOD] * 3))
    assert read_while(lambda: file.write_bytes(b"x" * 10_000), file) == ["good", *later]


def test_a_file_of_the_same_size_is_known_by_its_time(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(GOOD)
    assert read_while(lambda: os.utime(file, ns=(1, 1)), file) == ["good", f"0: {CHANGED}"]


def test_a_file_that_goes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(b"\n".join([GOOD] * 2))
    assert read_while(file.unlink, file)[2:] == ["0: cannot be read: no such file or directory"]


def test_a_deal_of_its_own_that_changes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deal.json"
    file.write_bytes(GOOD)
    [chunk] = cut(Inputs((file,)))
    file.write_bytes(GOOD + b"\n")
    [unread] = records(chunk)
    record = unread.read()
    assert isinstance(record, Refusal)
    assert record.problems[0].message == CHANGED


def test_a_pipe_never_counts_as_changed(tmp_path: Path) -> None:
    """`negotia check <(convert plan.xlsx)`"""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(b"deal: {id: piped, title: D}\nus: {name: Us}\nthem: {name: Them}\n")
    result = run([f"/dev/fd/{reader}"])
    os.close(reader)
    assert result.ids == ["piped"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(GOOD)
    file.chmod(0)
    assert "permission denied" in str(run([file]).refusals[0].problems[0])


def test_a_folder_where_a_file_is_expected_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    (tmp_path / "y.yaml").write_bytes(GOOD)
    result = run([tmp_path / "x.yaml", tmp_path / "y.yaml", tmp_path / "z.yaml"])
    assert result.ids == ["x.yaml:0", "good", "z.yaml:0"]
    assert [one.problems[0].message for one in result.refusals] == [
        "there is no deal in this folder",
        "there is no such file",
    ]
