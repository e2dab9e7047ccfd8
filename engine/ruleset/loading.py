"""Rule files -> packs: read, checked for shape, put in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from ..deal.paths import Location, describe
from ..deal.problems import mistakes
from ..errors import Problem, RuleError, SourceError
from ..garbage import collector_paused
from ..source import Source, read_file, read_source
from ..suggest import did_you_mean
from .schema import RuleFile


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule file with the text it was read from."""

    file: RuleFile
    source: Source

    @property
    def name(self) -> str:
        """The pack's name."""
        return self.file.pack

    @property
    def sha256(self) -> str:
        """Fingerprint of the file's text."""
        return sha256(self.source.text.encode()).hexdigest()

    def problem(self, code: str, message: str, location: Location, hint: str = "") -> Problem:
        """A problem at a place of the file."""
        line, column = self.source.position(location)
        path = describe(location, self.source.data, RuleFile)
        return Problem(code, message, self.source.name, line, column, path, hint)


@collector_paused()
def read_packs(paths: Iterable[Path]) -> tuple[Pack, ...]:
    """The packs of rule files and folders of them (`*.yaml`, not below). Raises RuleError with every problem."""
    return in_order(unordered_packs(paths))


def with_wording(paths: Iterable[Path], locale: str) -> list[Path]:
    """The paths, each folder of rules followed by its `locales/<language>` if it has packs for the locale's language.

    Packs there extend those of the folder and override their texts.
    """
    language = locale.partition("_")[0]
    found = []
    for path in paths:
        below = path / "locales" / language
        found += [path, below] if below.is_dir() else [path]
    return found


def unordered_packs(paths: Iterable[Path]) -> list[Pack]:
    """The same packs as they stand, whatever they build on. Raises RuleError with every problem."""
    problems: list[Problem] = []
    packs = []
    for path in _files(paths):
        try:
            packs.append(parse_pack(read_file(path)))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise RuleError(problems)
    return packs


def _files(paths: Iterable[Path]) -> list[Path]:
    found = []
    for path in paths:
        found.extend(sorted(path.glob("*.yaml")) if path.is_dir() else [path])
        if path.is_dir() and not any(path.glob("*.yaml")):
            raise RuleError([Problem("no-rules", "there is no rule file (*.yaml) in this folder", str(path))])
    return found


def pack_from_text(text: str, name: str = "<rules>") -> Pack:
    """The pack that a text describes. Raises RuleError."""
    try:
        return parse_pack(read_source(text, name))
    except SourceError as error:
        raise RuleError(error.problems) from None


def parse_pack(source: Source) -> Pack:
    """The pack that a source describes; its expressions are not looked at yet. Raises RuleError."""
    try:
        return Pack(RuleFile.model_validate(source.data), source)
    except ValidationError as error:
        raise RuleError(_problems(error, source)) from None


def _problems(error: ValidationError, source: Source) -> Iterable[Problem]:
    for mistake in mistakes(error, RuleFile):
        at = source.key_position if mistake.code == "unknown-key" else source.position
        line, column = at(mistake.location)
        path = describe(mistake.location, source.data, RuleFile)
        yield Problem(mistake.code, mistake.message, source.name, line, column, path, mistake.hint)


def in_order(packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """The packs with those that others extend first; otherwise as given. Raises RuleError."""
    known: dict[str, Pack] = {}
    problems = []
    for pack in packs:
        if pack.name in known:
            message = f"the pack {pack.name!r} was already read from {known[pack.name].source.name}"
            problems.append(pack.problem("duplicate-pack", message, ("pack",), "give it a name of its own"))
        known.setdefault(pack.name, pack)
    for pack in packs:
        problems.extend(_wrong_bases(pack, known))
    if problems:
        raise RuleError(problems)
    return _sorted(packs, known)


def _wrong_bases(pack: Pack, known: dict[str, Pack]) -> Iterable[Problem]:
    for base, version in (pack.file.extends or {}).items():
        at: Location = ("extends", base)
        if base not in known:
            hint = did_you_mean(base, known) or "known packs: " + ", ".join(sorted(known))
            yield pack.problem("unknown-pack", f"there is no pack {base!r} to extend", at, hint)
        elif not _compatible(known[base].file.version, version):
            message = f"this was written for {base} {version}, and {base} {known[base].file.version} is here"
            hint = "look at its changes, then name the version that is here"
            yield pack.problem("pack-version", message, at, hint)


def _compatible(present: str, wanted: str) -> bool:
    """The same first number, and not older."""
    here, there = ([int(part) for part in version.split(".")] for version in (present, wanted))
    return here[0] == there[0] and here >= there


def _sorted(packs: Sequence[Pack], known: dict[str, Pack]) -> tuple[Pack, ...]:
    done: dict[str, Pack] = {}

    def visit(pack: Pack, trail: tuple[str, ...]) -> None:
        if pack.name in trail:
            circle = " -> ".join((*trail[trail.index(pack.name) :], pack.name))
            raise RuleError(
                [pack.problem("pack-cycle", f"the packs extend each other: {circle}", ("extends",))]
            )
        for base in pack.file.extends or ():
            visit(known[base], (*trail, pack.name))
        done.setdefault(pack.name, pack)

    for pack in packs:
        visit(pack, ())
    return tuple(done.values())
