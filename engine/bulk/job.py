"""What a worker does with a chunk: it makes the documents that are not up to date, aside, and tells what they are."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from ..batch import CheckJob
from ..batch.job import Working
from ..batch.records import Unread
from ..casefile import open_case
from ..deal.model import Deal
from ..documents.shipped import TEMPLATES, find_template
from ..errors import Problem, TemplateError
from ..files import safe_name
from ..output.encoding import encode_line
from ..publishing import DocumentKind, Reading, file_name, make_documents
from ..ruleset import Ruleset
from ..run import Refusal, Totals
from .basis import Basis
from .entries import Entry, entries_below, entry_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a deal, a line of a part. Without an entry there is no deal; the problems say why."""

    source: str
    entry: Entry | None = None
    staged: Mapping[str, str] = field(default_factory=dict)
    """The documents that were made, and under which names they lie in the staging folder."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentsJob:
    """The documents of many deals; `check` says which deals, with which rules, on which day and in which language."""

    check: CheckJob
    kinds: Sequence[DocumentKind]
    out: Path
    templates: Path | None = None
    force: bool = False
    """Make them also when they are up to date."""

    @property
    def staging(self) -> Path:
        """Where documents lie until they are put where they belong: on the same disk."""
        return self.out / ".negotia.partial"

    def start(self) -> Working:
        """See `batch.job.Job`."""
        return self.working(self.check.ruleset())

    def working(self, ruleset: Ruleset) -> Working:
        """See `batch.job.Job`."""
        return _Making(self, ruleset).lines

    def pinned(self, ruleset: Ruleset) -> DocumentsJob:
        """This job with the rules that it begins with."""
        return replace(self, check=self.check.pinned(ruleset))

    def require_templates(self) -> None:
        """Raises TemplateError if one of the user's own templates or texts has mistakes."""
        texts = self.reading.texts
        for name in TEMPLATES if self.templates else ():
            find_template(name, self.templates, texts.language)

    @property
    def reading(self) -> Reading:
        """For whom the documents are."""
        return Reading(self.check.locale, self.templates)


class _Making:
    def __init__(self, job: DocumentsJob, ruleset: Ruleset) -> None:
        self._job = job
        self._ruleset = ruleset
        self._to = job.reading
        self._basis = Basis(
            ruleset.sha256, job.check.as_of.isoformat(), job.check.locale, templates=job.templates
        )
        known = () if job.force else entries_below(job.out)
        self._known: dict[str, Entry] = {entry.made_from: entry for entry in known}
        own = secrets.token_hex(8)
        self._names: Iterator[str] = (f"{own}-{number}" for number in count())

    def lines(self, unread: Unread, totals: Totals) -> Iterator[bytes]:
        outcome = self._outcome(unread, totals)
        if outcome is not None:
            yield encode_line(outcome) + b"\n"

    def _outcome(self, unread: Unread, totals: Totals) -> Outcome | None:
        source = f"{unread.path}:{unread.line}" if unread.line else unread.path
        content = unread.content()
        # A row of a table has no bytes of its own: its documents are made each time.
        made_from = self._basis.of(content, unread.line) if content else ""
        known = self._known.get(made_from) if content else None
        missing = [kind for kind in self._job.kinds if known is None or file_name(kind) not in known.files]
        everyone = self._job.check.selection.everyone
        if known is not None and not missing and everyone:
            totals.deals += 1
            return Outcome(source, known)
        record = unread.read()
        if isinstance(record, Refusal):
            totals.refuse(record)
            return Outcome(source, problems=record.problems)
        if not self._job.check.selection.takes(record, self._job.check.as_of):
            totals.passed_over += 1
            return None
        totals.deals += 1
        if known is not None and not missing:
            return Outcome(source, known)
        return self._made(record, source, made_from, known, missing)

    def _made(
        self,
        deal: Deal,
        source: str,
        made_from: str,
        known: Entry | None,
        kinds: Sequence[DocumentKind],
    ) -> Outcome:
        locale = self._job.check.locale
        case = open_case(deal, self._ruleset, self._job.check.as_of, locale=locale, texts=self._to.texts)
        problems: list[Problem] = []
        files: dict[str, tuple[str, ...]] = {}
        staged: dict[str, str] = {}
        try:
            for document in make_documents(safe_name(deal.id), case, kinds, self._to, problems):
                name, aside = document.name.rpartition("/")[2], next(self._names)
                (self._job.staging / aside).write_bytes(document.content)
                files[name], staged[name] = document.failed, aside
        except TemplateError as error:
            problems.extend(error.problems)  # a template that suits other deals
        entry = (known or entry_of(case.assessment, made_from, source)).with_files(files)
        return Outcome(source, entry, staged, tuple(problems))
