"""`negotia.toml`: what an organisation always wants, in the nearest folder above that has one."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import NegotiaError, Problem, SourceError
from .ruleset.schema import SEVERITIES
from .suggest import did_you_mean, near_or_listed
from .texts import read_locale

NAME = "negotia.toml"
MAX_BYTES = 100_000
_LIMITS = (*SEVERITIES, "never")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that a file sets, and the line it stands on. Paths are relative to the folder of the file."""

    value: object
    line: int


@dataclass(frozen=True, slots=True)
class Config:
    """What the file at `path` sets; without a file nothing."""

    path: Path | None
    settings: Mapping[str, Setting]


NO_CONFIG = Config(None, {})


def find_config(start: Path) -> Path | None:
    """The nearest `negotia.toml` in the folder or one above it."""
    folder = Path(os.path.abspath(start))  # noqa: PTH100 - resolve would follow links out of the user's folders
    found = (one / NAME for one in (folder, *folder.parents))
    return next((path for path in found if os.path.isfile(path)), None)  # noqa: PTH113 - is_file raises


def read_config(path: Path) -> Config:
    """What the file sets. Raises SourceError with every problem of it."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError([_syntax(error, path, text)]) from error
    except RecursionError as error:
        raise SourceError([Problem("too-deep", "lists go too deep", str(path))]) from error
    problems: list[Problem] = []
    settings = dict(_settings(data, path, text, problems))
    if problems:
        raise SourceError(problems)
    return Config(path, settings)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise SourceError([Problem("too-large", f"is larger than {MAX_BYTES:,} bytes", str(path))])
        return content.decode()
    except FileNotFoundError as error:
        raise SourceError([Problem("missing-file", "there is no such file", str(path))]) from error
    except UnicodeDecodeError as error:
        raise SourceError([Problem("not-utf8", "is not UTF-8", str(path))]) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError([Problem("unreadable-file", f"cannot be read: {reason}", str(path))]) from error


_PLACE = re.compile(r"^(.*?),? \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


def _syntax(error: tomllib.TOMLDecodeError, path: Path, text: str) -> Problem:
    """tomllib tells the place of a syntax error in words alone."""
    found = _PLACE.match(str(error))
    message, line, column = found.groups() if found else (str(error), None, None)
    last = text.count("\n") + 1
    return Problem(
        "syntax",
        f"is not TOML: {message[0].lower()}{message[1:]}",
        str(path),
        int(line) if line else last,
        int(column) if column else 1,
    )


def _settings(
    data: Mapping[str, Any], path: Path, text: str, problems: list[Problem]
) -> Iterator[tuple[str, Setting]]:
    for key, value in data.items():
        line = _line_of(key, text)
        if key not in READERS:
            hint = near_or_listed(key, READERS)
            problems.append(Problem("unknown-key", f"unknown key {key!r}", str(path), line, 1, hint=hint))
            continue
        try:
            yield key, Setting(READERS[key](value, path.parent), line)
        except NegotiaError as error:
            problems.append(Problem("value", f"{key}: {error}", str(path), line, 1))


def _line_of(key: str, text: str) -> int:
    """tomllib keeps no places: the first line that begins with the key, in quotes or not, or heads its table."""
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def _file(value: object, folder: Path) -> str:
    if not isinstance(value, str) or not value:
        raise NegotiaError("write a path in quotes")
    return str(folder / value)


def _files(value: object, folder: Path) -> tuple[str, ...]:
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, list):
        raise NegotiaError("write a path in quotes, or a list of them")
    return tuple(_file(one, folder) for one in named)


def _flag(value: object, _: Path) -> bool:
    if not isinstance(value, bool):
        raise NegotiaError("write true or false")
    return value


def _limit(value: object, _: Path) -> str:
    if not isinstance(value, str) or value not in _LIMITS:
        near = did_you_mean(value, _LIMITS) if isinstance(value, str) else ""
        raise NegotiaError(f"write one of {', '.join(_LIMITS)}" + (f" ({near})" if near else ""))
    return value


def _locale(value: object, _: Path) -> str:
    if not isinstance(value, str):
        raise NegotiaError("write a locale in quotes, such as de_DE")
    return read_locale(value)


READERS: Mapping[str, Callable[[object, Path], object]] = {
    "rules": _files,
    "no-shipped-rules": _flag,
    "templates": _file,
    "baseline": _file,
    "fail-on": _limit,
    "fail-on-unknown": _limit,
    "locale": _locale,
}
"""What may be set, each with what reads and checks its value."""
