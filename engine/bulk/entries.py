"""What lies in the folder of a deal: which documents, what they were made from, and how the deal stood then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec

from ..assessment import Assessment
from ..deal.base import Stage
from ..files import safe_name
from ..output.encoding import encode_line
from ..output.groups import scored
from ..ruleset.schema import SEVERITIES, Severity

NAME: Final = ".negotia.json"
SCHEMA: Final = "negotia/documents/1"
_MOST_WORST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """The documents of a deal. `files` are their names, each with the points of its certificate that it fails."""

    made_from: str
    """A hash of all that they depend on."""
    source: str
    as_of: date
    id: str
    title: str
    owner: str
    stage: Stage
    meeting: datetime | None
    findings: Mapping[Severity, int]
    """Open ones, the gravest first; what there are none of is left out."""
    worst: tuple[tuple[Severity, str], ...]
    met: int
    known: int
    unknown: int
    files: Mapping[str, tuple[str, ...]]
    schema: str = SCHEMA

    @property
    def folder(self) -> str:
        """The name of the folder of the deal."""
        return safe_name(self.id)

    def with_files(self, files: Mapping[str, tuple[str, ...]]) -> Entry:
        """With these documents too."""
        return replace(self, files={**self.files, **files})


def entry_of(one: Assessment, made_from: str, source: str) -> Entry:
    """The entry of a deal of which no document is made yet."""
    open = one.open_findings
    counts = {severity: sum(finding.severity == severity for finding in open) for severity in SEVERITIES}
    met, known, unknown = scored(one)
    return Entry(
        made_from=made_from,
        source=source,
        as_of=one.as_of,
        id=one.id,
        title=one.title,
        owner=one.owner,
        stage=one.stage,
        meeting=one.meeting,
        findings={severity: count for severity, count in counts.items() if count},
        worst=tuple((finding.severity, finding.title) for finding in open[:_MOST_WORST]),
        met=met,
        known=known,
        unknown=unknown,
        files={},
    )


def entries_below(out: Path) -> Iterator[Entry]:
    """The entries of the folders in a folder, with those of their files that are still there."""
    try:
        names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    except OSError:
        return
    for name in names:
        entry = read_entry(out / name)
        if entry is not None:
            yield entry


def read_entry(folder: Path) -> Entry | None:
    """The entry of a folder; None if it has none that can be read, or that of another folder it was copied from."""
    try:
        entry = _DECODER.decode((folder / NAME).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    if entry.schema != SCHEMA or entry.folder != folder.name:
        return None
    return replace(
        entry, files={name: failed for name, failed in entry.files.items() if _is_there(folder / name)}
    )


def written(entry: Entry) -> bytes:
    """The entry as the content of its file."""
    return encode_line(entry) + b"\n"


def _is_there(path: Path) -> bool:
    """An empty file is what a crash of the machine can leave of one."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


_DECODER = msgspec.json.Decoder(Entry)
