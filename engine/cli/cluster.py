"""Options for runs on a cluster in place of the processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal, TypeVar

import click

from ..batch.running import Sharing

Engine = Literal["processes", "ray"]
F = TypeVar("F", bound=Callable[..., Any])


def engine_options(function: F) -> F:
    """Adds the options that choose who shares out the work."""
    add_address = click.option(
        "--address", metavar="ADDRESS", help="Of the Ray cluster; one on this machine unless given."
    )
    add_engine = click.option(
        "--engine",
        type=click.Choice(["processes", "ray"]),
        default="processes",
        show_default=True,
        help="Who shares out the work: processes of this machine, or a Ray cluster (extra `ray`).",
    )
    return add_engine(add_address(function))


@contextmanager
def sharing(engine: Engine, address: str | None) -> Iterator[Sharing | None]:
    """Who shares out the work, as long as the block lasts; None for processes of this machine."""
    if engine == "processes":
        if address is not None:
            raise click.UsageError("--address is that of a cluster: name it with --engine ray")
        yield None
        return
    from ..distributed import ray_cluster, spread

    with ray_cluster(address) as cluster:
        yield partial(spread, cluster)
