"""What a configuration file sets, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from ..config import Config
from .colour import one_line
from .encoding import encode


def format_settings(config: Config, names: Iterable[str]) -> str:
    """Each setting with its value and its place; `names` are all that there are."""
    if config.path is None:
        return "There is no negotia.toml here or above: all settings are the usual ones.\n"
    known = list(names)
    width = max(map(len, known))
    lines = [f"{config.path}"]
    for name in known:
        setting = config.settings.get(name)
        if setting is None:
            lines.append(f"  {name.ljust(width)}  as usual")
        else:
            place = f"{config.path}:{setting.line}"
            lines.append(f"  {name.ljust(width)}  {one_line(_shown(setting.value))}  ({place})")
    return "\n".join(lines) + "\n"


def format_settings_json(config: Config, names: Iterable[str]) -> str:
    """The same for programs; a setting that is not there is null."""
    settings = {
        name: {"value": one.value, "line": one.line} if (one := config.settings.get(name)) else None
        for name in names
    }
    path = None if config.path is None else str(config.path)
    return encode({"schema": "negotia/config/1", "path": path, "settings": settings}) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
