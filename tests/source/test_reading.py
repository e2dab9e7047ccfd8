"""Files and bytes: bounded, decoded, and refused with the reason."""

import errno
import os
from pathlib import Path

import pytest

from engine.errors import SourceError
from engine.source import Limits, read_file, read_source


def refused(path: Path | str, **options: object) -> str:
    with pytest.raises(SourceError) as caught:
        read_file(path, **options)  # type: ignore[arg-type]  # options of any kind
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "data"),
    [
        ("a.yaml", b"a: no\n", {"a": "no"}),
        ("a.yml", b'{"a": 1}', {"a": 1}),
        ("a.JSON", b'{"a": 1}', {"a": 1}),
        ("a", b"a: 1\n", {"a": 1}),
        ("a.yaml", b"\xef\xbb\xbfa: 1\n", {"a": 1}),
        ("a.json", b"\xef\xbb\xbf[1]", [1]),
        ("a.yaml", "a: é\r\n".encode(), {"a": "é"}),
        ("a.json", "[\"\u2028\u0085\"]".encode(), ["\u2028\u0085"]),
        ("a.json", b'["\\ud83d\\ude00"]', ["😀"]),
    ],
)  # fmt: skip
def test_a_file_is_read_by_its_suffix(tmp_path: Path, name: str, content: bytes, data: object) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    source = read_file(path)
    assert source.data == data
    assert source.name == str(path)
    assert read_source(content, name).data == data
    assert read_source(content.decode(), name).data == data


def test_the_format_and_the_name_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("{'a': 1}")
    assert read_file(path, name="upload").name == "upload"
    assert refused(path, name="upload", format="json").startswith("upload:1:2: a key in double quotes")


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "none.yaml") == f"{tmp_path}/none.yaml: there is no such file"
    assert refused(tmp_path) == f"{tmp_path}: is a folder, not a file"
    assert refused("a\0b", name="a") == "a: is not a path that a file can have"
    assert refused(tmp_path / ("x" * 300), name="x") == "x: cannot be read: file name too long"

    def denied(path: Path, mode: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", denied)
    assert refused(tmp_path / "a", name="a") == "a: cannot be read: permission denied"


def test_no_more_than_the_limit_and_one_byte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * 9 + b"1")
    assert refused(path, name="a", limits=Limits(bytes=9)) == "a: is larger than 9 bytes"
    path.write_bytes(b"#" * 8 + b"\n1")
    assert read_file(path, limits=Limits(bytes=10)).data == 1
    if os.path.exists("/dev/zero"):  # noqa: PTH110 - a device, never ends
        assert refused("/dev/zero") == "/dev/zero: is larger than 2,000,000 bytes"


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "# only a comment\n", "---\n", "---\n...\n"])
def test_an_empty_file_says_so(text: str) -> None:
    with pytest.raises(SourceError, match=r"^a: is empty$"):
        read_source(text, "a")


def test_an_empty_json_file_says_so() -> None:
    with pytest.raises(SourceError, match=r"^a: is empty$"):
        read_source("\n", "a", format="json")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1".encode("utf-16"), "a: is UTF-16 or UTF-32, not UTF-8 (save the file as UTF-8)"),
        ("a: 1".encode("utf-16-be"), "a: is UTF-16 or UTF-32, not UTF-8 (save the file as UTF-8)"),
        ("a: 1".encode("utf-16-le"), "a: is UTF-16 or UTF-32, not UTF-8 (save the file as UTF-8)"),
        ("a: 1".encode("utf-32"), "a: is UTF-16 or UTF-32, not UTF-8 (save the file as UTF-8)"),
        (b"a: 1\r\nb: \xe9\n", "a:2:4: is not UTF-8: byte 0xe9 at offset 9 (save the file as UTF-8)"),
        (
            b"\xef\xbb\xbfa: \xc3\xa9\xff",
            "a:1:5: is not UTF-8: byte 0xff at offset 8 (save the file as UTF-8)",
        ),
    ],
)
def test_bytes_that_are_not_utf8(content: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(content, "a")
    assert str(caught.value) == message


def test_invisible_line_breaks_and_half_characters_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read_source("a: x\u2028y\nb: '\ud800'\nc: \u0085\n", "a")
    assert str(caught.value).splitlines() == [
        "a:1:5: U+2028 is an invisible line break (replace it by a space or begin a new line)",
        "a:2:5: U+D800 is half of a character",
        "a:3:4: U+0085 is an invisible line break (replace it by a space or begin a new line)",
    ]
    with pytest.raises(SourceError, match=r"^a:1:3: U\+DFFF is half of a character$"):
        read_source('["\udfff"]', "a", format="json")
