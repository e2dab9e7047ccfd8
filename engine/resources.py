"""The only finder of the files that are shipped with negotia."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from .errors import NegotiaError

Kind = Literal["rules", "templates", "samples"]

_PACKAGE = Path(__file__).resolve().parent


def folder(kind: Kind) -> Path:
    """The folder of shipped files of a kind: inside an installed package, beside the package in a checkout.

    Raises NegotiaError when there is neither, which means that the installation is damaged.
    """
    places = (_PACKAGE / "_data" / kind, _PACKAGE.parent / kind)
    for place in places:
        if place.is_dir():
            return place
    looked = " nor ".join(str(place) for place in places)
    raise NegotiaError(f"the shipped {kind} are missing: found neither {looked}; install negotia again")
