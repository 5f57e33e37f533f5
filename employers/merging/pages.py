"""What the pages of this room need to know, gathered for their templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from sqlalchemy.orm import Session

from employers.merging import moving
from employers.merging.choices import CHOOSABLE, usual
from employers.merging.doubles import double_vestigingen
from employers.merging.holdings import EMPLOYER
from employers.merging.models import EmployerMerge
from employers.merging.people import doubles_among
from employers.merging.policy import may_undo
from employers.merging.queries import joins_of
from employers.merging.words import TABLES, rows_in_words
from employers.models import Employer
from werkbedrijf.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Preview:
    """What bringing together would do, in words."""

    goes: Sequence[str]
    stays: Sequence[str]
    doubles: Sequence[tuple[str, str]]


def sides(kept: Employer, gone: Employer) -> list[tuple[str, str, str, str]]:
    """(title, of the kept one, of the other, which stays by itself) per fact that one of them has."""
    start = usual(kept, gone)
    rows = ((one.title, one.told(kept), one.told(gone), start[one.name]) for one in CHOOSABLE)
    told = [row for row in rows if row[1] or row[2]]
    places = [", ".join(str(place) for place in one.establishments) for one in (kept, gone)]
    people = [", ".join(person.name for person in one.contacts if person.left_on is None) for one in (kept, gone)]
    extra = [("Vestigingen", *places, "beide"), ("Contactpersonen", *people, "beide")]
    return told + [row for row in extra if row[1] or row[2]]  # type: ignore[misc]  # two texts each


def preview(session: Session, kept: Employer, gone: Employer) -> Preview:
    """What would go along, what would stay behind, and which vestigingen are the same place."""
    counted = moving.counts(session.connection(), EMPLOYER, gone.id, kept.id)
    doubles = double_vestigingen(kept.establishments, gone.establishments)
    goes = {one.table: one.goes for one in counted}
    if doubles:
        goes["establishment"] = goes.get("establishment", 0) - len(doubles)
    return Preview(
        goes=rows_in_words(_in_order(goes)),
        stays=rows_in_words((one.table, one.stays) for one in counted),
        doubles=[(str(theirs), str(ours)) for theirs, ours in doubles],
    )


def merge_page(session: Session, actor: Actor, merge: EmployerMerge) -> str:
    """What was brought together, and what taking it apart would do."""
    moved: dict[str, int] = {}
    stayed: dict[str, int] = {}
    for one in merge.moved:
        if one["from"] == merge.gone_id and one["to"] == merge.kept_id:
            moved[one["table"]] = moved.get(one["table"], 0) + len(one["keys"])
            stayed[one["table"]] = stayed.get(one["table"], 0) + one["stayed"]
    since = [] if merge.undone_on else moving.added_since(session.connection(), merge.kept_id, merge.marks)
    return render_template(
        "merging/show.html",
        merge=merge,
        moved=rows_in_words(_in_order(moved)),
        stayed=rows_in_words(_in_order(stayed)),
        since=rows_in_words((one.table, one.goes) for one in since),
        may_undo=may_undo(actor, merge=merge),
        has_joined=any(one.merge_id == merge.id for one in joins_of(session, merge.kept)),
        doubles=[] if merge.undone_on else doubles_among(merge.kept.contacts),
    )


def _in_order(counted: dict[str, int]) -> list[tuple[str, int]]:
    """In the order of the words: what people look for first."""
    order = list(TABLES)
    return sorted(counted.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair[0]))
