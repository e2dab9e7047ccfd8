"""A file is written whole or not at all, and what went wrong is said with the path."""

import errno
import os
from pathlib import Path

import pytest

from engine import files
from engine.errors import NegotiaError
from engine.files import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"\x00\xff", b"\x00\xff"), ("Zoë\r\n\n", "Zoë\r\n\n".encode()), ("", b"")],
)
def test_content_is_written_as_it_is(tmp_path: Path, data: bytes | str, expected: bytes) -> None:
    target = tmp_path / "deal.yaml"
    target.write_bytes(b"a longer content that was there before")
    write_atomically(str(target), data)
    assert target.read_bytes() == expected
    assert names(tmp_path) == ["deal.yaml"]


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    usual, new, old = (tmp_path / name for name in ("usual", "new", "old"))
    usual.write_text("")
    old.write_text("")
    old.chmod(0o640)
    for path in (new, old):
        write_atomically(path, "x")
    assert new.stat().st_mode == usual.stat().st_mode
    assert old.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "real").write_text("old")
    (tmp_path / "link").symlink_to(folder / "real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (folder / "real").read_text() == "new"


def test_parents_are_made_only_when_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "out" / "a" / "brief.docx"
    with pytest.raises(NegotiaError, match="no such file or directory"):
        write_atomically(target, b"x")
    assert names(tmp_path) == []
    write_atomically(target, b"x", parents=True)
    assert target.read_bytes() == b"x"


def test_a_folder_or_an_impossible_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NegotiaError, match="it is a folder"):
        write_atomically(tmp_path, "x")
    with pytest.raises(NegotiaError, match="cannot be written"):
        write_atomically(f"{tmp_path}/a\0b", "x")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(NegotiaError, match="too many levels of symbolic links"):
        write_atomically(loop / "x", "x")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "deal.yaml"
    target.write_text("old")
    if step == "fsync":
        monkeypatch.setattr(files.os, "fsync", full)
    else:
        monkeypatch.setattr(files.Path, "replace", full)
    with pytest.raises(NegotiaError) as caught:
        write_atomically(target, "new")
    assert str(caught.value) == f"{target} cannot be written: no space left on device"
    assert target.read_text() == "old"
    assert names(tmp_path) == ["deal.yaml"]


def test_an_interruption_cleans_up_and_goes_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "deal.yaml", "new")
    assert names(tmp_path) == []
