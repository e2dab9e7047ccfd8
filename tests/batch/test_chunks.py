"""Inputs in chunks: whole lines, all of them, whatever the sizes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.batch import Chunk, Inputs, Part, Sizes
from engine.batch.chunks import cut
from engine.usecases import DealText
from tests.batch.runs import ONE_EACH, lines_file


def parts(chunks: list[Chunk]) -> list[Part]:
    return [part for chunk in chunks for part in chunk.parts if isinstance(part, Part)]


@given(
    lines=st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=12),
    ended=st.booleans(),
    size=st.integers(1, 60),
)
def test_parts_are_whole_lines_and_all_of_them(lines: list[bytes], ended: bool, size: int) -> None:
    content = b"\n".join(lines) + (b"\n" if ended else b"")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "deals.jsonl")
        file.write_bytes(content)
        chunks = list(cut(Inputs((file,)), Sizes(bytes=size)))
    cuts = parts(chunks)
    assert b"".join(content[part.start : part.end] for part in cuts) == content
    for part in cuts:
        assert part.line == content[: part.start].count(b"\n") + 1
        assert part.start == 0 or content[part.start - 1 : part.start] == b"\n"
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))


def test_a_chunk_may_be_one_deal(tmp_path: Path) -> None:
    cuts = parts(list(cut(Inputs((lines_file(tmp_path, 5),)), ONE_EACH)))
    assert [part.line for part in cuts] == [1, 2, 3, 4, 5]


def test_files_are_put_together_up_to_a_number_and_a_size(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_text("x" * 10)
    by_number = list(cut(Inputs((tmp_path,)), Sizes(files=2)))
    assert [len(chunk.parts) for chunk in by_number] == [2, 2, 1]
    assert [chunk.size for chunk in by_number] == [20, 20, 10]
    assert [len(chunk.parts) for chunk in cut(Inputs((tmp_path,)), Sizes(bytes=25))] == [3, 2]


@pytest.mark.parametrize(
    ("files", "lines", "few"), [(1, 0, True), (10, 0, True), (11, 0, False), (0, 1, False)]
)
def test_few_deals_are_not_worth_compiling_for(tmp_path: Path, files: int, lines: int, few: bool) -> None:
    named = [DealText(f"<{number}>", "x") for number in range(files)] + [
        lines_file(tmp_path, 1, f"{number}.jsonl") for number in range(lines)
    ]
    [chunk] = cut(Inputs(tuple(named)))
    assert chunk.few is few


def test_nothing_makes_no_chunk(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    assert list(cut(Inputs((tmp_path,)))) == []


def test_a_file_that_cannot_be_opened_stands_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lines_file(tmp_path, 3)
    inputs = list(Inputs((file,)))
    file.unlink()
    assert [(part.start, part.end, part.line) for part in parts(list(cut(inputs)))] == [
        (0, inputs[0].size, 1)  # type: ignore[union-attr]  # it was a file
    ]
