"""What the pages of this room need, gathered for their templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import choices_of, say_problems
from werkbedrijf.sroi import words
from werkbedrijf.sroi.forms import NAMES, ChoiceForm, EffortForm
from werkbedrijf.sroi.signing.pages import clause
from werkbedrijf.sroi.tables import Block, ValueTable, differences
from werkbedrijf.sroi.values.queries import imported, known_tables
from werkbedrijf.sroi.worth import Effort, worth


@dataclass(frozen=True, slots=True)
class Outcome:
    """A worked out effort: (label, sum) per line, the total in euro, and what must be said beside it."""

    lines: tuple[tuple[str, str], ...]
    total: Decimal
    remarks: tuple[str, ...]


def calculator(session: Session, actor: Actor, args: MultiDict[str, str]) -> str | tuple[str, int]:
    """First the table and the block, then what that block asks, then the sum."""
    tables = known_tables(session)
    table, block = chosen(tables, args)
    choice = ChoiceForm(MultiDict({"tabel": table.version if table else "", "bouwblok": block.code if block else ""}))
    choice.tabel.choices = choices_of(
        [("", "Kies een tabel"), *((one.version, one.offered_as) for one in tables.values())]
    )
    choice.bouwblok.choices = choices_of([("", "Kies een bouwblok"), *_blocks_of(table)])
    form = None
    outcome = None
    if table and block:
        form = EffortForm(args)
        form.fit_to(table, block)
        if _is_typed(form, args):
            outcome = _outcome(form, table, block)
    of_clause, asked = clause(session, args, tables)
    page = render_template(
        "sroi/index.html",
        clause=of_clause,
        asked=asked,
        choice=choice,
        table=table,
        block=block,
        form=form,
        outcome=outcome,
        polite=actor.is_a(Role.EMPLOYER) or actor.is_a(Role.ALDERMAN),
        said=words.block_words(block) if block else "",
    )
    return (page, 422) if (form and form.errors) or of_clause.errors else page


def chosen(tables: Mapping[str, ValueTable], args: MultiDict[str, str]) -> tuple[ValueTable | None, Block | None]:
    """The table and block that the address names, as far as they exist. A bonus is no block by itself."""
    table = tables.get(args.get("tabel", ""))
    block = table.blocks.get(args.get("bouwblok", "")) if table else None
    return table, block if block and not block.is_bonus else None


def table_page(session: Session, table: ValueTable, beside: str) -> str:
    """One table with its source, and where another one differs."""
    tables, row = known_tables(session), imported(session, table.version)
    other = tables.get(beside)
    return render_template(
        "sroi/table.html",
        table=table,
        lines=[(block, words.block_words(block)) for block in table.blocks.values()],
        others=[(one.version, one.title, None) for one in tables.values() if one.version != table.version],
        other=other if other != table else None,
        imported_on=row.imported_on if row else None,
        found=[(one, words.block_words(one.before), words.block_words(one.after)) for one in differences(table, other)]
        if other
        else [],
    )


def _blocks_of(table: ValueTable | None) -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in table.blocks.values() if not one.is_bonus] if table else []


def _is_typed(form: EffortForm, args: MultiDict[str, str]) -> bool:
    return any(field.name in args for field in form)


def _outcome(form: EffortForm, table: ValueTable, block: Block) -> Outcome | None:
    form.validate()
    if form.errors:
        return None
    effort: Effort = form.effort(block)
    try:
        told = worth(table, effort)
    except InputRefused as refused:
        say_problems(form, {NAMES[name]: sentence for name, sentence in refused.problems.items()})
        return None
    return Outcome(
        tuple((line.block.label, words.written_out(table, effort, line)) for line in told.lines),
        told.value,
        tuple(words.remark(table, effort, told, which) for which in told.remarks),
    )
