"""What somebody typed wrong, in Dutch: the library that reads the command line only speaks English."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final

import click

_NUMBER: Final = {"integer": "heel getal", "float": "getal"}
_AS: Final = {"%Y-%m-%d": "2026-10-01", "%Y-%m": "2026-10"}
_KIND: Final = {"File": "Het bestand", "Directory": "De map", "Path": "De plaats"}
_HOW: Final = "Zo gaat het: "
_HEADINGS: Final = {"Options": "Opties", "Commands": "Opdrachten"}
_HELP: Final = (
    ("[OPTIONS]", "[OPTIES]"),
    ("COMMAND", "OPDRACHT"),
    ("[ARGS]", "[WOORDEN]"),
    ("DIRECTORY", "MAP"),
    ("INTEGER RANGE", "GETAL"),
    ("INTEGER", "GETAL"),
    ("FLOAT RANGE", "GETAL"),
    ("FLOAT", "GETAL"),
    ("TEXT", "TEKST"),
    ("[%Y-%m-%d|%Y-%m-%dT%H:%M:%S]", "JJJJ-MM-DD[TUU:MM:SS]"),
    ("[%Y-%m-%d]", "JJJJ-MM-DD"),
    ("[%Y-%m]", "JJJJ-MM"),
    ("Show this message and exit.", "Toon deze uitleg."),
    ("[default: ", "[standaard: "),
    ("; required]", "; verplicht]"),
    ("[required]", "[verplicht]"),
)
Said = Callable[[re.Match[str]], str]
_SENTENCES: Final[tuple[tuple[re.Pattern[str], Said], ...]] = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"Invalid value for (.+?): (.+)", lambda m: f"{_named(m[1])}: {dutch(m[2])}"),
        (r"Missing (?:option|argument|parameter) (.+?)\.(?: Choose from:\n(.+))?", lambda m: _missing(m[1], m[2])),
        (r"Missing command\.", lambda _: "Er ontbreekt een opdracht."),
        (r"No such (option|command) '(.+?)'\.?(?: (?:\()?Did you mean .*)?", lambda m: _unknown(m[0], m[1], m[2])),
        (r"Option '(.+?)' does not take a value\.", lambda m: f"Achter {m[1]} hoort niets."),
        (r"Option '(.+?)' requires an? .+", lambda m: f"Achter {m[1]} ontbreekt een waarde."),
        (r"Got unexpected extra arguments? \((.+)\)", lambda m: f"Dit is te veel: {m[1]}."),
        (r"'(.*)' is not a valid (integer|float)(?: range)?\.", lambda m: f"{m[1]} is geen {_NUMBER[m[2]]}."),
        (r"(\S+) is not in the range (.+)\.", lambda m: f"{m[1]} mag hier niet. Kies een getal {_range(m[2])}."),
        (r"'(.*)' is not one of (.+)\.", lambda m: f"{m[1]} kan niet. Kies uit {_plain(m[2])}."),
        (r"'(.*)' is not '(.+)'\.", lambda m: f"{m[1]} kan niet. Hier kan alleen {m[2]}."),
        (
            r"'(.*)' does not match the formats? '(.+?)'(?:, '.+')?\.",
            lambda m: f"{m[1]} kan niet. Schrijf het als {_AS[m[2]]}.",
        ),
        (r"(File|Directory|Path) '(.+)' does not exist\.", lambda m: f"{_KIND[m[1]]} {m[2]} bestaat niet."),
        (r"(?:File|Path) '(.+)' is a directory\.", lambda m: f"{m[1]} is een map; hier hoort een bestand."),
        (r"(?:Directory|Path) '(.+)' is a file\.", lambda m: f"{m[1]} is een bestand; hier hoort een map."),
        (r"(File|Directory|Path) '(.+)' is not readable\.", lambda m: f"{_KIND[m[1]]} {m[2]} is niet te lezen."),
        (r"(File|Directory|Path) '(.+)' is not writable\.", lambda m: f"In {m[2]} is niet te schrijven."),
    )
)


def dutch(sentence: str) -> str:
    """The same in Dutch; what is Dutch already, or not known here, stays as it is.

    >>> dutch("Invalid value for '--port': 70000 is not in the range 1<=x<=65535.")
    '--port: 70000 mag hier niet. Kies een getal van 1 tot en met 65535.'
    >>> dutch("Geef --vacancy of --candidate, één van beide.")
    'Geef --vacancy of --candidate, één van beide.'
    """
    for pattern, said in _SENTENCES:
        found = pattern.fullmatch(sentence.strip())
        if found:
            return said(found)
    return sentence


def _named(hint: str) -> str:
    return " of ".join(part.strip("'") for part in hint.split(" / "))


def _range(words: str) -> str:
    ends = re.fullmatch(r"(\S+)<=x<=(\S+)", words) or re.fullmatch(r"x>=(\S+)|x<=(\S+)", words)
    if ends is None:
        return f"in {words}"
    low, high = ends.groups()
    if low and high:
        return f"van {low} tot en met {high}"
    return f"vanaf {low}" if low else f"tot en met {high}"


def _plain(choices: str) -> str:
    return choices.replace("'", "")


def _missing(hint: str, choices: str | None) -> str:
    rest = f" Kies uit {', '.join(choices.replace(',', ' ').split())}." if choices else ""
    return f"{_named(hint)} ontbreekt.{rest}"


def _unknown(sentence: str, kind: str, name: str) -> str:
    meant = re.findall(r"'([^']+)'", sentence.partition("Did you mean")[2])
    what = "De optie" if kind == "option" else "De opdracht"
    return f"{what} {name} bestaat niet." + (f" Bedoelt u {' of '.join(meant)}?" if meant else "")


class WronglyTyped(click.UsageError):
    """What was wrong, with how the command goes."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Tell it, on the side of errors."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file, err=file is None)
            click.echo(f"Meer uitleg: {self.ctx.command_path} --help\n", file=file, err=file is None)
        click.echo(self.format_message(), file=file, err=file is None)


@contextmanager
def _in_dutch(around: click.Context | None = None) -> Iterator[None]:
    try:
        yield
    except (WronglyTyped, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as problem:
        raise WronglyTyped(dutch(problem.format_message()), ctx=problem.ctx or around) from problem


class DutchHelp(click.HelpFormatter):
    """The help of a command, with the words of the library in Dutch too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        r"""How the command goes.

        >>> help_ = DutchHelp(); help_.write_usage("werkbedrijf", "[OPTIONS] COMMAND [ARGS]..."); help_.getvalue()
        'Zo gaat het: werkbedrijf [OPTIES] OPDRACHT [WOORDEN]...\n'
        """
        super().write_usage(prog, _in_words(args), _HOW if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """What stands below."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **extra: Any) -> None:
        """A list of options or commands, with what each does."""
        super().write_dl([(_in_words(first), _in_words(second)) for first, second in rows], *args, **extra)


def _in_words(told: str) -> str:
    for english, ours in _HELP:
        told = told.replace(english, ours)
    return re.sub(r"[^\s\[]+<=x<=[^\s\];]+|x[<>]=[^\s\];]+", lambda found: _range(found[0]), told)


class DutchContext(click.Context):
    """Where a command is read, with help in Dutch."""

    formatter_class = DutchHelp


def _helped(command: click.Command) -> None:
    command.context_class = DutchContext
    for below in getattr(command, "commands", {}).values():
        _helped(below)


class DutchGroup(click.Group):
    """The commands, with Dutch for what is typed wrong in any of them, and for the help of each."""

    context_class = DutchContext

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take in a command, with those below it."""
        _helped(cmd)
        super().add_command(cmd, name)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the words before a command."""
        with _in_dutch():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the words of a command, and carry it out."""
        with _in_dutch(ctx):
            return super().invoke(ctx)
