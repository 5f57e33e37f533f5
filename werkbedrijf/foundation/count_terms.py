"""What the law and the region set for counting garantiebanen over time: hours in a month, sectors, and the baseline."""

from werkbedrijf.foundation.parameter_names import START, Definition, Parameter

OF_COUNT: dict[Parameter, Definition] = {
    Parameter.HOURS_PER_JOB_MONTH: Definition(
        "Uren per garantiebaan in een maand",
        "uur per maand",
        "Zoveel verloonde uren in een maand tellen als één baan. Het is een twaalfde van 1.331 uur per jaar.",
        (
            (
                START,
                "110.92",
                "Regeling Wfsv art. 3.28 en 3.29 (tekst 2015): 1.331 uur per jaar; 6.000 banen zijn 665.520 uur per maand.",
            ),
        ),
    ),
    Parameter.SECTORS_APART: Definition(
        "Markt en overheid apart",
        "1 is ja, 0 is nee",
        "Bij 1 staat de telling ook apart voor markt en overheid. Vul 0 in vanaf de dag dat er nog maar één doel is. De telling blijft dan één geheel.",
        (
            (
                START,
                "1",
                "Wfsv art. 38b en Regeling Wfsv art. 3.27-3.30: een doel per sector. De Wet banenafspraak (BWBR0051018) art. 4 kent één doel; de dag waarop dat ingaat is nog niet bekend.",
            ),
        ),
    ),
    Parameter.BASELINE_JOBS: Definition(
        "Nulmeting van de regio",
        "banen",
        "Zoveel banen van 25,5 uur waren er eind 2012 al in de regio. UWV trekt ze af van het aantal banen en noemt de rest extra banen.",
    ),
}
