"""Reads a shipped table of facts as it stands; rooms turn the texts into dates and amounts themselves."""

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType


class Table(StrEnum):
    """The tables that ship with the product; the value is the name of the file."""

    REGIONS = "arbeidsmarktregios"
    GEMEENTEN = "gemeente_arbeidsmarktregio_2025"
    MERGERS = "herindelingen_2022_2023"
    TARGETS = "banenafspraak_doelstelling"
    BASELINE = "banenafspraak_nulmeting"
    BASELINE_VERSIONS = "banenafspraak_nulmeting_versies"
    RESULT_YEARS = "banenafspraak_realisatie_jaar"
    RESULT_QUARTERS = "banenafspraak_kwartaal_landelijk"
    RESULT_REGIONS = "banenafspraak_regio_voorbeelden"
    REGISTER_GROUNDS = "doelgroepregister_gronden"
    INSTRUMENTS = "instrumenten"
    MINIMUM_WAGE = "wml"
    MINIMUM_WAGE_SCALE = "wml_staffel"
    SBI_SECTIONS = "sbi_secties"
    SROI_BLOCKS = "sroi_bouwblokken"
    INDICATORS = "indicatoren_basisset"


@cache
def rows(table: Table) -> tuple[Mapping[str, str], ...]:
    """The rows of a table by column name, in the order of the file; an empty text means: not found or not applicable."""
    text = files(__package__).joinpath(f"{table.value}.csv").read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))
