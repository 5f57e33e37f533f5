"""Sound files of each kind of import, and ways to spoil one: by the byte, by the part, by what it says of itself."""

import io
import json
import warnings
import zipfile
import zlib
from typing import Any

from werkbedrijf.foundation.tables import to_csv, to_xlsx
from werkbedrijf.imports.models import ImportKind
from werkbedrijf.imports.planning import KINDS

# What no reader of UTF-8 expects: marks of other encodings, half signs, signs too long, NUL, turned text.
GARBAGE = (
    *(
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xe2\x80",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf8\x88\x80\x80\x80",
    ),
    *(
        b"\x80\x99\xe9",
        b"\0",
        b"\x1b[31m",
        "\u202e\u200b".encode(),
        "\U0010ffff".encode(),
        b"\x85\x0b\x0c",
        b"\r\r\n\n\r",
    ),
)
SIGNS = (
    b'"',
    b";",
    b",",
    b"\t",
    b"\n",
    b"=",
    b"'",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"{",
    b"}",
    b"[",
    b"\\",
    b"\\ud800",
    b"sep=",
)
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    "",
    "x" * 6000,
    "=1+1",
    "\u202e",
    "\0",
    "9999-99-99",
    [],
    {},
    [[[]]],
    [None],
    {"a": {}},
    "NaN",
)
PARTS = (
    *(b'r="A1048577"', b'r="XFD1"', b't="s"', b't="e"', b"<f>1+1</f>", b"<!DOCTYPE x>", b"<v>1e999</v>", b"<v>-1</v>"),
    *(
        b'<c r="A2"/>',
        b"</row>",
        b"<row>",
        b"&#0;",
        b"&x;",
        b'encoding="utf-16"',
        b'encoding="nonsense"',
        b"<is><t>x</t></is>",
    ),
)


def sound(kind):
    """Sound files of a kind, by how they are written."""
    if kind is ImportKind.VUM:
        return {"json": json.dumps([PROFILE, VACANCY]).encode()}
    rows = KINDS[kind].layout.example_rows()
    return {"csv": to_csv(rows), "xlsx": to_xlsx(rows)}


def spoiled(content, form, dice):
    """The name of the way and the file after it; now and then after two of them."""
    ways = BYTES + {"csv": (), "xlsx": BOOK * 2, "json": SAID}[form]
    names = []
    for _ in range(2 if dice.random() < 0.25 else 1):
        way = dice.choice(ways)
        try:
            content = way(content, dice)
        except (zipfile.BadZipFile, zlib.error, ValueError, IndexError, EOFError, NotImplementedError, RuntimeError):
            continue  # what was spoiled before can no longer be taken apart
        names.append(way.__name__)
    return " + ".join(names) or "untouched", content


def _place(content, dice):
    return dice.randrange(max(1, len(content)))


def bits(content, dice):
    made = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 8, 64))):
        made[_place(made, dice)] ^= 1 << dice.randrange(8)
    return bytes(made)


def byte(content, dice):
    at = _place(content, dice)
    return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]


def cut_off(content, dice):
    return content[: _place(content, dice)]


def cut_out(content, dice):
    first, last = sorted((_place(content, dice), _place(content, dice)))
    return content[:first] + content[last:]


def doubled(content, dice):
    first, last = sorted((_place(content, dice), _place(content, dice)))
    return content[:last] + content[first:last] * dice.choice((1, 1, 2, 50)) + content[last:]


def moved(content, dice):
    first, middle, last = sorted(_place(content, dice) for _ in range(3))
    return content[:first] + content[middle:last] + content[first:middle] + content[last:]


def garbage(content, dice):
    at = _place(content, dice)
    return content[:at] + dice.choice(GARBAGE) * dice.choice((1, 1, 3)) + content[at:]


def signs(content, dice):
    at = _place(content, dice)
    return content[:at] + dice.choice(SIGNS) + content[at:]


def noise(content, dice):
    at = _place(content, dice)
    return content[:at] + dice.randbytes(dice.choice((1, 4, 40, 400))) + content[at:]


def recoded(content, dice):
    """In another encoding than it was."""
    text = content.decode("utf-8", errors="replace")
    return text.encode(dice.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "cp437", "utf-7")), errors="replace")


def _unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [[name, archive.read(name)] for name in archive.namelist()]


def _packed(parts, dice):
    out = io.BytesIO()
    packing = dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _one_of(parts, dice):
    """A part, mostly one that a reader of cells looks into."""
    read = [part for part in parts if part[0].startswith(("xl/w", "xl/sharedStrings", "[Content"))]
    return dice.choice(read if read and dice.random() < 0.8 else parts)


def parts_swapped(content, dice):
    parts = _unpacked(content)
    one, other = dice.sample(parts, 2)
    one[1], other[1] = other[1], one[1]
    return _packed(parts, dice)


def part_gone(content, dice):
    parts = _unpacked(content)
    parts.remove(_one_of(parts, dice))
    return _packed(parts, dice)


def part_twice(content, dice):
    parts = _unpacked(content)
    part = _one_of(parts, dice)
    name = (
        part[0]
        if dice.random() < 0.5
        else dice.choice((part[0].upper(), f"../{part[0]}", f"/{part[0]}", part[0] + "2"))
    )
    return _packed([*parts, [name, part[1]]], dice)


def part_spoiled(content, dice):
    """A part spoiled by the byte; the archive says nothing of it, for its sums are right."""
    parts = _unpacked(content)
    part = _one_of(parts, dice)
    part[1] = dice.choice(BYTES)(part[1], dice)
    return _packed(parts, dice)


def part_said(content, dice):
    """Markup that does not belong where it stands."""
    parts = _unpacked(content)
    part = _one_of(parts, dice)
    at = part[1].find(b">", _place(part[1], dice)) + dice.choice((0, 1))
    part[1] = part[1][:at] + dice.choice(PARTS) + part[1][at:]
    return _packed(parts, dice)


def part_numbers(content, dice):
    """Other numbers than it had: places of cells, which text, how wide."""
    parts = _unpacked(content)
    part = _one_of(parts, dice)
    digits = [at for at, sign in enumerate(part[1]) if 48 <= sign < 58]
    at = dice.choice(digits)
    part[1] = part[1][:at] + dice.choice((b"0", b"99", b"1048577", b"-1", b"1.5", b"9" * 30)) + part[1][at + 1 :]
    return _packed(parts, dice)


def header(content, dice):
    """What the archive says of itself: sizes, sums, places, ways of packing."""
    at = content.rindex(b"PK\x01\x02", 0, dice.randrange(len(content) // 2, len(content)))
    at += dice.choice((8, 10, 16, 20, 24, 28, 42))
    return content[:at] + dice.randbytes(dice.choice((1, 2, 4))) + content[at + 4 :]


def _walk(told):
    """(holder, key) of every value."""
    for key, value in list(told.items() if isinstance(told, dict) else enumerate(told)):
        yield told, key
        if isinstance(value, (dict, list)):
            yield from _walk(value)


def value(content, dice):
    told = json.loads(content)
    holder, key = dice.choice(list(_walk(told)))
    holder[key] = dice.choice(ODD)
    return json.dumps(told).encode()


def values_swapped(content, dice):
    told = json.loads(content)
    (one, first), (other, second) = dice.sample(list(_walk(told)), 2)
    taken = json.loads(json.dumps(other[second]))
    other[second] = json.loads(json.dumps(one[first]))
    one[first] = taken
    return json.dumps(told).encode()


def deeper(content, dice):
    depth = dice.choice((3, 70, 900, 20_000))
    at = content.find(b":", _place(content, dice)) + 1
    return content[:at] + b"[" * depth + b"]" * depth + b"," + content[at:]


BYTES = (bits, byte, cut_off, cut_out, doubled, moved, garbage, signs, noise, recoded)
BOOK = (parts_swapped, part_gone, part_twice, part_spoiled, part_said, part_numbers, header)
SAID = (value, value, value, values_swapped, values_swapped, deeper)

PROFILE = {
    "idWerkzoekende": "abc-1",
    "mobiliteit": {"bemiddelingspostcode": "7511AB", "maximaleReisafstand": 60},
    "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": "32"},
    "contractvorm": [{"codeTypeOvereenkomst": "02"}],
}
VACANCY = {
    "idVacature": "v-1",
    "naamVacature": "Orderpicker",
    "werkgever": {
        "handelsnaamOrganisatie": "Magazijn Voorbeeld",
        "adresHouding": [{"adres": {"adresNederland": {"postcode": "7511GA", "woonplaatsnaam": "Enschede"}}}],
    },
    "contractvorm": [{"codeTypeOvereenkomst": "02"}],
    "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 24},
}
