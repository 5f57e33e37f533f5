"""The processing log as OTLP/JSON: what any collector for *Logboek Dataverwerkingen* reads.

The shape follows the JSON mapping of OTLP: ids as hexadecimal text, 64-bit numbers as text, attributes as key and value.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from werkbedrijf.foundation.db import Database
from werkbedrijf.logbook.volumes import milliseconds

PAGE: Final = 10_000
SPAN_KIND_INTERNAL: Final = 1
_SCOPE: Final = {"name": "werkbedrijf.logboek", "version": "1"}


def export_otlp(database: Database, path: Path, *, since: date | None = None, until: date | None = None) -> int:
    """Write the lines of some days to a file, until the day before ``until``; returns how many.

    A span is written at once, so that a year of lines needs no more memory than a page of them.
    """
    number, resource = 0, None
    with path.open("w", encoding="utf-8") as file:
        file.write('{"resourceSpans":[')
        for row in _rows(database, since, until):
            told = json.dumps(row.resource, sort_keys=True)
            if told != resource:
                file.write("]}]}," if resource is not None else "")
                file.write(_opening(row.resource))
                resource, first = told, True
            file.write(("" if first else ",") + json.dumps(span_of(row), ensure_ascii=False))
            first, number = False, number + 1
        file.write("]}]}]}" if resource is not None else "]}")
    return number


def _opening(resource: dict[str, str]) -> str:
    about = json.dumps({"attributes": [_attribute(key, value) for key, value in sorted(resource.items())]})
    return f'{{"resource":{about},"scopeSpans":[{{"scope":{json.dumps(_SCOPE)},"spans":['


def span_of(row: Any) -> dict[str, Any]:
    """One line as a span of OTLP."""
    attributes = [("dpl.core.processing_activity_id", row.processing_activity_id)]
    if row.data_subject_id:
        attributes.append(("dpl.core.data_subject_id", row.data_subject_id))
        attributes.append(("dpl.core.data_subject_id_type", row.data_subject_id_type))
    span: dict[str, Any] = {
        "traceId": bytes(row.trace_id).hex(),
        "spanId": bytes(row.span_id).hex(),
        "name": row.name,
        "kind": SPAN_KIND_INTERNAL,
        "startTimeUnixNano": str(row.start_time * 1_000_000),
        "endTimeUnixNano": str(row.end_time * 1_000_000),
        "attributes": [_attribute(*pair) for pair in attributes],
        "status": {"code": row.status_code},
    }
    if row.parent_span_id is not None:
        span["parentSpanId"] = bytes(row.parent_span_id).hex()
    if row.foreign_operation:
        foreign = row.foreign_operation
        span["links"] = [
            {
                "traceId": foreign["trace_id"],
                "spanId": foreign["span_id"],
                "attributes": [_attribute("dpl.core.foreign_operation.entity", foreign.get("entity", ""))],
            }
        ]
    return span


def _attribute(key: str, value: str) -> dict[str, Any]:
    return {"key": key, "value": {"stringValue": value}}


def _rows(database: Database, since: date | None, until: date | None) -> Any:
    table, last = database.logs.table, 0
    asked = select(table).order_by(table.c.id).limit(PAGE)
    if since:
        asked = asked.where(table.c.start_time >= milliseconds(since))
    if until:
        asked = asked.where(table.c.start_time < milliseconds(until))
    while True:
        with database.logs.reading() as connection:
            rows = connection.execute(asked.where(table.c.id > last)).all()
        yield from rows
        if len(rows) < PAGE:
            return
        last = rows[-1].id
