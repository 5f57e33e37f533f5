"""Whether the tests see a rule that was changed: ``python -m tests.proofs.mutants``.

Every function of every ``policy.py`` is changed in one place at a time, in every way that mutmut knows, and everybody is asked anew;
a change that alters no line of ``tests/house/told.txt`` survives. The code around them (the gate of a partner, what is too small
to show, the fingerprints of a number) is changed likewise and put to the test files that hold it.
"""

import argparse
import contextlib
import importlib
import inspect
import io
import os
import sys
import tempfile
from pathlib import Path

import pytest
from mutmut.mutation.file_mutation import mutate_file_contents

from tests.conftest import NOW
from tests.house.test_told import ROOMS, TABLE, answers, asked, person, policies
from tests.house.told import Around
from tests.making import Make
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database

ROOT = Path(__file__).parents[2]
# What is no policy, with the tests that hold it.
BESIDE = {
    "werkbedrijf/foundation/suppression.py": ("tests/werkbedrijf/foundation/test_suppression.py",),
    "werkbedrijf/foundation/gateway.py": ("tests/house/test_gateway.py",),
    "werkbedrijf/foundation/keys/digests.py": ("tests/werkbedrijf/foundation/keys/test_digests.py",),
    "candidates/numbers/peppers.py": ("tests/candidates/numbers",),
}


class Asking:
    """Everybody and everything, made once, to ask the policies of after each change."""

    def __init__(self, folder):
        database = Database(f"sqlite:///{folder / 'mutanten.db'}")
        migrations.upgrade(database)
        self.session = database.session(at=NOW)
        self.around = Around(Make(self.session))
        self.things, self.roles = self.around.things(), {role.value: person(role) for role in Role}
        self.kept = self.told(tuple(policies()))
        assert "\n".join(line for lines in self.kept.values() for line in lines) + "\n" == TABLE.read_text("utf-8")

    def told(self, some):
        """What is told, by policy."""
        with self.session.no_autoflush:
            return {
                name: [
                    name,
                    *(
                        asked(policy, self.around.people, self.things[about])
                        if about
                        else answers(policy, self.roles, {})
                    ),
                ]
                for name, policy, about in some
            }

    def sees(self, module):
        """Whether somebody is told something else now; the own room is asked first."""
        every = sorted(policies(), key=lambda one: not one[0].startswith(f"{module}."))
        for name, policy, about in every:
            try:
                if self.told([(name, policy, about)])[name] != self.kept[name]:
                    return True
            except Exception:  # noqa: BLE001  # a policy that breaks is seen as well
                return True
        return False


def mutants(path):
    """The code of every changed function of a file, with the function that it stands for."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    source = mutate_file_contents(str(path), path.read_text("utf-8")).code
    there = dict(vars(module))
    exec(compile(source, str(path), "exec"), there)  # our own file, changed in one place
    for word, changed in there.items():
        if word.startswith("x_") and "__mutmut_" in word and not word.endswith("_orig"):
            real = getattr(module, word[2:].partition("__mutmut_")[0], None)
            if inspect.isfunction(real):
                yield word, real, changed.__code__


@contextlib.contextmanager
def changed(real, code):
    """The function with this code, for as long as the question lasts."""
    before, real.__code__ = real.__code__, code
    try:
        yield
    finally:
        real.__code__ = before


def seen_by(tests, real, code):
    """Whether these test files fail on the change; they run in a process of their own."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    with changed(real, code), contextlib.redirect_stdout(io.StringIO()):
        options = ["-x", "-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", "-k", "not postgresql"]
        os._exit(int(pytest.main([*tests, *options])))


def prove(folder, only=""):
    """Counts per file, and the names of what survived."""
    asking = Asking(folder)
    files = sorted(found for room in ROOMS for found in (ROOT / room).rglob("*policy.py"))
    files += [ROOT / name for name in BESIDE]
    killed = total = 0
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        if only not in name or name == "werkbedrijf/foundation/policy.py":
            continue
        module = name.removesuffix(".py").replace("/", ".")
        alive, count = [], 0
        for word, real, code in mutants(path):
            count += 1
            if name in BESIDE:
                seen = seen_by(BESIDE[name], real, code)
            else:
                with changed(real, code):
                    seen = asking.sees(module)
            if not seen:
                alive.append(word)
        killed, total = killed + count - len(alive), total + count
        print(f"{name}: {count - len(alive)} van {count} gezien", *alive, sep="\n    ", flush=True)
    print(f"samen: {killed} van {total} gezien ({100 * killed / max(1, total):.1f} %)")
    return killed, total


if __name__ == "__main__":
    asks = argparse.ArgumentParser()
    asks.add_argument("--only", default="", help="alleen bestanden met dit in de naam")
    with tempfile.TemporaryDirectory() as place:
        done, of = prove(Path(place), asks.parse_args().only)
    sys.exit(0 if done >= 0.95 * of else 1)
