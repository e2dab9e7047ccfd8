"""The documents of many deals, from the plans to their folders and the index of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..batch import Batch, Inputs, Interrupted
from ..batch.journal import temporary_journal
from ..batch.running import Running
from ..errors import NegotiaError
from ..files import write_atomically
from ..ruleset import Ruleset
from .entries import entries_below
from .job import DocumentsJob
from .page import index_page
from .placing import Placing, Told

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Made:
    """What a run has come to."""

    made: int
    """Deals that documents were written for."""
    up_to_date: int
    failed: int
    """Drafts that fail points of their certificate."""
    refused: int
    """Inputs that are no deals, or of which a document could not be made."""
    interrupted: bool = False


def make_all(inputs: Inputs, job: DocumentsJob, ruleset: Ruleset, told: Told, batch: Batch) -> Made:
    """Makes the documents that are not up to date.

    On Ctrl-C what is done until then is put in its place, and told of as interrupted; the same call goes on. The
    result is the same for any number of processes. Raises TemplateError, or NegotiaError if nothing can be written.
    """
    job.require_templates()
    with _staging(job), temporary_journal() as journal:
        placing = Placing(job.out, job.staging, told)
        try:
            Running(inputs, job.pinned(ruleset), ruleset, placing, batch, journal).to_its_end()
        except Interrupted:
            return _made(placing, interrupted=True)
        return _made(placing)


def _made(placing: Placing, interrupted: bool = False) -> Made:
    return Made(placing.made, placing.up_to_date, placing.failed, placing.refused, interrupted)


def write_index(out: Path) -> Path | None:
    """Writes the index of all documents that the folder holds; None if it holds none. Raises NegotiaError."""
    entries = list(entries_below(out))
    if not entries:
        return None
    write_atomically(out / INDEX, index_page(entries, out))
    return out / INDEX


@contextmanager
def _staging(job: DocumentsJob) -> Iterator[None]:
    try:
        shutil.rmtree(job.staging, ignore_errors=True)
        job.staging.mkdir(parents=True)
    except OSError as error:
        raise NegotiaError(
            f"{job.out} cannot be written: {(error.strerror or str(error)).lower()}"
        ) from error
    try:
        yield
    finally:
        shutil.rmtree(job.staging, ignore_errors=True)
