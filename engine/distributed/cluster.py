"""Ray as the cluster. What it needs is imported when a cluster is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..batch.job import Job
from ..errors import NegotiaError
from .spreading import Lost
from .work import Answer, Piece, work_on


class _Ray:
    def __init__(self, ray: Any) -> None:
        self._ray = ray
        # Whoever hands out the pieces counts the trials, and no exception of ours is worth another.
        self._task = ray.remote(num_cpus=1, max_retries=0)(work_on)
        self._jobs: dict[Job, Any] = {}

    @property
    def slots(self) -> int:
        return int(self._ray.cluster_resources().get("CPU", 1))

    def submit(self, job: Job, piece: Piece) -> Any:
        if job not in self._jobs:
            self._jobs[job] = self._ray.put(job)
        return self._task.remote(self._jobs[job], piece)

    def wait(self, refs: Sequence[Any]) -> Any:
        done, _ = self._ray.wait(list(refs), num_returns=1)
        return done[0]

    def get(self, ref: Any) -> Answer:
        errors = self._ray.exceptions
        try:
            answer: Answer = self._ray.get(ref)
            return answer
        except (errors.WorkerCrashedError, errors.ObjectLostError, errors.OutOfMemoryError) as error:
            raise Lost from error
        except errors.NodeDiedError as error:
            raise Lost from error
        except errors.RayTaskError as error:
            raise error.as_instanceof_cause() from error


@contextmanager
def ray_cluster(address: str | None = None) -> Iterator[_Ray]:
    """A Ray cluster: the one at the address, or one on this machine that lives as long as the block.

    Raises NegotiaError if Ray is not installed or the cluster cannot be reached.
    """
    try:
        import ray
    except ImportError as error:
        raise NegotiaError('--engine ray needs Ray: pip install "negotia[ray]"') from error
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level="error",
            include_dashboard=False if not address else None,
        )
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        raise NegotiaError(f"there is no Ray cluster at {address or 'this machine'}: {error}") from error
    try:
        yield _Ray(ray)
    finally:
        ray.shutdown()
