"""Work over processes: equal to the serial work, also when a worker is killed; and a sentence where it cannot be."""

import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from matching.core import benchmark_shape
from matching.core.benchmark_nation import country_digest, solve_region, tasks_of
from tests.house.sources import ROOT
from werkbedrijf import clustering
from werkbedrijf.cli import werkbedrijf

WORKERS = 3
TASKS = tasks_of(12, 30_000, 150)


def _bench(*words):
    return CliRunner().invoke(
        werkbedrijf, ["bench", "nation", "--regions", "2", "--candidates", "200", "--places", "3", *words]
    )


@pytest.mark.parametrize("how", [["--workers", "2"], ["--cluster", "tcp://127.0.0.1:1"]])
def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch, how):
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended = _bench(*how)
    assert (ended.exit_code, ended.output) == (3, f"{clustering.NO_CLUSTER}\n")


def test_both_ways_at_once_are_not_understood():
    assert _bench("--workers", "2", "--cluster", "tcp://127.0.0.1:1").exit_code == 2


def test_an_address_where_nobody_answers_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(clustering, "PATIENCE", "200ms")
    ended = _bench("--cluster", "tcp://127.0.0.1:1")
    assert ended.exit_code == 3
    assert "antwoordt geen scheduler" in ended.output


class Hosts:
    """A scheduler and its workers, each a process of its own that talks TCP."""

    def __init__(self, folder):
        self.file = folder / "scheduler.json"
        self.running = {}
        self._start("scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--no-dashboard")
        for number in range(WORKERS):
            self._start(f"worker {number}", "--name", str(number), "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def _start(self, name, *words):
        command = [sys.executable, "-m", f"distributed.cli.dask_{name.split()[0]}", "--scheduler-file", str(self.file)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.running[name] = subprocess.Popen(
            [*command, *words],
            cwd=self.file.parent,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self, name):
        self.running[name].send_signal(signal.SIGKILL)
        self.running[name].wait()

    def stop(self):
        for process in reversed(self.running.values()):
            process.kill()
            process.wait()


@pytest.fixture
def hosts(tmp_path):
    found = Hosts(tmp_path)
    yield found
    found.stop()


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_costs_a_retry_and_no_list(hosts):
    from distributed import Client

    killed = []
    with Client(scheduler_file=str(hosts.file), timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=60)
        names = {address: worker["name"] for address, worker in client.scheduler_info(-1)["workers"].items()}

        def kill_one_at_work(_done):
            if not killed:
                busy = next(address for address, tasks in client.processing().items() if tasks)
                killed.extend(client.processing()[busy])
                hosts.kill(f"worker {names[busy]}")

        done = list(clustering.over_workers(client, solve_region, TASKS, kill_one_at_work))
        left = client.scheduler_info(-1)["workers"]

    assert killed
    assert len(left) == WORKERS - 1
    assert sorted(region.number for region in done) == list(range(len(TASKS)))
    assert country_digest(done) == country_digest(solve_region(task) for task in TASKS)


@pytest.mark.slow
def test_processes_on_this_machine_give_the_lists_of_the_serial_run(monkeypatch):
    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    ended = _bench("--workers", "2", "--json")
    assert ended.exit_code == 0, ended.output
    assert json.loads(ended.output)["elsewhere_same"] is True


@pytest.mark.slow
def test_the_workers_of_a_scheduler_give_the_lists_of_the_serial_run(hosts, monkeypatch):
    from distributed import Client

    monkeypatch.setattr(benchmark_shape, "READ_BYTES", 1 << 16)
    with Client(scheduler_file=str(hosts.file), timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(WORKERS, timeout=60)
        address = client.scheduler.address
    ended = _bench("--cluster", address, "--json")
    assert json.loads(ended.output)["elsewhere_same"] is True
