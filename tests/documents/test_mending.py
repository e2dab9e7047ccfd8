"""What a condition or a loop leaves behind that Word would not open is mended; ids stay unique."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.documents.grid import fit_grids
from engine.documents.links import MAX_BOOKMARK_NAME, bookmark_name, make_unique
from engine.documents.lint import lint_document
from engine.documents.mending import mark_ends, mend
from engine.documents.ooxml import NAMESPACES, parse, serialise
from tests.documents.builder import body, render, table, texts, xml_of

CELL = "<w:tc><w:tcPr/>{}</w:tc>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"


@pytest.mark.parametrize(
    ("xml", "mended"),
    [
        ("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc/>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:tcPr/> </w:tc>", "<w:tc><w:tcPr/> <w:p/></w:tc>"),
        ('<w:tc><w:bookmarkEnd w:id="1"/></w:tc>', '<w:tc><w:bookmarkEnd w:id="1"/><w:p/></w:tc>'),
        ("<w:tc><w:p></w:p></w:tc>", "<w:tc><w:p></w:p></w:tc>"),
        ('<w:tc><w:p/><w:bookmarkEnd w:id="1"/></w:tc>', '<w:tc><w:p/><w:bookmarkEnd w:id="1"/></w:tc>'),
        ("<w:tc><w:sdt></w:sdt></w:tc>", "<w:tc><w:sdt></w:sdt></w:tc>"),
    ],
)
def test_cells_end_with_a_paragraph(xml: str, mended: str) -> None:
    assert mend(mark_ends(TABLE.format(f"<w:tr>{xml}</w:tr>"))) == TABLE.format(f"<w:tr>{mended}</w:tr>")


@pytest.mark.parametrize(
    ("xml", "mended"),
    [
        (TABLE.format('<w:tr w:rsidR="1"><w:trPr><w:cantSplit/></w:trPr></w:tr><w:tr></w:tr>'), ""),
        (TABLE.format(""), ""),
        (
            TABLE.format(f"<w:tr>{CELL.format('<w:p/>' + TABLE.format('<w:tr><w:trPr/></w:tr>'))}</w:tr>"),
            TABLE.format(f"<w:tr>{CELL.format('<w:p/>')}</w:tr>"),
        ),
        (
            TABLE.format(f"<w:tr>{CELL.format(TABLE.format(''))}</w:tr><w:tr></w:tr>"),
            TABLE.format(f"<w:tr>{CELL.format('<w:p/>')}</w:tr>"),
        ),
        ("<w:hdr a='1'>\n</w:hdr>", "<w:hdr a='1'><w:p/></w:hdr>"),
        ("<w:footnote></w:footnote>", "<w:footnote><w:p/></w:footnote>"),
        ("<w:ftr><w:p/></w:ftr>", "<w:ftr><w:p/></w:ftr>"),
    ],
)
def test_nothing_is_left_empty(xml: str, mended: str) -> None:
    assert mend(mark_ends(xml)) == mended


def test_a_table_whose_rows_all_go_is_not_there() -> None:
    template = table(("{%tr for x in nobody %}", ""), ("{{ x }}", "y"), ("{%tr endfor %}", ""))
    document = render(template, {"nobody": []})
    assert "<w:tbl>" not in xml_of(document)
    assert lint_document(document) == ()


def test_a_cell_emptied_by_a_condition_opens() -> None:
    template = body(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
        "<w:p><w:r><w:t>{%p if no %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>x</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = render(template, {"no": False})
    assert "<w:tc><w:tcPr/><w:p/></w:tc>" in xml_of(document)


def test_a_cell_that_a_macro_leaves_empty_opens() -> None:
    template = body(
        "<w:p><w:r><w:t>{%p macro cells(texts) %}</w:t></w:r></w:p>"
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        "<w:p><w:r><w:t>{%p for x in texts %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>{%p endmacro %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{{p cells([]) }}</w:t></w:r></w:p><w:p><w:r><w:t>{{p cells(['a']) }}</w:t></w:r></w:p>"
    )
    document = render(template)
    assert re.findall(r"<w:tc>(.*?)</w:tc>", xml_of(document)) == [
        "<w:p/>",
        '<w:p><w:r><w:t xml:space="preserve">a</w:t></w:r></w:p>',
    ]
    assert b"end?>" not in document
    assert lint_document(document) == ()


def test_bookmarks_in_a_loop_are_unique_and_paired() -> None:
    template = body(
        "<w:p><w:r><w:t>{%p for x in 'ab' %}</w:t></w:r></w:p>"
        '<w:p><w:bookmarkStart w:id="3" w:name="_Toc1"/><w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>'
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
        '<w:p><w:bookmarkStart w:id="1" w:name="_toc1_2"/><w:bookmarkEnd w:id="1"/></w:p>'
    )
    document = render(template)
    assert re.findall(r'w:(?:id|name)="([^"]*)"', xml_of(document)) == [
        "3",
        "_Toc1",
        "3",
        "2",
        "_Toc1_3",
        "2",
        "1",
        "_toc1_2",
        "1",
    ]
    assert lint_document(document) == ()


def test_long_bookmark_names_stay_within_the_limit() -> None:
    name = "n" * MAX_BOOKMARK_NAME
    start = f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'
    assert f'w:name="{"n" * 38}_2"' in make_unique(start * 2)


def test_control_and_drawing_ids_are_unique() -> None:
    control = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr></w:sdt>'
    drawing = '<wp:docPr id="1" name="Chart"/>'
    assert re.findall(r'w:val="(\d+)"', make_unique(control * 3)) == ["7", "1", "2"]
    assert re.findall(r' id="(\d+)"', make_unique(drawing * 3)) == ["1", "2", "3"]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["a", "A", "b", "a_2"])), max_size=8))
def test_make_unique_leaves_unique_names_and_pairs(marks: list[tuple[int, str]]) -> None:
    xml = "".join(
        f'<w:bookmarkStart w:id="{key}" w:name="{name}"/><w:bookmarkEnd w:id="{key}"/>' for key, name in marks
    )
    result = make_unique(xml)
    keys, names = re.findall(r'Start w:id="(\d+)"', result), re.findall(r'w:name="(\w+)"', result)
    assert len(set(keys)) == len(keys) == len({name.lower() for name in names}) == len(marks)
    assert re.findall(r'End w:id="(\d+)"', result) == keys
    assert make_unique(result) == result


@given(st.text(max_size=20))
def test_bookmark_names_are_words_own(key: str) -> None:
    name = bookmark_name("f", key)
    assert re.fullmatch(r"f_[0-9a-f]{24}", name)
    assert name == bookmark_name("f", key) != bookmark_name("f", key + "x")


@pytest.mark.parametrize("prefix", ["", "1f", "f_", "toolongpre"])
def test_a_bad_prefix_is_a_mistake(prefix: str) -> None:
    with pytest.raises(ValueError, match="not a bookmark prefix"):
        bookmark_name(prefix, "key")


@pytest.mark.parametrize(
    ("widths", "spans", "fitted"),
    [
        ([100, 300], [1, 1], [100, 300]),
        ([100, 300], [1, 1, 1, 1], [50, 150, 100, 100]),
        ([100, 100, 100], [1], [300]),
        ([100, 100, 100], [2], [150, 150]),
        ([0], [1, 1], [0, 0]),
        ([100], [], [100]),
    ],
)
def test_grids_have_the_columns_of_their_rows(widths: list[int], spans: list[int], fitted: list[int]) -> None:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr></w:tc>' for span in spans)
    xml = f'<w:tbl xmlns:w="{NAMESPACES["w"]}"><w:tblGrid>{columns}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    root = parse(xml.encode())
    assert fit_grids(root) == (widths != fitted)
    assert re.findall(r'gridCol w:w="(\d+)"', serialise(root)) == [str(width) for width in fitted]


def test_a_table_without_a_grid_is_left_alone() -> None:
    root = parse(f'<w:tbl xmlns:w="{NAMESPACES["w"]}"><w:tr><w:tc/></w:tr></w:tbl>'.encode())
    assert not fit_grids(root)


def test_empty_texts_do_not_matter() -> None:
    assert texts(render(body("<w:p/>"))) == [""]
