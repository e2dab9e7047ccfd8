"""Mapping files: which column of a table goes to which field of a deal."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ValidationError

from ..deal.base import Count, Name, Section, Text, Texts, Truth, optional, required
from ..deal.model import Deal
from ..deal.paths import Location, describe, names
from ..deal.problems import Mistake, mistakes
from ..deal.shown import shown
from ..errors import NegotiaError, Problem, SourceError
from ..resources import folder
from ..source import Source, read_file
from ..suggest import near_or_listed
from .layout import list_sheets
from .targets import Target, TargetMistake, target_of

_ENDINGS = (".yaml", ".yml", ".json")


class _FieldEntry(Section):
    column: Texts | None = optional(
        "Head of the column; several for exports that differ, the first one there counts."
    )
    value: Any = optional("What it is in every deal, in place of a column.")
    values: dict[Text, Any] | None = optional("What the words of the column stand for.")
    other: Any = optional("What any other word stands for; without it, it is a mistake.")
    required: Truth | None = optional("Whether the column must be there, and filled in each row.")
    dates: Texts | None = optional("Formats of dates in it (strptime), in place of the mapping's own.")


class _ListEntry(Section):
    keyed_by: ClassVar[tuple[str, ...]] = ("sheet",)
    sheet: Name = required("Name of the sheet.")
    list: Name = required("The list of the deal that its rows are items of.")
    deal: Name = required("Head of the column that names the deal, by its id.")
    fields: dict[Text, _FieldEntry] | None = optional("Fields of an item.")


class _MappingFile(Section):
    mapping: Name = required("Name of the mapping.")
    description: Text | None = optional("What it is for.")
    sheet: Text | None = optional("Name of the sheet with a deal a row; the first one that shows.")
    head: Count | None = optional("Row with the heads of the columns; 1.")
    locale: Text | None = optional("How numbers and dates are written where they are text; en_US.")
    dates: Texts | None = optional("Formats of dates that are text (strptime), in place of the locale's own.")
    fields: dict[Text, _FieldEntry] | None = optional("Fields of a deal.")
    sheets: tuple[_ListEntry, ...] | None = optional("Further sheets of a workbook, with items of lists.")


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """Where the value of a field comes from, and what it stands for."""

    target: Target
    heads: tuple[str, ...]
    value: Any
    values: MappingOf[str, Any] | None
    """By folded words."""
    other: Any
    required: bool
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRule:
    """A further sheet, with items of a list of deals."""

    sheet: str
    place: tuple[str, ...]
    deal: str
    columns: tuple[ColumnRule, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """What the columns of a table mean."""

    name: str
    source: str
    description: str
    sheet: str
    head: int
    locale: str
    columns: tuple[ColumnRule, ...]
    sheets: tuple[ListRule, ...]


def shipped_mappings() -> MappingOf[str, Path]:
    """The files of the mappings that come with negotia, by name."""
    return {path.stem: path for path in sorted((folder("templates") / "mappings").glob("*.yaml"))}


def load_mapping(name: str | Path) -> Mapping:
    """The mapping of that name, or in that file. Raises SourceError with every mistake in it."""
    shipped = shipped_mappings()
    if str(name) in shipped:
        return _read(shipped[str(name)])
    path = Path(name)
    if not path.exists() and path.suffix.lower() not in _ENDINGS:
        hint = near_or_listed(str(name), shipped, "shipped ones") + "; or name a file"
        raise SourceError([Problem("missing-file", "there is no such mapping", str(name), hint=hint)])
    return _read(path)


def _read(path: Path) -> Mapping:
    source = read_file(path)
    if not isinstance(source.data, dict):
        message = f"a mapping has the keys mapping and fields; this is {shown(source.data)}"
        raise SourceError([Problem("not-a-mapping", message, source.name, 1, 1)])
    data: dict[str, Any] = {key: _whole(one) if key == "fields" else one for key, one in source.data.items()}
    if isinstance(data.get("sheets"), list):
        data["sheets"] = [
            {**one, "fields": _whole(one.get("fields"))} if isinstance(one, dict) else one
            for one in data["sheets"]
        ]
    try:
        entry = _MappingFile.model_validate(data)
    except ValidationError as error:
        raise SourceError(_mistaken(source, one) for one in mistakes(error, _MappingFile)) from None
    return _Loading(source).mapping(entry)


def _mistaken(source: Source, one: Mistake) -> Problem:
    hint = one.hint
    if one.code == "unknown-key" and len(one.location) > 2 and one.location[-3] == "fields":
        hint = near_or_listed(str(one.location[-1]), names(_FieldEntry))
    return _problem(source, one.location, one.code, one.message, hint)


def _whole(fields: object) -> object:
    """The fields, where a text alone names the column."""
    if not isinstance(fields, dict):
        return fields
    return {path: {"column": one} if isinstance(one, str) else one for path, one in fields.items()}


class _Loading:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._problems: list[Problem] = []

    def mapping(self, entry: _MappingFile) -> Mapping:
        locale = entry.locale or "en_US"
        self._check_locale(locale)
        dates = entry.dates or ()
        columns = self._columns(entry.fields or {}, Deal, ("fields",), dates)
        stated = {one.target.path for one in columns}
        for path in ("deal.id", "deal.title", "us.name", "them.name"):
            if path not in stated:
                hint = f"add {path}: the head of its column, or {path}: {{value: ...}}"
                self._report(
                    ("fields",), "missing-field", f"nothing is said about {path}, which a deal needs", hint
                )
        sheets = tuple(
            self._list(one, ("sheets", index), dates) for index, one in enumerate(entry.sheets or ())
        )
        if self._problems:
            raise SourceError(self._problems)
        return Mapping(
            name=entry.mapping,
            source=self._source.name,
            description=entry.description or "",
            sheet=entry.sheet or "",
            head=max(entry.head or 1, 1),
            locale=locale,
            columns=columns,
            sheets=sheets,
        )

    def _columns(
        self, fields: dict[str, _FieldEntry], model: type[Section], at: Location, dates: tuple[str, ...]
    ) -> tuple[ColumnRule, ...]:
        rules = []
        for path, entry in fields.items():
            place = (*at, path)
            try:
                target = target_of(path, model)
            except TargetMistake as mistake:
                self._report(place, "unknown-field", str(mistake), mistake.hint, at_key=True)
                continue
            if (entry.column is None) == (entry.value is None):
                self._report(
                    place, "no-column", f"{path} needs either a column or a value", "write column: ..."
                )
            self._check_values(entry, target, place)
            rules.append(
                ColumnRule(
                    target=target,
                    heads=entry.column or (),
                    value=entry.value,
                    values={folded(word): one for word, one in entry.values.items()}
                    if entry.values
                    else None,
                    other=entry.other,
                    required=bool(entry.required),
                    dates=entry.dates or dates,
                )
            )
        return tuple(rules)

    def _check_values(self, entry: _FieldEntry, target: Target, place: Location) -> None:
        if not target.field.options:
            return
        said: dict[Location, Any] = {("values", word): one for word, one in (entry.values or {}).items()}
        for at, one in (said | {("other",): entry.other, ("value",): entry.value}).items():
            if one is not None and one not in target.field.options:
                message = f"{target.path} cannot be {shown(one)}"
                self._report(
                    (*place, *at), "unknown-choice", message, near_or_listed(str(one), target.field.options)
                )

    def _list(self, entry: _ListEntry, at: Location, dates: tuple[str, ...]) -> ListRule:
        place = tuple(entry.list.split("."))
        known = list_sheets()
        if place not in known:
            lists = [".".join(path) for path in known]
            message = f"there is no list {entry.list!r} in a deal"
            self._report((*at, "list"), "unknown-field", message, near_or_listed(entry.list, lists))
            return ListRule(entry.sheet, (), entry.deal, ())
        columns = self._columns(entry.fields or {}, known[place].model, (*at, "fields"), dates)
        return ListRule(entry.sheet, place, entry.deal, columns)

    def _check_locale(self, locale: str) -> None:
        from babel import Locale, UnknownLocaleError

        try:
            Locale.parse(locale)
        except (ValueError, UnknownLocaleError):
            self._report(
                ("locale",), "unknown-locale", f"{locale!r} is no locale", "write en_US, de_DE, fr_CH"
            )

    def _report(self, at: Location, code: str, message: str, hint: str, at_key: bool = False) -> None:
        self._problems.append(_problem(self._source, at, code, message, hint, at_key))


def folded(head: str) -> str:
    """A head or a word of a table as it is compared: without case, and blanks counted once."""
    return " ".join(head.split()).casefold()


def _problem(
    source: Source, at: Location, code: str, message: str, hint: str, at_key: bool = False
) -> Problem:
    key = at_key or code == "unknown-key"
    position = source.key_position(at) if key else source.position(at)
    return Problem(code, message, source.name, *position, describe(at, source.data, _MappingFile), hint)


def mapping_text(name: str) -> str:
    """The text of a shipped mapping, to copy and change. Raises NegotiaError with the nearest name."""
    shipped = shipped_mappings()
    if name not in shipped:
        raise NegotiaError(f"there is no mapping {name!r} ({near_or_listed(name, shipped)})")
    return shipped[name].read_text(encoding="utf-8")
