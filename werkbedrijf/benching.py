"""``werkbedrijf bench``: every measurement on invented people and places, without a database, in one shape.

A new measurement is a function in ``matching.core.benchmark_*`` that answers ``benchmark_shape.report``, and a command
below with its line in `COMMANDS`.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import click

from werkbedrijf.foundation.errors import SetupError

C = Callable[..., Any]
_JSON = click.option("--json", "as_json", is_flag=True, help="Schrijf JSON, voor andere programma's.")


@click.group()
def bench() -> None:
    """Meet, op verzonnen gegevens, zonder database."""


def sizes(candidates: int, places: int, most_candidates: int = 2_000_000) -> Callable[[C], C]:
    """The options of every measurement: how many people, how many places, and ``--json``."""

    def with_options(command: C) -> C:
        for option in (
            click.option("--places", default=places, show_default=True, type=click.IntRange(1, 10_000)),
            click.option(
                "--candidates", default=candidates, show_default=True, type=click.IntRange(10, most_candidates)
            ),
            _JSON,
        ):
            command = option(command)
        return command

    return with_options


def tell(answer: dict[str, Any], *, as_json: bool) -> None:
    """Print an outcome for a program or for a person."""
    lines = [f"{name}: {value}" for name, value in answer.items()]
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else "\n".join(lines))


@click.command()
@sizes(14_000, 20)
def rank(as_json: bool, candidates: int, places: int) -> None:
    """Wie kan dit werk? De beste 50 met redenen, naast dezelfde vraag in NumPy, pandas en SQL."""
    from matching.core.benchmark import bench_rank

    tell(bench_rank(candidates, places), as_json=as_json)


@click.command()
@sizes(14_000, 1_000, 500_000)
def pairs(as_json: bool, candidates: int, places: int) -> None:
    """Alle paren van een regio, naast het float32-product van dezelfde vorm, NumPy, pandas en SQL."""
    from matching.core.benchmark_pairs import bench_pairs

    tell(bench_pairs(candidates, places), as_json=as_json)


@click.command()
@sizes(3_000, 200, 100_000)
def allocate(as_json: bool, candidates: int, places: int) -> None:
    """De beste verdeling van een regio, naast HiGHS en naast steeds het beste paar.

    Bij 14.000 mensen en 1.000 plekken rekent HiGHS ongeveer een halve minuut.
    """
    from matching.core.benchmark_allocation import bench_allocate

    tell(bench_allocate(candidates, places), as_json=as_json)


@click.command()
@sizes(14_000, 1_000, 100_000)
@click.option(
    "--arrivals", default=40, show_default=True, type=click.IntRange(1, 1_000), help="Hoeveel nieuwe plekken."
)
def arrive(as_json: bool, candidates: int, places: int, arrivals: int) -> None:
    """Eén nieuwe plek erbij, naast alles opnieuw verdelen; elke keer worden de lijsten vergeleken."""
    from matching.core.benchmark_arrival import bench_arrive

    tell(bench_arrive(candidates, places, arrivals), as_json=as_json)


@click.command()
@_JSON
@click.option("--candidates", default=13_867, show_default=True, type=click.IntRange(100, 100_000))
@click.option("--employers", default=300, show_default=True, type=click.IntRange(1, 5_000))
def carve(as_json: bool, candidates: int, employers: int) -> None:
    """Werk anders verdelen: onze telling naast elke verzameling taken apart tellen, en naast HiGHS, in één run.

    De mensen, werkgevers en taken zijn verzonnen; een kwart van de mensen wacht. Dit duurt ongeveer een minuut.
    """
    from matching.core.benchmark_carving import bench_carve

    tell(bench_carve(candidates, employers), as_json=as_json)


@click.command()
@_JSON
@click.option("--employers", default=20_000, show_default=True, type=click.IntRange(200, 200_000))
def employers(as_json: bool, employers: int) -> None:
    """Dubbele werkgevers vinden, naast elke twee namen vergelijken; zoeken terwijl iemand typt; en kiezen voor een belronde."""
    from employers.merging.benchmark import bench_employers
    from employers.rounds.benchmark import bench_choosing
    from werkbedrijf import rooms  # noqa: F401 - the tables, for the database that is searched

    tell(bench_employers(employers) | {"choosing": bench_choosing(employers)}, as_json=as_json)


@click.command()
@_JSON
@click.option(
    "--candidates", default=442_435, show_default=True, type=click.IntRange(10, 5_000_000), help="In het land."
)
@click.option("--places", default=1_000, show_default=True, type=click.IntRange(1, 10_000), help="Per regio.")
@click.option("--regions", default=35, show_default=True, type=click.IntRange(1, 1_000), help="Hoeveel regio's.")
@click.option("--workers", type=click.IntRange(1, 256), help="Doe het ook op zoveel processen op deze machine.")
@click.option("--cluster", metavar="ADDRESS", help="Doe het ook op de rekenaars van deze Dask-scheduler.")
def nation(as_json: bool, regions: int, candidates: int, places: int, workers: int | None, cluster: str | None) -> None:
    """Het hele land precies: elke regio na elkaar, van mensen tot bewezen lijsten, met één kern.

    Met --workers of --cluster ook verdeeld over processen of machines; de lijsten moeten dezelfde zijn.
    """
    from matching.core.benchmark_nation import bench_nation
    from werkbedrijf import clustering

    if workers and cluster:
        raise click.UsageError("Geef --workers of --cluster, één van beide.")
    if not (workers or cluster):
        return tell(bench_nation(regions, candidates, places), as_json=as_json)
    try:
        with clustering.scheduler_at(cluster) if cluster else clustering.own_workers(workers or 1) as client:
            tell(bench_nation(regions, candidates, places, _elsewhere(client)), as_json=as_json)
    except SetupError as problem:
        click.echo(problem.sentence, err=True)
        sys.exit(problem.exit_code)
    return None


def _elsewhere(client: Any) -> Any:
    """What does regions on the workers of a client."""
    from matching.core.benchmark_nation import solve_region
    from werkbedrijf.clustering import over_workers

    return lambda tasks: over_workers(client, solve_region, tasks)


@click.command()
@_JSON
@click.option("--placements", default=50_000, show_default=True, type=click.IntRange(10, 1_000_000))
@click.option("--years", default=10, show_default=True, type=click.IntRange(1, 30), help="Hoeveel jaar, elke maand.")
def count(as_json: bool, placements: int, years: int) -> None:
    """Jaren plaatsingen maand voor maand opnieuw tellen, naast één SQL-vraag die hetzelfde moet antwoorden."""
    from werkbedrijf import rooms  # noqa: F401 - the tables
    from werkbedrijf.garantiebanen.benchmark import bench_count

    tell(bench_count(placements, years), as_json=as_json)


COMMANDS = (rank, pairs, allocate, arrive, nation, carve, employers, count)
for _command in COMMANDS:
    bench.add_command(_command)
