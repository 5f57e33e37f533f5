"""The parts of a workbook, unpacked with a hand on the tap: counted while unpacking, whatever the file says of itself."""

import zipfile
import zlib
from io import BytesIO
from typing import Final

from werkbedrijf.foundation.spreadsheets.content import is_archive
from werkbedrijf.foundation.spreadsheets.limits import MEGABYTE, MOST_PARTS, MOST_UNPACKED, FileRefused

_ENCRYPTED: Final = 0x1
_LOCAL_HEADER: Final = 30
_DAMAGED = "Dit Excel-bestand is beschadigd of niet compleet. Open het in Excel, sla het opnieuw op en probeer het nog een keer."
_TOO_MUCH = (
    f"Dit Excel-bestand is uitgepakt groter dan {MOST_UNPACKED // MEGABYTE} MB. "
    "Laat alleen de rijen en kolommen staan die je wilt importeren."
)
# Parts that do something or fetch something: nothing of that is needed to read a table.
_ACTIVE: Final = (
    ("vbaproject", "macro's"),
    ("xl/externallinks/", "koppelingen naar andere bestanden"),
    ("xl/connections", "koppelingen met een database"),
    ("xl/querytables/", "koppelingen met een database"),
    ("xl/embeddings/", "ingevoegde bestanden"),
    ("xl/activex/", "knoppen die iets uitvoeren"),
    ("xl/ctrlprops/", "knoppen die iets uitvoeren"),
    ("xl/webextensions/", "invoegtoepassingen"),
    ("customui/", "invoegtoepassingen"),
    ("xl/macrosheets/", "macro's"),
)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts by name. Raises FileRefused for anything but a plain, whole and harmless archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as problem:
        raise FileRefused(_DAMAGED) from problem
    if len(members) > MOST_PARTS:
        raise FileRefused(
            f"Dit Excel-bestand bestaat uit meer dan {MOST_PARTS} onderdelen. Sla alleen het blad met jouw rijen op."
        )
    _check_names([member.filename for member in members])
    _check_places(members)
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    for member in members:
        parts[member.filename] = _unpack(content, member, room)
        room -= len(parts[member.filename])
        if is_archive(parts[member.filename]):
            raise FileRefused(
                "In dit Excel-bestand zit een ander ingepakt bestand. Haal het eruit en probeer het opnieuw."
            )
    return parts


def _check_names(names: list[str]) -> None:
    if len({name.lower() for name in names}) < len(names):
        raise FileRefused(_DAMAGED)
    for name in names:
        low = name.lower().lstrip("/")
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or "\0" in name or ":" in name:
            raise FileRefused(_DAMAGED)
        for start, what in _ACTIVE:
            if start in low:
                raise FileRefused(
                    f"In dit Excel-bestand zitten {what}. Sla het op als gewone werkmap (.xlsx) zonder {what}."
                )


def _check_places(members: list[zipfile.ZipInfo]) -> None:
    """Parts that overlap are a way to unpack the same bytes many times."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise FileRefused(_DAMAGED)
        end = member.header_offset + _LOCAL_HEADER + member.compress_size


def _unpack(content: bytes, member: zipfile.ZipInfo, room: int) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise FileRefused("Dit Excel-bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw.")
    if member.file_size > room:
        raise FileRefused(_TOO_MUCH)
    header = content[member.header_offset : member.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise FileRefused(_DAMAGED)
    start = (
        member.header_offset
        + _LOCAL_HEADER
        + int.from_bytes(header[26:28], "little")
        + int.from_bytes(header[28:30], "little")
    )
    packed = content[start : start + member.compress_size]
    found = packed if member.compress_type == zipfile.ZIP_STORED else _inflated(packed, member, room)
    if len(found) > room:
        raise FileRefused(_TOO_MUCH)
    if len(found) != member.file_size or zlib.crc32(found) != member.CRC:
        raise FileRefused(_DAMAGED)
    return found


def _inflated(packed: bytes, member: zipfile.ZipInfo, room: int) -> bytes:
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise FileRefused(_DAMAGED)
    tap = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return tap.decompress(packed, room + 1)
    except zlib.error as problem:
        raise FileRefused(_DAMAGED) from problem


def packed_again(parts: dict[str, bytes]) -> bytes:
    """A fresh archive of these parts: what is read next is exactly what was checked."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
