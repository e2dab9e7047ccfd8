"""Points about the form of a draft: numbers, references, contents, header, tables, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ...fields import find_marks
from ...lint import lint_document
from ...ooxml import P, child, parse, text_of, w
from ...references import refresh_references
from ...tags import find_tag
from ..library import Library
from .model import Check, judged
from .opened import CLAUSE_STYLES, MAIN, SCHEDULE_STYLE, OpenedDraft, text_in

_TYPED_NUMBER: Final = re.compile(r"^\s*(\d+(\.\d+)+\s|\d+[.)]\s|\([a-z]{1,2}\)\s)")
_TYPED_REFERENCE: Final = re.compile(r"\b(?:[Cc]lauses?|Schedules?) \d")
_SLIP: Final = re.compile(r"\b(?:None|undefined|nan)\b(?: \w+)?")


def opens_cleanly(document: bytes, draft: OpenedDraft) -> Check:
    """1: Word opens it without repair and without a question about fields."""
    faults = [str(fault) for fault in lint_document(document)]
    if b"updateFields" in draft.package["word/settings.xml"]:
        faults.append("Word would ask whether to update fields")
    return judged(1, "opens with no repair and no update prompt", faults, "no fault found by the linter")


def numbers_by_styles(draft: OpenedDraft) -> Check:
    """2: one multilevel list, linked to styles; nobody typed a number."""
    clauses = draft.styled(*CLAUSE_STYLES)
    lists = {draft.numbers[one].counter for one in clauses if one in draft.numbers}
    faults = [f"{len(lists)} lists number the clauses"] if len(lists) > 1 else []
    for paragraph in clauses:
        text = draft.typed_text(paragraph)
        if paragraph not in draft.numbers:
            faults.append(f"without a number: {text[:60]}")
        elif child(child(paragraph, w("pPr")), w("numPr")) is not None:
            faults.append(f"numbered beside its style: {text[:60]}")
        elif _TYPED_NUMBER.match(text):
            faults.append(f"a typed number: {text[:60]}")
    good = f"{len(clauses)} numbered paragraphs in one list"
    return judged(2, "one multilevel list linked to styles, no typed numbers", faults, good)


def references_are_fields(draft: OpenedDraft) -> Check:
    """3: every cross-reference is a field to a bookmark that is there."""
    faults = [
        f"no bookmark {found.target}"
        for found in draft.references()
        if draft.marks.bookmark(found.target) is None
    ]
    for paragraph in draft.paragraphs:
        typed = _TYPED_REFERENCE.search(draft.typed_text(paragraph))
        in_contents = draft.numbering.style_of(paragraph).name == "toc 1"
        if typed and not in_contents:
            faults.append(f"a typed reference: {typed[0]}")
    good = f"{len(draft.references())} references, each to a bookmark"
    return judged(3, "every cross-reference is a field to an existing bookmark", faults, good)


def references_are_right(draft: OpenedDraft) -> Check:
    """4: what a reference shows is the number of the paragraph."""
    shown = [_result(found.results) for found in draft.references()]
    fresh = parse(draft.package[MAIN])
    refresh_references(fresh, draft.numbering)
    renewed = OpenedDraft(draft.package, fresh, draft.numbering, {}, find_marks(fresh))
    wanted = [_result(found.results) for found in renewed.references()]
    faults = [
        f"{one!r} instead of {two!r}" for one, two in zip(shown, wanted, strict=True) if one != two or not one
    ]
    return judged(4, "each reference shows the real number", faults, f"{len(shown)} numbers recounted")


def contents_are_right(draft: OpenedDraft) -> Check:
    """5: the table of contents lists every heading with its number."""
    contents = next((found for found in draft.marks.fields if found.kind == "TOC"), None)
    title = "table of contents with the right entries"
    if contents is None:
        return judged(5, title, ["there is none"], "")
    entries = list(
        dict.fromkeys(paragraph for node in contents.results for paragraph in node.iterancestors(P))
    )
    listed = [" ".join(text_of(entry).split()) for entry in entries]
    headings = [
        " ".join(f"{draft.numbers[one].label} {text_of(one)}".split())
        for one in draft.styled(CLAUSE_STYLES[0], SCHEDULE_STYLE)
        if one in draft.numbers
    ]
    faults = [f"not listed: {one}" for one in headings if one not in listed]
    faults += [f"no such heading: {one}" for one in listed if one not in headings]
    return judged(5, title, faults, f"{len(listed)} entries")


def nothing_slipped(draft: OpenedDraft, said: str) -> Check:
    """6: no tag, and no word that only a program says; `said` is what the deal itself says."""
    faults = []
    for part in draft.package.names:
        if part.endswith((".xml", ".rels")) and (tag := find_tag(draft.package[part])):
            faults.append(f"{part}: {tag}")
    for paragraph in draft.paragraphs:
        slip = _SLIP.search(text_of(paragraph))
        if slip and slip[0].casefold() not in said.casefold():
            faults.append(f"{slip[0]!r} in: {text_of(paragraph)[:60]}")
    good = f"{len(draft.package.names)} parts searched"
    return judged(6, "no template tag, None or undefined in any part", faults, good)


def marked_as_draft(draft: OpenedDraft, version: str, day: str) -> Check:
    """12: every page says that it is a draft, which, of when, and which page of how many."""
    headers = " ".join(text_in(one) for one in draft.stories("header"))
    footers = "".join(etree.tostring(one, encoding="unicode") for one in draft.stories("footer"))
    faults = [
        f"no {text} in the header" for text in ("DRAFT", f"version {version}", day) if text not in headers
    ]
    faults += [f"no {field} in the footer" for field in (" PAGE ", " NUMPAGES ") if field not in footers]
    return judged(
        12, "DRAFT, version and date in the header, Page X of Y", faults, " ".join(headers.split())[:80]
    )


def signatures_stay_together(draft: OpenedDraft) -> Check:
    """13: the signature block is one table whose rows neither split nor part."""
    title = "signature block kept together, rows do not split"
    found = draft.controls().get("signatures", [])
    rows = [row for control in found for row in control.iter(w("tr"))]
    if not rows:
        return judged(13, title, ["there is no signature block"], "")
    faults = ["a row may split" for row in rows if not _has(row, "trPr", "cantSplit")]
    for row in rows[:-1]:
        loose = [one for one in row.iter(P) if not _has(one, "pPr", "keepNext")]
        faults += [f"not held to the next row: {text_of(loose[0])[:40]}"] if loose else []
    return judged(13, title, faults, f"{len(rows)} rows")


def tables_repeat_heads(draft: OpenedDraft) -> Check:
    """14: every table repeats its header row, and no row splits."""
    blocks = [one for control in draft.controls().get("signatures", []) for one in control.iter(w("tbl"))]
    tables = [table for table in draft.root.iter(w("tbl")) if table not in blocks]
    faults = []
    for table in tables:
        rows = list(table.iter(w("tr")))
        if not _has(rows[0], "trPr", "tblHeader"):
            faults.append(f"no header row: {text_in(rows[0])[:40]!r}")
        faults += ["a row may split" for row in rows if not _has(row, "trPr", "cantSplit")][:1]
    return judged(14, "table headers repeat", faults, f"{len(tables)} tables")


def clauses_are_tagged(draft: OpenedDraft, library: Library) -> Check:
    """19: every clause stands in a content control with its id."""
    known = {clause.id for clause in library.clauses}
    controls = draft.controls()
    tagged = {heading for tag in known for heading in _headings(draft, controls.get(tag, []))}
    faults = [
        f"without its id: {text_of(one)}" for one in draft.styled(CLAUSE_STYLES[0]) if one not in tagged
    ]
    faults += [f"{tag} stands twice" for tag in sorted(known) if len(controls.get(tag, [])) > 1]
    return judged(19, "stable clause ids as content-control tags", faults, f"{len(tagged)} clauses")


def _headings(draft: OpenedDraft, controls: list[etree._Element]) -> Iterator[etree._Element]:
    for control in controls:
        for paragraph in control.iter(P):
            if draft.numbering.style_of(paragraph).name == CLAUSE_STYLES[0]:
                yield paragraph


def _has(node: etree._Element, properties: str, name: str) -> bool:
    return child(child(node, w(properties)), w(name)) is not None


def _result(results: list[etree._Element]) -> str:
    return "".join(node.text or "" for node in results)
