"""Reading a .docx within limits, writing the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from engine.documents import package as package_module
from engine.documents.package import Package, read_package
from engine.errors import TemplateError
from tests.documents.builder import docx, paragraphs, part


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return target.getvalue()


TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
SMALL = {"[Content_Types].xml": TYPES, "word/document.xml": b"<a/>"}


def macro_types() -> bytes:
    return (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
        b'"/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )


def twice() -> bytes:
    data = zipped({**SMALL, "word/documenu.xml": b"<b/>"})
    return data.replace(b"word/documenu.xml", b"word/document.xml")


def encrypted() -> bytes:
    data = bytearray(zipped(SMALL))
    at = data.rfind(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


def corrupted() -> bytes:
    data = zipped({**SMALL, "word/x.bin": b"payload"}, zipfile.ZIP_STORED)
    return data.replace(b"payload", b"pAyload", 1)


def badly_packed() -> bytes:
    data = bytearray(zipped({**SMALL, "word/x.bin": bytes(range(256)) * 9}))
    at = data.find(b"word/x.bin") + len("word/x.bin")
    data[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "this is not a Word document"),
        (b"Dear all", "this is not a Word document"),
        (zipped({"x.txt": b"x"}), "it has no word/document.xml"),
        (zipped({**SMALL, "[Content_Types].xml": b"<"}), r"\[Content_Types\].xml is damaged"),
        (zipped({**SMALL, "[Content_Types].xml": macro_types()}), "holds macros"),
        (zipped({**SMALL, "../evil": b""}), "leads out of the document"),
        (zipped({**SMALL, "/etc/evil": b""}), "leads out of the document"),
        (zipped(SMALL, zipfile.ZIP_BZIP2), "packed in a way that Word does not use"),
        (encrypted(), "is encrypted"),
        (corrupted(), "'word/x.bin' is damaged"),
        (badly_packed(), "'word/x.bin' is damaged"),
        (zipped({**SMALL, "word/bomb.xml": b" " * 3_000_000}), "more than a document can need"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(TemplateError, match=words) as caught:
        read_package(data, "x.docx")
    assert caught.value.problems[0].source == "x.docx"


def test_a_part_that_is_there_twice_is_refused() -> None:
    with pytest.raises(TemplateError, match="is in the file twice"):
        read_package(twice())


def test_a_size_in_the_directory_is_not_believed() -> None:
    data = bytearray(zipped({**SMALL, "word/bomb.xml": b" " * 3_000_000}))
    at = data.rfind(b"PK\1\2")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(TemplateError, match="more than a document can need"):
        read_package(bytes(data))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MAX_ENTRIES", 1)
    with pytest.raises(TemplateError, match="holds 2 parts; at most 1"):
        read_package(zipped(SMALL))


def test_the_total_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MAX_TOTAL_BYTES", len(TYPES) + 1)
    with pytest.raises(TemplateError, match=r"'word/document\.xml' unpacks to more"):
        read_package(zipped(SMALL))


def test_a_truncated_file_is_refused() -> None:
    data = zipped(SMALL)
    cut = data[:20] + data[len(data) - 200 :]
    with pytest.raises(TemplateError):
        read_package(cut)


def test_parts_and_types() -> None:
    package = read_package(docx(lambda document: None))
    assert "word/document.xml" in package
    assert "word/none.xml" not in package
    assert package.content_type("word/styles.xml").endswith("styles+xml")
    assert package.content_type("word/unknown") == ""
    assert package.of_type(package.content_type("word/document.xml")) == ("word/document.xml",)


def test_writing_changes_what_is_asked_and_nothing_else() -> None:
    package = read_package(paragraphs("x"))
    written = package.write({"word/document.xml": b"<new/>"})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(package.names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert part(written) == b"<new/>"
    assert part(written, "word/styles.xml") == package["word/styles.xml"]


def test_writing_is_deterministic_and_stable() -> None:
    package = read_package(paragraphs("x"))
    once = package.write({})
    assert once == package.write({}) == read_package(once).write({})


def test_a_part_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError, match=r"word/none\.xml"):
        read_package(paragraphs("x")).write({"word/none.xml": b""})


def test_parts_added_and_dropped_and_names_beyond_ascii() -> None:
    package = Package("x", SMALL).with_parts({"word/blätter.xml": b"<a/>"}, frozenset(["word/none"]))
    again = read_package(package.write({}))
    assert again.names == ("[Content_Types].xml", "word/document.xml", "word/blätter.xml")
