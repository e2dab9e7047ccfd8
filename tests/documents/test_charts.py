"""The charts of the brief: what they show, that they are left out, that they are the document's own and keep to it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from engine.casefile import CaseFile, open_case
from engine.documents import render_brief, render_questions
from engine.documents.brief.charts import range_plot, range_rows
from engine.documents.brief.charts_model import Plot, Point
from engine.documents.brief.charts_offers import offers_plot
from engine.documents.brief.charts_placed import charts_of, lines_of, rows_with_room
from engine.documents.brief.charts_workbook import column
from engine.documents.brief.charts_xml import draw
from engine.documents.brief.desk import Desk
from engine.documents.brief.rendering import brief_of
from engine.documents.drawings import Chart, find_charts, parts_of, resize
from engine.documents.lint import lint_document
from engine.documents.package import Package, read_package
from engine.documents.shipped import shipped_path
from engine.documents.template_lint.review import review_templates
from engine.documents.worded import Words
from tests.documents.builder import texts
from tests.documents.cases import SAMPLES, case_of, everything, sample, sample_deal, shipped_rules
from tests.documents.poison import poison
from tests.making import MONDAY

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

DEAL = """
deal: {id: d, title: D, currency: EUR, stage: bargaining}
issues:
  - {id: fee, name: Fee, kind: money, unit: EUR per month,
     ours: {opening: 120, target: 100, walkaway: 90, prefers: higher, rank: 1},
     theirs: {opening: {value: 70, source: stated}, walkaway: {value: [95, 105], source: estimated}, prefers: lower}}
  - {id: start, name: Start, kind: date,
     ours: {opening: 2026-04-01, target: 2026-05-01, walkaway: 2026-06-01, rank: 2},
     theirs: {opening: 2026-07-01, walkaway: 2026-06-01, prefers: higher}}
  - {id: days, name: Days, kind: duration, unit: days,
     ours: {opening: 10, target: 20, walkaway: 30, rank: 3}, theirs: {opening: 60, walkaway: [20, 25], prefers: higher}}
  - {id: seats, name: Seats, kind: number, ours: {opening: 9, target: 8, walkaway: 7, rank: 4},
     theirs: {opening: 2, walkaway: 5, prefers: lower}}
  - {id: same, kind: number, ours: {opening: 4, target: 4, walkaway: 4, prefers: higher}}
  - {id: report, kind: choice, options: [a, b], ours: {opening: a, walkaway: b}}
  - {id: fixed, kind: number, negotiable: false, ours: {opening: 1, walkaway: 2}}
bargaining:
  offers:
    - {id: t1, round: 1, by: them, terms: {fee: 70}, status: rejected}
    - {id: u1, round: 1, by: us, terms: {fee: 120}, status: rejected}
    - {id: u2, round: 2, by: us, terms: {fee: 110}, status: sent}
    - {id: u3, round: 3, by: us, terms: {fee: 100}, status: draft}
"""


def desk_of(case: CaseFile) -> Desk:
    return Desk(case, Words(case.deal))


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_of(case_of(DEAL))


def points(plot: Plot, name: str) -> list[tuple[float, str]]:
    found = {one.name: one.points for one in plot.series}
    return [(one.x, one.text) for one in found.get(name, ()) if one.y is not None]


def test_a_row_for_each_issue_with_figures_that_differ(desk: Desk) -> None:
    assert [(row.issue.id, row.verdict) for row in range_rows(desk)] == [
        ("fee", "zone 90 to 95"),
        ("start", "zone 1 June 2026"),
        ("days", "zone 25 to 30"),
        ("seats", "no zone so far"),
    ]


def test_each_row_has_its_own_scale_with_our_best_on_the_right(desk: Desk) -> None:
    plot = range_plot(desk, range_rows(desk))
    assert points(plot, "Our opening") == [
        (100, "120"),
        (100, "1 April 2026"),
        (100, "10"),
        (100, "9"),
    ]
    assert points(plot, "Our walk-away")[0] == (40, "90")
    assert points(plot, "Our target")[0] == (60, "100")
    assert points(plot, "Their opening, limit")[0] == (0, "70")
    assert points(plot, "Theirs, our guess") == [(50, ""), (70, "95 to 105")]
    assert points(plot, "Zone of possible agreement") == [(40, ""), (50, ""), (60, ""), (70, "")]
    assert points(plot, "Issue")[0][1] == "Fee, EUR per month"
    assert points(plot, "Zone")[-1][1] == "no zone so far"
    assert plot.alt.startswith(
        "Fee, EUR per month: our opening 120, target 100, walk-away 90, their opening 70 (they said), "
        "their limit 95 to 105 (our guess); zone 90 to 95. Start: our opening 1 April 2026,"
    )


def test_lines_are_apart_from_row_to_row(desk: Desk) -> None:
    (line,) = (one for one in range_plot(desk, range_rows(desk)).series if one.name == "Our range")
    assert [one.y is None for one in line.points] == [False, False, *[True, False, False] * 3]


@pytest.mark.parametrize(
    ("theirs", "verdict", "zone"),
    [
        ("{walkaway: 80, prefers: lower}", "no zone so far", None),
        ("{walkaway: [80, 99], prefers: lower}", "zone only perhaps", None),
        ("{walkaway: 90, prefers: lower}", "zone 90", (90, 90)),
        ("{walkaway: 130, prefers: lower}", "zone 90 to 130", (90, 130)),
        ("{prefers: lower}", "zone not known yet", None),
        ("{walkaway: 80, prefers: higher}", "", None),
    ],
)
def test_the_zone(theirs: str, verdict: str, zone: tuple[int, int] | None) -> None:
    issue = (
        f"{{id: fee, kind: number, ours: {{opening: 120, walkaway: 90, prefers: higher}}, theirs: {theirs}}}"
    )
    (row,) = range_rows(desk_of(case_of(f"issues: [{issue}]")))
    assert (row.verdict, row.zone) == (verdict, zone)


def test_what_is_agreed_has_its_mark() -> None:
    accepted = DEAL.replace("terms: {fee: 110}, status: sent", "terms: {fee: 110}, status: accepted")
    plot = range_plot(*(lambda desk: (desk, range_rows(desk)))(desk_of(case_of(accepted))))
    assert points(plot, "Agreed") == [(80, "")]
    assert "agreed 110" in plot.alt


def test_offers_by_round_without_drafts(desk: Desk) -> None:
    plot = offers_plot(desk)
    assert [(one.name, [(point.x, point.y) for point in one.points]) for one in plot.series] == [
        ("We: Fee", [(1, 120), (2, 110)]),
        ("They: Fee", [(1, 70)]),
        ("Our walk-away: 90", [(0, 90), (3, 90)]),
    ]
    assert plot.alt == (
        "Offers on Fee: round 1, we 120 EUR per month; round 1, they 70 EUR per month; "
        "round 2, we 110 EUR per month."
    )
    assert (plot.up.low, plot.up.high, plot.up.step, plot.up.title) == (60, 130, 10, "EUR per month")
    assert plot.across.format == '[<1]"";[>2]"";0'


@pytest.mark.parametrize(
    ("values", "axis"),
    [
        ("22.5, 23", (22.4, 23.1, 0.1, "#,##0.00")),
        ("5, 5", (4, 6, 1, "#,##0")),
        ("0, 0", (0, 0.2, 0.2, "#,##0.00")),
        ("-5, 5", (-8, 8, 2, "#,##0")),
        ("100000, 900000", (0, 1200000, 200000, "#,##0")),
    ],
)
def test_the_scale_of_offers(values: str, axis: tuple[float, float, float, str]) -> None:
    first, second = values.split(", ")
    offers = (
        f"[{{round: 1, by: us, terms: {{fee: {first}}}}}, {{round: 2, by: us, terms: {{fee: {second}}}}}]"
    )
    up = offers_plot(
        desk_of(case_of(f"issues: [{{id: fee, kind: money}}]\nbargaining: {{offers: {offers}}}"))
    ).up
    assert (up.low, up.high, up.step, up.format) == axis


def test_nothing_to_show_is_no_chart() -> None:
    empty = desk_of(case_of())
    assert not any(charts_of(empty, 0))
    one_offer = (
        "issues: [{id: fee, kind: money}]\nbargaining: {offers: [{round: 1, by: us, terms: {fee: 1}}]}"
    )
    assert not offers_plot(desk_of(case_of(one_offer)))
    document = render_brief(case_of())
    assert "<w:drawing>" not in everything(document)
    assert lint_document(document) == ()


def test_the_first_page_shows_the_weightiest_rows_that_it_has_room_for(desk: Desk) -> None:
    assert [rows_with_room(lines) for lines in (0, 30, 36, 43, 46, 99)] == [8, 7, 4, 2, 1, 0]
    tight = charts_of(desk, 43)
    assert [text for _, text in points(tight.ranges, "Issue")] == ["Fee, EUR per month", "Start"]
    assert len(points(tight.all_ranges, "Issue")) == 4
    roomy = charts_of(desk, 20)
    assert (len(points(roomy.ranges, "Issue")), bool(roomy.all_ranges)) == (4, False)


def test_the_room_shrinks_with_every_text_of_the_page() -> None:
    lines = []
    for extra in ("", "meetings: [{id: m, at: 2026-03-09T10:00+01:00, objective: OBJECTIVE}]"):
        made = brief_of(case := case_of(DEAL + extra.replace("OBJECTIVE", "goal " * 40)), Words(case.deal))
        assert made.inside is not None
        lines.append(lines_of(made.front, made.inside))
    assert lines[1] == lines[0] + 2


def test_long_texts_are_cut_in_charts_and_their_alternative_texts() -> None:
    long = "x" * 500
    issues = ", ".join(
        f"{{id: i{n}, name: {n}{long}, kind: number, ours: {{opening: 1{'0' * 24}, walkaway: {n}}}}}"
        for n in range(20)
    )
    found = charts_of(desk_of(case_of(f"issues: [{issues}]")), 0)
    assert points(found.all_ranges, "Issue")[0][1] == f"0{'x' * 36}…"
    assert len(points(found.ranges, "Our opening")[0][1]) == 30
    assert found.texts.all_ranges.endswith("…")


def chart_roots(document: bytes) -> list[etree._Element]:
    package = read_package(document)
    return [etree.fromstring(package[name]) for name in package.names if name.startswith("word/charts/chart")]


def texts_of(root: etree._Element) -> set[str]:
    return {node.text or "" for node in root.iter(f"{A}t", f"{C}v")}


def test_the_document_holds_the_figures_and_the_workbook_behind_them() -> None:
    document = render_brief(case_of(DEAL))
    ranges, _, offers, _ = chart_roots(document)
    assert {"120", "95 to 105", "zone 90 to 95", "Fee, EUR per month"} <= texts_of(ranges)
    assert "We: Fee" in texts_of(offers)
    xml = read_package(document)["word/document.xml"].decode()
    assert 'descr="Fee, EUR per month: our opening 120' in xml
    assert 'descr="Offers on Fee: round 1, we 120 EUR per month' in xml
    books = [name for name in read_package(document).names if name.endswith(".xlsx")]
    assert len(books) == 4
    with zipfile.ZipFile(io.BytesIO(read_package(document)[books[2]])) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="B1" t="inlineStr"><is><t>We: Fee</t></is></c>' in sheet
    assert '<c r="A2"><v>1</v></c><c r="B2"><v>120</v></c>' in sheet
    assert ranges.findtext(f".//{C}ser/{C}tx//{C}f") == "Figures!$B$1"


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")])
def test_columns(number: int, letters: str) -> None:
    assert column(number) == letters


def test_the_drawing_is_as_high_as_its_rows() -> None:
    xml = read_package(render_brief(case_of(DEAL)))["word/document.xml"].decode()
    (height,) = re.findall(r'cy="(\d+)"/><wp:docPr [^>]*name="ranges"', xml)
    assert (
        int(height)
        == draw(range_plot(*(lambda desk: (desk, range_rows(desk)))(desk_of(case_of(DEAL))))).height
    )


def test_nothing_of_the_charts_is_in_a_table_copy_or_in_questions() -> None:
    case = case_of(DEAL.replace("walkaway: 90", "walkaway: 91.91").replace("[95, 105]", "[95, 105.05]"))
    assert "91.91" in "".join(map(str, map(texts_of, chart_roots(render_brief(case)))))
    for document in (render_brief(case, table_copy=True), render_questions(case, for_them=True)):
        for text in ("91.91", "105.05", "Walk-away", "walk-away", "zone"):
            assert text not in everything(document)
    copy = render_brief(case, table_copy=True)
    assert [texts_of(root) for root in chart_roots(copy)] == [set()] * 4
    for name in (name for name in read_package(copy).names if name.endswith(".xlsx")):
        with zipfile.ZipFile(io.BytesIO(read_package(copy)[name])) as book:
            assert b"<sheetData></sheetData>" in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_have_sound_charts(name: str) -> None:
    document = render_brief(sample(name))
    assert document == render_brief(sample(name))
    for root in chart_roots(document):
        ids = [one.get("val") for one in root.iterfind(f".//{C}ser/{C}idx")]
        assert len(set(ids)) == len(ids)
        for cache in root.iter(f"{C}numCache"):
            values = [float(one.text or "nan") for one in cache.iter(f"{C}v")]
            assert all(value == value for value in values)


def test_hostile_texts_come_out_literally() -> None:
    document = render_brief(open_case(poison(sample_deal("stalled-price")), shipped_rules(), MONDAY))
    assert lint_document(document) == ()
    assert any("& <b>" in text for root in chart_roots(document) for text in texts_of(root))


def template() -> Package:
    return read_package(shipped_path("brief"))


def test_charts_are_found_by_the_names_of_their_drawings() -> None:
    assert [(one.name, one.part, one.workbook, one.tie) for one in find_charts(template())] == [
        ("ranges", "word/charts/chart1.xml", "word/embeddings/chart1.xlsx", "rId1"),
        ("all-ranges", "word/charts/chart2.xml", "word/embeddings/chart2.xlsx", "rId1"),
        ("offers", "word/charts/chart3.xml", "word/embeddings/chart3.xlsx", "rId1"),
        ("packages", "word/charts/chart4.xml", "word/embeddings/chart4.xlsx", "rId1"),
    ]
    assert find_charts(read_package(shipped_path("questions"))) == ()


def test_a_template_may_lack_charts_and_workbooks() -> None:
    package = template()
    links = frozenset(name for name in package.names if name.startswith("word/charts/_rels/"))
    places = find_charts(package.with_parts({}, links))
    assert {(one.workbook, one.tie) for one in places} == {("", "")}
    chart = Chart("<c:chartSpace></c:chartSpace>", b"book", 5)
    assert parts_of(places, {"offers": chart}) == {"word/charts/chart3.xml": b"<c:chartSpace></c:chartSpace>"}
    assert find_charts(package.with_parts({}, frozenset(one.part for one in places))) == ()
    renamed = package["word/document.xml"].replace(b'name="offers"', b"")
    assert {one.name for one in find_charts(package.with_parts({"word/document.xml": renamed}))} == {
        "ranges",
        "all-ranges",
        "packages",
    }


def test_a_chart_is_tied_to_its_workbook() -> None:
    chart = Chart("<c:chartSpace></c:chartSpace>", b"book", 5)
    assert parts_of(find_charts(template()), {"offers": chart}) == {
        "word/charts/chart3.xml": b'<c:chartSpace><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
        b"</c:chartSpace>",
        "word/embeddings/chart3.xlsx": b"book",
    }


def test_only_the_named_drawing_is_resized() -> None:
    one, two = (f'<wp:extent cx="9" cy="9"/><wp:docPr id="1" name="{name}"/>' for name in ("a", "b"))
    assert resize(one + two, {"b": Chart("", b"", 7)}) == one + two.replace('cy="9"', 'cy="7"')


def test_a_plot_without_series_is_an_empty_chart() -> None:
    root = etree.fromstring(draw(Plot()).xml.encode())
    assert (list(root.iter(f"{C}ser")), list(root.iter(f"{C}legend"))) == ([], [])
    assert Point(1).y is None


def without_drawing(name: str) -> bytes:
    """The brief's template after somebody has deleted the paragraph of a drawing."""
    package = template()
    text = package["word/document.xml"].decode()
    paragraph = re.search(
        rf'<w:p>(?:(?!</w:p>).)*<wp:docPr [^>]*name="{name}"(?:(?!</w:p>).)*</w:p>', text, re.DOTALL
    )
    assert paragraph is not None
    return package.write({"word/document.xml": text.replace(paragraph[0], "").encode()})


@pytest.mark.parametrize(
    ("name", "heading"),
    [("ranges", "Where the ranges meet (right is better for us)"), ("offers", "Offers round by round")],
)
def test_a_template_without_a_drawing_has_no_heading_over_nothing(
    name: str, heading: str, tmp_path: Path
) -> None:
    whole = render_brief(sample("agency"))
    assert heading in texts(whole)
    (tmp_path / "brief.docx").write_bytes(without_drawing(name))
    document = render_brief(sample("agency"), templates=tmp_path)
    assert heading not in texts(document)
    assert lint_document(document) == ()
    (review,) = review_templates(tmp_path)
    (flaw,) = (flaw for flaw in review.flaws if flaw.problem.code == "no-chart")
    assert f"the drawing '{name}' is gone" in str(flaw.problem)
    assert review.usable
