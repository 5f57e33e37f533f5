"""The account of one contract as a file: real numbers and real days, and nothing that its reader may not read on the page."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.tables import Cell, Sheets, to_csv, to_ods, to_typed_xlsx
from werkbedrijf.sroi import words
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.queries import claims_on
from werkbedrijf.sroi.claims.telling import Line, is_told_together, line_for
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.contracts.pages import events_of
from werkbedrijf.sroi.forecast.board import Row, board_of


class AccountFile(StrEnum):
    """In which form an account is taken along; the value is the end of the file name."""

    XLSX = "xlsx"
    CSV = "csv"
    ODS = "ods"

    @property
    def mimetype(self) -> str:
        """What the browser is told it is."""
        return {
            AccountFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            AccountFile.CSV: "text/csv; charset=utf-8",
            AccountFile.ODS: "application/vnd.oasis.opendocument.spreadsheet",
        }[self]


def account_file(session: Session, actor: Actor, contract: Contract, kind: AccountFile, on: date) -> bytes:
    """The account at the end of a day. CSV holds the contributions; the workbooks also what was agreed and the books."""
    sheets = _sheets(session, actor, contract, on)
    if kind is AccountFile.CSV:
        return to_csv(sheets["Bijdragen"])
    write = to_ods if kind is AccountFile.ODS else to_typed_xlsx
    return write(sheets, title=f"Social return {contract.reference}", made_on=on)


def board_file(session: Session, actor: Actor, kind: AccountFile, on: date) -> bytes:
    """Every contract this person may see, as it stands at the end of a day, what is most at risk on top.

    What waits is told as a number of contributions alone: with one of them, an amount would be that of one worker.
    """
    rows = board_of(session, actor, on)
    heading = ("Opdracht", "Wat", "Opdrachtgever", "Opdrachtnemer", "Eerste dag", "Laatste dag", "Op")
    sums = (
        "Beloofd",
        "Gedaan",
        "Afgerekend",
        "Nog te doen",
        "Volgens plan",
        "Achter",
        "Verwacht tekort",
        "Bijdragen die wachten",
    )
    sheet: list[tuple[Cell, ...]] = [(*heading, *sums), *(_contract(one, on) for one in rows)]
    if kind is AccountFile.CSV:
        return to_csv(sheet)
    write = to_ods if kind is AccountFile.ODS else to_typed_xlsx
    return write({"Opdrachten": sheet}, title="Opdrachten met social return", made_on=on)


def _contract(told: Row, on: date) -> tuple[Cell, ...]:
    one, row, standing = told.progress, told.progress.contract, told.progress.standing
    return (
        *(row.reference, row.title, row.organisation.name, row.contractor.name, row.starts_on, row.last_day, on),
        *(standing.promised, standing.done, standing.settled, standing.left, one.expected, one.behind),
        *(told.short, one.waits.claims),
    )


def _sheets(session: Session, actor: Actor, contract: Contract, on: date) -> Sheets:
    claims = session.scalars(claims_on(actor, contract)).all()
    books = books_of(session, [contract.id])
    standing = books.standing(contract.reference, on)
    together = {one.reference for one in claims if actor.is_a(Role.EMPLOYER) and is_told_together(one)}
    return {
        "Stand": [
            ("Opdracht", "Opdrachtnemer", "Op", "Beloofd", "Gedaan", "Afgerekend", "Nog te doen", "Waardetabel"),
            (
                *(contract.reference, contract.contractor.name, on),
                *(standing.promised, standing.done, standing.settled, standing.left, contract.table.title),
            ),
        ],
        "Afspraken": [
            ("Vastgelegd", "Wat", "Waarom", "Som", "Erbij of eraf"),
            *(
                (one.agreed_on, one.kind.words, one.reason, ", ".join(words.obligation(one.agreed)), one.change)
                for one in contract.agreements
            ),
            *(
                (one.agreed_on, f"Hersteltermijn tot en met {one.last_day:%d-%m-%Y}", one.reason, "", None)
                for one in contract.repairs
            ),
        ],
        "Bijdragen": [
            ("Bijdrage", "Wat", "Eerste dag", "Laatste dag", "Uren", "Bedrag", "Som", "Waarde", "Stand", "Reden"),
            *map(_claim, (line_for(actor, one) for one in claims)),
        ],
        "Boeken": [("Dag", "Wat", "Waarvan", "Bedrag"), *events_of(books.events, on, together=together)],
    }


def _claim(line: Line) -> tuple[Cell, ...]:
    one = line.claim
    return (
        *(one.reference, line.what, one.starts_on, one.last_day, one.hours, one.amount),
        *("; ".join(line.sums), line.together_words if line.together else line.value, one.status.value, one.reason),
    )
