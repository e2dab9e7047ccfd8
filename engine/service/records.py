"""Kept deals as the API answers them."""

from __future__ import annotations

from datetime import datetime
from difflib import unified_diff
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..usecases import DealText
from .bodies import NAME
from .storage.deals import Stored, Summary, Version


class Record(BaseModel):
    """Base of all: made from the dataclasses of the storage."""

    model_config = ConfigDict(from_attributes=True)


class DealSummary(Record):
    """What a list shows of a deal."""

    id: str = Field(description="Its name in addresses.", examples=["Jx3vXk0PZr5q"])
    plan_id: str = Field(description="`deal.id` of the plan.", examples=["acme-2026"])
    title: str = Field(examples=["Software for Acme"])
    stage: str = Field(examples=["preparation"])
    them: str = Field(description="The other side.", examples=["Acme Inc"])
    meetings: list[datetime] = Field(description="All meetings that have a time, in order.")
    owner_id: int | None = Field(description="None while the service has no users.")
    version: int = Field(description="The number of the latest version.", examples=[3])
    created_at: datetime
    changed_at: datetime


class DealRecord(DealSummary):
    """A deal with the text of its latest version."""

    text: str = Field(description="The plan as it was written, comments and all.")
    format: Literal["yaml", "json"]


class DealPage(Record):
    """A page of a list."""

    deals: list[DealSummary]
    next: str | None = Field(description="`after` of the next page; null on the last one.")


class VersionSummary(Record):
    """A version without its text."""

    number: int
    author: str
    created_at: datetime


class VersionRecord(VersionSummary):
    """A version with its text."""

    text: str
    format: Literal["yaml", "json"]


class VersionPage(Record):
    """A page of the versions of a deal."""

    versions: list[VersionSummary]
    next: str | None = Field(description="`after` of the next page; null on the last one.")


class Difference(Record):
    """What was changed in a deal since the version that someone starts from."""

    since: int
    version: int = Field(description="The number of the latest version.")
    author: str = Field(description="Who wrote the latest version.")
    text: str = Field(description="The lines that went and came, as a unified diff.")


class VersionComparison(Record):
    """What differs between two versions; findings and questions as in an assessment."""

    old: int
    new: int
    text: str = Field(description="The lines that went and came, as a unified diff.")
    fixed: list[dict[str, Any]] = Field(description="Findings that are gone, as they were.")
    found: list[dict[str, Any]] = Field(description="Findings that are new.")
    changed: list[dict[str, Any]] = Field(
        description="Findings that stay, with another severity or waiver: `old`, `new`."
    )
    answered: list[dict[str, Any]] = Field(description="Questions that are no longer asked.")
    raised: list[dict[str, Any]] = Field(description="Questions that are asked now.")


def deal_record(stored: Stored) -> DealRecord:
    """A deal as the API answers it."""
    summary = DealSummary.model_validate(stored.summary)
    return DealRecord(**summary.model_dump(), text=stored.text.text, format=stored.text.format)


def deal_page(summaries: list[Summary], next: str | None) -> DealPage:
    """A page of deals."""
    return DealPage(deals=[DealSummary.model_validate(one) for one in summaries], next=next)


def version_record(version: Version) -> VersionRecord:
    """A version as the API answers it; it has its text."""
    assert version.text is not None
    return VersionRecord(
        number=version.number,
        author=version.author,
        created_at=version.created_at,
        text=version.text.text,
        format=version.text.format,
    )


def text_difference(old: Version, new: Version) -> str:
    """The lines that differ, as a unified diff."""
    before, after = ((one.text.text if one.text else "").splitlines() for one in (old, new))
    lines = unified_diff(before, after, f"version {old.number}", f"version {new.number}", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def named(version: Version) -> DealText:
    """A version that has its text as what the engine reads."""
    assert version.text is not None
    return DealText(NAME, version.text.text, version.text.format)
