"""What `negotia.toml` sets, as defaults of the options of all commands: what the command line says wins."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from operator import not_
from pathlib import Path
from typing import Any

import click

from ..config import NO_CONFIG, Config, find_config, read_config


class Settings:
    """The configuration of one run of the command, read when something asks for it."""

    def __init__(self, given: str | None) -> None:
        """`given` is a file, `none`, or nothing to look for the file from the working directory upwards."""
        self._given = given

    @cached_property
    def config(self) -> Config:
        """What is set. Raises SourceError."""
        if self._given == "none":
            return NO_CONFIG
        path = Path(self._given) if self._given else find_config(Path.cwd())
        # Paths in messages are those of the user, as seen from the working directory.
        return read_config(path if self._given else Path(os.path.relpath(path))) if path else NO_CONFIG


def _as_it_is(value: Any) -> Any:
    return value


PARAMETERS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "rule_paths": ("rules", _as_it_is),
    "shipped": ("no-shipped-rules", not_),
    "templates": ("templates", _as_it_is),
    "baseline": ("baseline", _as_it_is),
    "fail_on": ("fail-on", _as_it_is),
    "fail_on_unknown": ("fail-on-unknown", _as_it_is),
    "locale": ("locale", _as_it_is),
}
"""The setting behind each parameter of commands, and what makes the one of the other."""


class Defaults(dict[str, Any]):
    """A click default map that reads the configuration only when a parameter may be set there."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def __contains__(self, name: object) -> bool:
        return name in PARAMETERS and PARAMETERS[str(name)][0] in self._settings.config.settings

    def __getitem__(self, name: str) -> Any:
        setting, made = PARAMETERS[name]
        return made(self._settings.config.settings[setting].value)

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401 - a dict's own would not ask this one


def use_settings(ctx: click.Context, settings: Settings) -> None:
    """Makes the settings the defaults of the command that the context is about to run, and of those below it."""
    name = ctx.invoked_subcommand
    command = ctx.command.get_command(ctx, name) if name and isinstance(ctx.command, click.Group) else None
    defaults: Mapping[str, Any] = Defaults(settings)
    if isinstance(command, click.Group):
        defaults = dict.fromkeys(command.list_commands(ctx), defaults)
    ctx.default_map = {name: defaults} if name else {}
