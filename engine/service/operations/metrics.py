"""Metrics for Prometheus. Labels are methods, routes and statuses: no ids, no names, nothing of a deal."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from ..storage.jobs import counts
from ..storage.sessions import Database

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Metrics:
    """The metrics of one process of the service."""

    def __init__(self, database: Database) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self.registry.register(_Jobs(database))
        self._requests = Counter(
            "negotia_requests", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "negotia_request_seconds",
            "Time until a request was answered.",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts an answer."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class _Jobs(Collector):
    """Jobs by their state, counted when someone looks; nothing while the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Of what kind the metric is; the database is not asked for that."""
        yield GaugeMetricFamily("negotia_jobs", "Jobs by state.", labels=["state"])

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The numbers."""
        family = GaugeMetricFamily("negotia_jobs", "Jobs by state.", labels=["state"])
        try:
            with self._database.reading() as session:
                for state, count in counts(session).items():
                    family.add_metric([state], count)
        except SQLAlchemyError:
            return
        yield family
