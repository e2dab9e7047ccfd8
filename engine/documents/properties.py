"""A document's own metadata, in place of what the template's author left behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Final

from lxml import etree

from .ooxml import CONTENT_TYPES, DECLARATION, DOCUMENT_KIND, RELATIONSHIPS, NotXml, parse, serialise
from .package import Package

CORE_PART: Final = "docProps/core.xml"
APP_PART: Final = "docProps/app.xml"

_CUSTOM_PART: Final = "docProps/custom.xml"
_TYPES_PART: Final = "[Content_Types].xml"
_ROOT_LINKS: Final = "_rels/.rels"
_SETTINGS: Final = "word/settings.xml"
_SETTINGS_LINKS: Final = "word/_rels/settings.xml.rels"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_LINK: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_NO_TIME: Final = datetime(1980, 1, 1, tzinfo=UTC)
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS: Final = "http://purl.org/dc/terms/"
_TEXT_FIELDS: Final = {
    "title": ("dc", _DUBLIN_CORE),
    "subject": ("dc", _DUBLIN_CORE),
    "creator": ("dc", _DUBLIN_CORE),
    "keywords": ("cp", _CORE),
    "description": ("dc", _DUBLIN_CORE),
    "language": ("dc", _DUBLIN_CORE),
}
_NO_BREAKS: Final = str.maketrans("\a\f", "  ")
"""The marks of paragraphs and pages, which a property has not and XML cannot hold."""
_APP: Final = (
    DECLARATION
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>negotia</Application></Properties>"
)
_LEFT_BEHIND: Final = re.compile(
    r"<w:(updateFields|attachedTemplate|mailMerge|rsids)\b[^>]*?(?:/>|>.*?</w:\1>)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What File > Info shows. A text that is None is taken from the template, tags and all; times carry a zone."""

    created: datetime
    title: str | None = None
    author: str | None = None
    subject: str | None = None
    keywords: str | None = None
    description: str | None = None
    language: str | None = None

    def given(self) -> dict[str, str]:
        """The texts given, by the names of the core part."""
        texts = {
            "title": self.title,
            "subject": self.subject,
            "creator": self.author,
            "keywords": self.keywords,
            "description": self.description,
            "language": self.language,
        }
        return {name: text for name, text in texts.items() if text is not None}


def core_texts(package: Package) -> dict[str, str]:
    """The template's own property texts, which may hold tags. NotXml if the part is damaged."""
    if CORE_PART not in package:
        return {}
    root = parse(package[CORE_PART])
    found = {name: root.findtext(f"{{{space}}}{name}") for name, (_, space) in _TEXT_FIELDS.items()}
    return {name: text for name, text in found.items() if text}


def core_xml(texts: Mapping[str, str], created: datetime) -> bytes:
    """The core part: these texts (already XML), and `created` as the only time; ValueError if it has no zone."""
    if created.tzinfo is None:
        raise ValueError("the time of a document needs a zone")
    at = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    texts = {name: text.translate(_NO_BREAKS) for name, text in texts.items()}
    fields = "".join(
        f"<{prefix}:{name}>{texts[name]}</{prefix}:{name}>"
        for name, (prefix, _) in _TEXT_FIELDS.items()
        if texts.get(name)
    )
    author = f"<cp:lastModifiedBy>{texts['creator']}</cp:lastModifiedBy>" if texts.get("creator") else ""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DUBLIN_CORE}" xmlns:dcterms="{_TERMS}" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{fields}{author}{times}</cp:coreProperties>'
    ).encode()


def without_traces(package: Package) -> Package:
    """The package as a document of its own: nothing of the template's file, author, picture or update prompt.

    NotXml if a part that must be read for it is damaged.
    """
    if _ROOT_LINKS not in package:
        raise NotXml(f"it has no {_ROOT_LINKS}")
    dropped = frozenset(part for part in package.names if part.startswith("docProps/")) - {
        CORE_PART,
        APP_PART,
        _CUSTOM_PART,
    }
    changed = {
        _TYPES_PART: _content_types(package[_TYPES_PART], dropped),
        _ROOT_LINKS: _root_links(package[_ROOT_LINKS]),
        CORE_PART: package[CORE_PART] if CORE_PART in package else core_xml({}, _NO_TIME),
    }
    if APP_PART in package:
        changed[APP_PART] = _APP.encode()
    if _SETTINGS in package:
        settings = serialise(parse(package[_SETTINGS]))
        changed[_SETTINGS] = (DECLARATION + _LEFT_BEHIND.sub("", settings)).encode()
    if _SETTINGS_LINKS in package:
        links = parse(package[_SETTINGS_LINKS])
        _drop_links(links, "/attachedTemplate", "/mailMergeSource")
        changed[_SETTINGS_LINKS] = _document(links)
    return package.with_parts(changed, dropped)


def _content_types(data: bytes, dropped: frozenset[str]) -> bytes:
    """Types without those of dropped parts, with the core part's; a .dotx becomes a .docx."""
    root = parse(
        data.replace(
            f"{DOCUMENT_KIND}template.main+xml".encode(), f"{DOCUMENT_KIND}document.main+xml".encode()
        )
    )
    gone = {f"/{part}" for part in (*dropped, CORE_PART)}
    for override in root.findall(f"{{{CONTENT_TYPES}}}Override"):
        if override.get("PartName") in gone or override.get("ContentType") == _CORE_TYPE:
            root.remove(override)
    etree.SubElement(
        root, f"{{{CONTENT_TYPES}}}Override", {"PartName": f"/{CORE_PART}", "ContentType": _CORE_TYPE}
    )
    return _document(root)


def _root_links(data: bytes) -> bytes:
    root = parse(data)
    _drop_links(root, "/thumbnail", "/core-properties")
    ids = {link.get("Id") for link in root}
    key = next(name for name in (f"rId{number}" for number in count(1)) if name not in ids)
    etree.SubElement(
        root, f"{{{RELATIONSHIPS}}}Relationship", {"Id": key, "Type": _CORE_LINK, "Target": CORE_PART}
    )
    return _document(root)


def _drop_links(root: etree._Element, *endings: str) -> None:
    for link in root.findall(f"{{{RELATIONSHIPS}}}Relationship"):
        if link.get("Type", "").endswith(endings):
            root.remove(link)


def _document(root: etree._Element) -> bytes:
    return (DECLARATION + serialise(root)).encode()
