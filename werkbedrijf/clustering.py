"""The same work on other processes and other hosts, with Dask: a worker that falls away costs a retry, nothing else.

Only for those who install the extra `cluster`; whoever does not gets a sentence. Tasks are functions of `matching.core`
with small arguments, so a worker needs this package and no database.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from werkbedrijf.foundation.errors import SetupError

Task = TypeVar("Task")
Done = TypeVar("Done")

RETRIES: Final = 3
PATIENCE: Final = "10s"
NO_CLUSTER: Final = (
    "Rekenen op meer processen of machines vraagt de uitbreiding cluster. "
    'Installeer die hier en op elke machine die meerekent: pip install "werkbedrijf[cluster]".'
)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as problem:
        raise SetupError(NO_CLUSTER) from problem
    return distributed


@contextmanager
def scheduler_at(address: str) -> Iterator[Any]:
    """A client of a scheduler that runs already, such as tcp://reken1:8786. Raises SetupError when nobody answers."""
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise SetupError(
            f"Op {address} antwoordt geen scheduler. Start er een met: dask scheduler, en geef het adres dat hij noemt."
        ) from problem
    with client:
        if not client.scheduler_info()["workers"]:
            raise SetupError(
                f"De scheduler op {address} heeft geen rekenaars. Start er op elke machine een: dask worker."
            )
        yield client


@contextmanager
def own_workers(workers: int) -> Iterator[Any]:
    """A client of so many processes on this machine, gone afterwards."""
    distributed = _distributed()
    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


def over_workers(
    client: Any, act: Callable[[Task], Done], tasks: Sequence[Task], seen: Callable[[Done], None] | None = None
) -> Iterator[Done]:
    """Do each task on some worker, and give what comes of it in the order in which it comes.

    A task that raises, or whose worker falls away, is done again on another. `seen` is told of each before it is given.
    """
    futures = client.map(act, tasks, retries=RETRIES, pure=False)
    for future in _distributed().as_completed(futures, loop=client.loop):
        done = future.result()
        if seen:
            seen(done)
        yield done
