"""Whether the tests see a rule that was changed: ``python -m tests.proofs.mutants``.

Every function of every ``policy.py`` is changed in one place at a time, in every way that mutmut knows, and everybody is asked anew;
a change that alters no line of ``tests/house/told.txt`` survives. The code around them (the gate of a partner, what is too small
to show, the fingerprints of a number) is changed likewise and put to the tests that come past it. What no test can see, because it
changes nothing that anybody meets, stands in ``mutants_alike.toml`` with the reason.
"""

import argparse
import ast
import importlib
import inspect
import signal
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents

from tests.conftest import NOW
from tests.house.test_told import ROOMS, TABLE, answers, asked, person, policies
from tests.house.told import Around
from tests.making import Make
from tests.proofs.mutants_tested import Bench, changed
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database

ROOT = Path(__file__).parents[2]
ALIKE = Path(__file__).with_name("mutants_alike.toml")
NUMBERS = ("tests/candidates/numbers", "tests/werkbedrijf/foundation/keys/test_digests.py")
# What is no policy, with the tests that hold it.
BESIDE = {
    "werkbedrijf/foundation/suppression.py": ("tests/werkbedrijf/foundation/test_suppression.py",),
    "werkbedrijf/foundation/gateway.py": (
        "tests/house/test_gateway.py",
        "tests/werkbedrijf/foundation/test_gateway.py",
    ),
    "werkbedrijf/foundation/keys/digests.py": ("tests/werkbedrijf/foundation/keys/test_digests.py",),
    "candidates/numbers/peppers.py": NUMBERS,
    "candidates/numbers/rotation.py": NUMBERS,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A function with one change: its name, what it stands for, its code, and the change in words."""

    word: str
    real: object
    code: object
    change: str


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
    """Every changed function and method of a file."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    source = mutate_file_contents(str(path), path.read_text("utf-8")).code
    there = dict(vars(module))
    exec(compile(source, str(path), "exec"), there)  # our own file, changed in one place
    texts = {
        node.name: [ast.unparse(line) for line in node.body]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
    }
    for word, lines in texts.items():
        whole, _, which = word.partition("__mutmut_")
        if which == "orig":
            continue
        owner, name = _owner(module, there, whole)
        real = getattr(owner[0], name, None)
        if inspect.isfunction(real):
            code = (owner[1][word] if isinstance(owner[1], dict) else getattr(owner[1], word)).__code__
            yield Mutant(word, real, code, _change(texts[f"{whole}__mutmut_orig"], lines))


def _owner(module, there, whole):
    """Where the real one lives and where the changed one, and its name: a function of the file, or a method of a class in it."""
    if whole.startswith("xǁ"):
        _, owner, name = whole.split("ǁ")
        return (getattr(module, owner), there[owner]), name
    return (module, there), whole[2:]


def _change(before, after):
    """The line as it is and as it becomes."""
    was = "\n".join(before).splitlines()
    now = "\n".join(after).splitlines()
    gone = [line.strip() for place, line in enumerate(was) if place >= len(now) or line != now[place]]
    come = [line.strip() for place, line in enumerate(now) if place >= len(was) or line != was[place]]
    return f"{gone[0] if gone else ''} -> {come[0] if come else ''}"


@cache
def alike():
    """What is known to change nothing that anybody meets, as (file, change)."""
    return {(one["file"], one["change"]) for one in tomllib.loads(ALIKE.read_text("utf-8"))["alike"]}


def found(only=""):
    """The files that are changed, policies first."""
    files = sorted(one for room in ROOMS for one in (ROOT / room).rglob("*policy.py"))
    files += [ROOT / name for name in BESIDE]
    names = {one: one.relative_to(ROOT).as_posix() for one in files}
    return {one: name for one, name in names.items() if only in name and name != "werkbedrijf/foundation/policy.py"}


def prove(folder, only=""):
    """How many were seen, of how many that change something."""
    files = found(only)
    asking = bench = None
    killed = total = 0
    for path, name in files.items():
        every = list(mutants(path))
        if name in BESIDE:
            bench = bench or Bench(folder)
            bench.lay(BESIDE[name], list({id(one.real): one.real for one in every}.values()))
        else:
            asking = asking or Asking(folder)
        alive, same = [], 0
        for one in every:
            if (name, one.change) in alike():
                same += 1
                continue
            if name in BESIDE:
                seen = bench.sees(one.real, one.code)
            else:
                with changed(one.real, one.code):
                    seen = asking.sees(name.removesuffix(".py").replace("/", "."))
            if not seen:
                alive.append(f"{one.word}: {one.change}")
        count = len(every) - same
        killed, total = killed + count - len(alive), total + count
        said = f" ({same} veranderen niets)" if same else ""
        print(f"{name}: {count - len(alive)} van {count} gezien{said}", *alive, sep="\n    ", flush=True)
    print(f"samen: {killed} van {total} gezien ({100 * killed / max(1, total):.1f} %)")
    return killed, total


if __name__ == "__main__":
    # Who is stopped stops the server it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    asks = argparse.ArgumentParser()
    asks.add_argument("--only", default="", help="alleen bestanden met dit in de naam")
    with tempfile.TemporaryDirectory() as place:
        done, of = prove(Path(place), asks.parse_args().only)
    sys.exit(0 if done >= 0.95 * of else 1)
