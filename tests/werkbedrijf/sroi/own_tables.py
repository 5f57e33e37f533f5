"""Value tables of a region to test with, as rows of a file and brought in through the real act."""

from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.values import actions
from werkbedrijf.sroi.values.reading import tables_file
from werkbedrijf.sroi.values.shape import COLUMNS, file_rows

TABLE = {
    "regio": "Werkregio",
    "versie": "werkregio_2027",
    "geldig_vanaf": "2026-01-01",
    "geldig_tot": "2027-12-31",
    "bron_url": "https://werkregio.example/social-return",
    "titel": "Werkregio 2027",
    "voltijd_uren": "40",
    "eerder_in_dienst_maanden": "6",
    "lks_verlengt": "ja",
}


def block(code, value="", unit="eur_per_jaar", **more):
    return {"categorie": code, "label": code.capitalize(), "waarde": value, "eenheid": unit} | more


BLOCKS = (
    block("banenafspraak", "50.000", max_maanden="24", minimum_uren="12"),
    block("ww", "20000", max_maanden="12"),
    block("werkervaringsplek", "750", "eur_per_maand", max_maanden="afgesproken_periode"),
    block("bonus_vast", "5000", naar_rato="nee"),
    block("activiteit_gastles", "250", "eur_per_stuk"),
    block("activiteit_begeleiding", "95,50", "eur_per_uur_per_medewerker"),
    block("sociale_inkoop", "80", "procent_van_factuur_ex_btw"),
    block("sw_inkoop", "", "factuur_ex_btw"),
)


def rows_of(blocks=BLOCKS, **table):
    """The heading and the numbered rows of a file."""
    told = [TABLE | table | one for one in blocks]
    return COLUMNS, [(at, tuple(one.get(name, "") for name in COLUMNS)) for at, one in enumerate(told, start=2)]


def file_of(blocks=BLOCKS, **table):
    return tables_file(*rows_of(blocks, **table))


def as_file(*tables):
    """The file that these tables are written as, read back."""
    heading, *rows = file_rows(tables)
    return tables_file(heading, list(enumerate(rows, start=2)))


def brought_in(make, file=None, *, on, actor=None):
    return actions.bring_in(make.session, actor or make.actor(Role.COORDINATOR), file or file_of(), on=on)
