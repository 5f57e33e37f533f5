"""Numbers for Prometheus: requests by door, and what waits. Counted over all worker processes together; nothing about people."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from werkbedrijf.foundation.db import Database
from werkbedrijf.watching.shared import SHARED
from werkbedrijf.watching.state import State, look

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

OURS = CollectorRegistry()
REQUESTS = Counter(
    "werkbedrijf_requests", "Requests by route and how they ended.", ("method", "route", "status"), registry=OURS
)
DURATION = Histogram(
    "werkbedrijf_request_seconds", "How long a request took.", ("route",), buckets=SECONDS, registry=OURS
)


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request; an invented method is no label of its own."""
    REQUESTS.labels(method if method in METHODS else "andere", route, str(status)).inc()
    DURATION.labels(route).observe(seconds)


def written(database: Database, *, at: datetime) -> bytes:
    """Everything, in the text format of Prometheus."""
    requests = OURS
    if os.environ.get(SHARED):
        requests = CollectorRegistry()
        multiprocess.MultiProcessCollector(requests)  # type: ignore[no-untyped-call]
    waiting = CollectorRegistry()
    waiting.register(_Looking(look(database, at=at)))
    return generate_latest(requests) + generate_latest(waiting)


def forget_process(pid: int) -> None:
    """A worker ended: what it counted stays, what it measured of itself goes."""
    if os.environ.get(SHARED):
        multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


class _Looking(Collector):
    """The state of the service as gauges; what is not known has no line."""

    def __init__(self, state: State):
        self.state = state

    def collect(self) -> Iterable[Any]:
        """One gauge per number."""
        yield from self._gauges()

    def _gauges(self) -> Iterator[GaugeMetricFamily]:
        for name, (words, value) in self.state.numbers().items():
            if value is not None:
                gauge = GaugeMetricFamily(f"werkbedrijf_{name}", words)
                gauge.add_metric([], float(value))
                yield gauge
        failed = GaugeMetricFamily(
            "werkbedrijf_job_failed", "Whether the last run of a job went wrong.", labels=["job"]
        )
        for job, wrong in self.state.jobs.items():
            failed.add_metric([job], float(wrong))
        yield failed
