"""The copy as a page to read and print: one file, nothing fetched from elsewhere. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from werkbedrijf.rights.copying import LISTS, watermark
from werkbedrijf.rights.labels import column_title, labels, table_title
from werkbedrijf.rights.printed_lists import day_in_words, kept_list
from werkbedrijf.rights.wording import in_words

STYLE = """
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:48rem;margin:1.5rem auto;padding:0 1rem;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid #999}
h3{font-size:1.05rem;margin:1.25rem 0 .25rem}h4{font-size:1rem;margin:.75rem 0 .25rem}p{margin:.25rem 0 .5rem}
dl{margin:.25rem 0 1rem}dt{color:#444;font-size:.9rem}dd{margin:0 0 .4rem}
.place{border-left:3px solid #bbb;padding-left:.75rem;margin:.75rem 0}ul{margin:0 0 .5rem;padding-left:1.2rem}
.about,.mark{color:#444;font-size:.9rem}.mark{border-top:1px solid #999;margin-top:2rem;padding-top:.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #ccc;vertical-align:top}
@media screen and (max-width:40rem){thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr,td{display:block}tr{border-bottom:1px solid #999;padding:.4rem 0}td{border:0;padding:.1rem 0}td::before{content:attr(data-head) ": ";color:#444}}
@media (min-width:40.01rem){dl{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:.15rem 1rem}dt{font-size:1rem}dd{margin:0}}
@media print{body{margin:0;max-width:none;padding:0;font-size:10pt}h2,h3,h4{break-after:avoid}tr,dt{break-inside:avoid}thead{display:table-header-group}}
"""
INTRODUCTION = (
    "Dit is alles wat wij over u weten. U leest ook waarom wij het bewaren, van wie wij het hebben, wie het heeft gekregen en "
    "wanneer het weggaat. Klopt er iets niet? Zeg het tegen uw jobcoach. U krijgt binnen een maand antwoord. "
    "U mag ook vragen om uw gegevens te wissen, of bezwaar maken. Bent u het niet eens met ons antwoord? Dan kunt u een klacht "
    "sturen naar de Autoriteit Persoonsgegevens."
)


def as_json(told: Mapping[str, Any]) -> str:
    """The copy for a program, with what each name means."""
    here = {table["tabel"] for table in told["gegevens"] if table["rijen"]}
    meaning = {table: words for table, words in labels().items() if table in here}
    return json.dumps({**told, "betekenis": meaning}, ensure_ascii=False, indent=1)


def as_page(told: Mapping[str, Any]) -> str:
    """The copy for a person: HTML that stands on its own."""
    parts = [
        Markup("<h1>Uw gegevens</h1><p>{}</p>").format(INTRODUCTION),
        Markup("<p class=about>{}</p>").format(watermark(told)),
        *(_table(table) for table in told["gegevens"] if table["rijen"]),
        _list(
            "Wie uw gegevens heeft gekregen",
            ("Sinds", "Wie", "Wat"),
            [(day_in_words(row["sinds"]), row["ontvanger"], row["wat"]) for row in told["ontvangers"]],
            "Niemand buiten uw eigen partner.",
        ),
        _list(
            "Op welke lijsten van een verdeling u stond",
            ("Dag", "Plek", "Plaats", "Past voor", "Uitleg"),
            [
                (
                    day_in_words(row["dag"]),
                    row["plek"],
                    row["plaats_op_de_lijst"],
                    f"{row['past_voor_procent']} %",
                    row["uitleg"],
                )
                for row in told["lijsten"]
            ],
            "Wij bewaren geen verdeling waarin u op een lijst stond.",
        ),
        Markup("<h2>Hoe lang wij uw gegevens bewaren</h2><p>{} De termijn is {}</p>").format(
            told["bewaren"]["wanneer"], _small(told["bewaren"]["regel"])
        ),
        _list(
            "Wie keek mee",
            ("Dag", "Wie", "Rol", "Waarvoor", "Hoe vaak"),
            [
                (day_in_words(row["dag"]), row["organisatie"], row["rol"], row["doel"], row["hoe_vaak"])
                for row in told["wie_keek_mee_per_dag"]
            ],
            "Er is niemand die keek.",
        ),
        Markup("<p class=mark>{}</p>").format(watermark(told)),
    ]
    head = Markup(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>Uw gegevens</title><style>{}</style></head><body>"
    ).format(Markup(STYLE))  # noqa: S704  # our own style, no word of anybody
    return str(head + Markup("").join(parts) + Markup("</body></html>"))


def _table(table: Mapping[str, Any]) -> Markup:
    about = Markup("<p class=about>Waarvoor: {}. Van wie: {}. Wie het ziet: {}. Bewaren: {}</p>").format(
        table["doel"].lower(), table["bron"], table["ontvangers"], _small(table["bewaartermijn"])
    )
    name, total = table["tabel"], len(table["rijen"])
    rows = Markup("").join(
        kept_list(row, number, total) if name == LISTS else _row(name, row, number, total)
        for number, row in enumerate(table["rijen"], start=1)
    )
    return Markup("<h2>{}</h2>{}{}").format(table_title(name), about, rows)


def _row(table: str, row: Mapping[str, Any], number: int, total: int) -> Markup:
    head = Markup("<h3>{} van {}</h3>").format(number, total) if total > 1 else Markup("")
    pairs = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(column_title(table, name), _value(told))
        for name, told in ((name, in_words(table, name, value)) for name, value in row.items())
        if told != ""
    )
    return Markup("{}<dl>{}</dl>").format(head, pairs)


def _value(value: Any) -> Markup:
    if isinstance(value, Mapping):
        inner = Markup("").join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(str(key).replace("_", " ").capitalize(), _value(inside))
            for key, inside in value.items()
        )
        return Markup("<dl>{}</dl>").format(inner)
    if isinstance(value, Sequence) and not isinstance(value, str):
        if not value:
            return Markup("niets")
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(_value(item)) for item in value)
        )
    return escape(day_in_words(value))


def _small(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _list(title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], empty: str) -> Markup:
    if not rows:
        return Markup("<h2>{}</h2><p>{}</p>").format(title, empty)
    top = Markup("").join(Markup("<th scope=col>{}</th>").format(head) for head in heads)
    # On a phone every row is a block, and each cell says itself what it is.
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td data-head="{}">{}</td>').format(head, cell) for head, cell in zip(heads, row, strict=True)
            )
        )
        for row in rows
    )
    return Markup("<h2>{}</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(title, top, body)
