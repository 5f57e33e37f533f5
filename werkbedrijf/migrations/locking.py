"""What step 0022 does with the rows: locks them, or opens them again, with statements of that step alone."""

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.ring import Kind

PORTION = 1000
TEXT, DAY, RAW, LINES = "text", "day", "raw", "lines"
PLAIN: Mapping[str, Any] = {TEXT: sa.String(), DAY: sa.Date(), RAW: sa.LargeBinary(), LINES: sa.JSON()}
Columns = Sequence[tuple[str, str]]
Row = dict[str, Any]


class Keys:
    """Locks and opens whole tables, a portion at a time, with statements of this step alone."""

    def __init__(self, connection: sa.Connection):
        self.connection = connection
        self.ring = connection.get_execution_options()["keys"]
        self.partners: dict[int, tuple[int, Lock]] = {}
        self.made: dict[str, Row] = {}

    def close_all(self, table: str, person: str | None, columns: Columns, *, keeps_number: bool = False) -> None:
        """Lock every row of a table. A candidate gets a key first.

        ``keeps_number`` says that rows have locked columns already: their ``uuid`` is part of those locks, and stays.
        """
        known = ("uuid",) if keeps_number or table == "candidate" else ()
        for rows in self._portions(table, person, [name for name, _ in columns], *known):
            for row in rows:
                row["uuid"] = row.get("uuid") or uuid4().hex
            if table == "candidate":
                self._give_keys(rows)
            locks = self._locks(table, person, rows)
            self._save(
                table,
                ["uuid", *(f"{name}_sealed" for name, _ in columns)],
                [
                    {"row_id": row["row_id"], "uuid": row["uuid"]}
                    | {
                        f"{name}_sealed": self._closed(locks[row["row_id"]], table, name, form, row)
                        for name, form in columns
                    }
                    for row in rows
                ],
            )

    def open_all(self, table: str, person: str | None, columns: Columns) -> None:
        """Write every row of a table plain again; what lost its key stays empty."""
        for rows in self._portions(table, person, [f"{name}_sealed" for name, _ in columns], "uuid"):
            locks = self._locks(table, person, rows)
            self._save(
                table,
                [name for name, _ in columns],
                [
                    {"row_id": row["row_id"]}
                    | {name: self._opened(locks[row["row_id"]], table, name, form, row) for name, form in columns}
                    for row in rows
                ],
                {name: PLAIN[form] for name, form in columns},
            )

    def _portions(self, table: str, person: str | None, columns: Iterable[str], *more: str) -> Iterator[list[Row]]:
        t = sa.table(table, *(sa.column(name) for name in ("id", "candidate_id", "organisation_id", *columns, *more)))
        about = sa.literal_column(person.format(t=table)) if person else sa.null()
        partner = t.c.organisation_id if table in {"candidate", "import_batch"} else sa.null()
        last = 0
        while True:
            query = sa.select(
                t.c.id.label("row_id"),
                about.label("person_id"),
                partner.label("partner_id"),
                *(t.c[name] for name in (*columns, *more)),
            )
            query = query.where(t.c.id > last).order_by(t.c.id).limit(PORTION)
            rows = [dict(row) for row in self.connection.execute(query).mappings()]
            if not rows:
                return
            last = rows[-1]["row_id"]
            yield rows

    def _give_keys(self, rows: list[Row]) -> None:
        made = []
        for row in rows:
            partner_id, partner = self._partner(row["partner_id"])
            kid, secret = secrets.token_hex(8), os.urandom(32)
            wrapped = partner.close(secret, "person_key", "wrapped", f"{row['uuid']}/{kid}")
            made.append({"person_uuid": row["uuid"], "organisation_key_id": partner_id, "kid": kid, "wrapped": wrapped})
        keys = sa.table(
            "person_key",
            *(sa.column(name) for name in ("person_uuid", "organisation_key_id", "kid")),
            sa.column("wrapped", sa.LargeBinary),
        )
        self.connection.execute(keys.insert(), made)
        self.made = {key["person_uuid"]: key for key in made}

    def _locks(self, table: str, person: str | None, rows: list[Row]) -> dict[int, Lock | None]:
        if person is None:
            return {row["row_id"]: self._partner(row["partner_id"])[1] for row in rows}
        found: dict[int, Lock | None] = {}
        if table == "candidate" and all(row["uuid"] in self.made for row in rows):
            for row in rows:
                found[row["row_id"]] = self._opened_key(row["uuid"], self.made[row["uuid"]], row["partner_id"])
            return found
        query = sa.text(
            "SELECT c.id AS person_id, c.uuid AS uuid, c.organisation_id AS partner_id, k.kid AS kid, k.wrapped AS wrapped "
            "FROM candidate c LEFT JOIN person_key k ON k.person_uuid = c.uuid WHERE c.id IN :ids"
        ).bindparams(sa.bindparam("ids", expanding=True))
        people: dict[int, Lock | None] = {}
        for key in self.connection.execute(query, {"ids": sorted({row["person_id"] for row in rows})}).mappings():
            people[key["person_id"]] = (
                self._opened_key(key["uuid"], dict(key), key["partner_id"]) if key["kid"] else None
            )
        return {row["row_id"]: people[row["person_id"]] for row in rows}

    def _opened_key(self, uuid: str, key: Mapping[str, Any], partner_id: int) -> Lock:
        partner = self._partner(partner_id)[1]
        opened = partner.open(bytes(key["wrapped"]), "person_key", "wrapped", f"{uuid}/{key['kid']}")
        return Lock.of(key["kid"], opened)

    def _partner(self, partner_id: int) -> tuple[int, Lock]:
        if partner_id not in self.partners:
            found = self._stored_partner(partner_id) or self._new_partner(partner_id)
            assert found is not None  # noqa: S101  # it was stored just now
            self.partners[partner_id] = found
        return self.partners[partner_id]

    def _stored_partner(self, partner_id: int) -> tuple[int, Lock] | None:
        query = sa.text("SELECT id, kid, region_kid, wrapped FROM organisation_key WHERE organisation_id = :partner")
        found = self.connection.execute(query, {"partner": partner_id}).first()
        if found is None:
            return None
        region = Lock.of(found.region_kid, self.ring.get(found.region_kid).secret)
        opened = region.open(bytes(found.wrapped), "organisation_key", "wrapped", f"{partner_id}/{found.kid}")
        return found.id, Lock.of(found.kid, opened)

    def _new_partner(self, partner_id: int) -> tuple[int, Lock] | None:
        region = self.ring.current(Kind.REGION)
        kid, secret = f"partner-{partner_id}-{secrets.token_hex(4)}", os.urandom(32)
        wrapped = Lock.of(region.kid, region.secret).close(secret, "organisation_key", "wrapped", f"{partner_id}/{kid}")
        keys = sa.table(
            "organisation_key",
            *(sa.column(name) for name in ("organisation_id", "kid", "region_kid")),
            sa.column("wrapped", sa.LargeBinary),
            sa.column("made_on", sa.Date),
        )
        self.connection.execute(
            keys.insert(),
            [
                {
                    "organisation_id": partner_id,
                    "kid": kid,
                    "region_kid": region.kid,
                    "wrapped": wrapped,
                    "made_on": clock.today(),
                }
            ],
        )
        return self._stored_partner(partner_id)

    def _closed(self, lock: Lock | None, table: str, name: str, form: str, row: Row) -> bytes | None:
        value = row[name]
        if form == LINES and isinstance(value, str):
            value = json.loads(value)
        if not value or lock is None:
            return None
        if form == DAY:
            written = str(value)[:10].encode()
        elif form == RAW:
            written = bytes(value)
        elif form == LINES:
            written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        else:
            written = value.encode()
        return lock.close(written, table, name, row["uuid"])

    def _opened(self, lock: Lock | None, table: str, name: str, form: str, row: Row) -> Any:
        cell = row[f"{name}_sealed"]
        stored = lock.open(bytes(cell), table, name, row["uuid"]) if lock and cell is not None else None
        if form == DAY:
            return date.fromisoformat(stored.decode()) if stored else None
        if form == RAW:
            return stored or b""
        if form == LINES:
            return json.loads(stored) if stored else []
        if table == "allocation_choice":
            return stored.decode() if stored else "gewist"
        return stored.decode() if stored else ""

    def _save(
        self, table: str, names: Sequence[str], values: list[Row], types: Mapping[str, Any] | None = None
    ) -> None:
        types = types or {}
        t = sa.table(table, sa.column("id"), *(sa.column(name, types.get(name)) for name in names))
        changed = sa.update(t).where(t.c.id == sa.bindparam("row_id"))
        self.connection.execute(
            changed.values({name: sa.bindparam(name, type_=types.get(name)) for name in names}), values
        )
