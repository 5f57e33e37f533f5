"""Files made to do harm, and the workbooks they are made of. Each is a heading and a row that would otherwise be fine."""

import gzip
import struct
import zipfile
import zlib
from io import BytesIO

from werkbedrijf.foundation.tables import to_csv, to_xlsx

ROWS = [("Naam", "KvK-nummer", "Plaats"), ("Firma", "12345678", "")]
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 1024 * 1024


def parts_of(content=None):
    with zipfile.ZipFile(BytesIO(content or to_xlsx(ROWS))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(**changed):
    """A sound workbook with some parts changed or added; names are given as ``dict`` entries."""
    return packed(parts_of() | changed)


def sheet(cells):
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>'


def with_sheet(cells):
    return workbook(**{SHEET: sheet(cells)})


def heading(extra=""):
    names = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("AB", ROWS[0], strict=False)
    )
    return f'<row r="1">{names}</row>{extra}'


def patched(content, name, field, value):
    """The archive with one number of the central directory changed: what it says of itself is no longer true."""
    at = content.rindex(b"PK\x01\x02" + content[content.rindex(name.encode()) - 46 + 4 : content.rindex(name.encode())])
    places = {"flags": (8, "<H"), "method": (10, "<H"), "packed": (20, "<I"), "size": (24, "<I"), "place": (42, "<I")}
    offset, form = places[field]
    return content[: at + offset] + struct.pack(form, value) + content[at + offset + struct.calcsize(form) :]


def lying_bomb(megabytes):
    """A part that says it is small and unpacks to much more."""
    large = workbook(**{TEXTS: b"<sst>" + b" " * (megabytes * MEGABYTE)})
    return patched(large, TEXTS, "size", 1000)


def quine_like():
    """Ten parts that are all the same packed bytes."""
    content = packed(parts_of() | {f"xl/media/{n}.bin": b"0" * MEGABYTE for n in range(10)})
    first = content.index(b"PK\x03\x04", content.index(b"xl/media/0.bin") - 40)
    for number in range(1, 10):
        content = patched(content, f"xl/media/{number}.bin", "place", first)
    return content


def _relations(kind, target):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "ha">{ENTITIES}]><sst {NAMESPACE}><si><t>&l9;</t></si></sst>'
READING = '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def deflate_bomb():
    one = zlib.compressobj(9)
    return gzip.compress(one.compress(b"0" * (50 * MEGABYTE)) + one.flush())


def crafted():
    """Name, file, and words of the sentence it must be refused with."""
    fine = to_csv(ROWS)
    xlsx = to_xlsx(ROWS)
    yield "csv in cp1252", "Naam;Plaats\r\nCafé;Enschedé\r\n".encode("cp1252"), "regel 2"
    yield "csv in utf-32 that says so", fine.decode("utf-8-sig").encode("utf-32"), "UTF-32"
    yield "csv in utf-16", fine.decode("utf-8-sig").encode("utf-16"), "UTF-16"
    yield "csv in utf-32", "Naam;Plaats\nCafé;X".encode("utf-32-be"), "tekens die niet"
    yield "csv with NUL", b"Naam;Plaats\nFir\0ma;X\n", "tekens die niet"
    yield "csv of 11 MB", b"Naam\n" + b"x" * (11 * MEGABYTE), "te groot: 11 MB"
    yield "csv with 10,000 columns", (";".join(f"k{n}" for n in range(10_000)) + "\nA\n").encode(), "kolommen"
    yield "csv with 25,000 rows", b"Naam\n" + b"A\n" * 25_000, "20.000 rijen"
    yield "csv of one cell without an end", b"x" * (9 * MEGABYTE), "Op regel 1 staat een cel met meer dan 5000 tekens"
    yield "csv with an open quote", b'Naam;Plaats\n"Firma;X\n', "aanhalingsteken"
    yield "csv with more cells than headings", b"Naam\nFirma;;;extra\n", "meer cellen"
    yield "csv with a huge cell", b"Naam\n" + b"x" * 6000 + b"\n", "Rij 2, kolom A"
    yield "csv with a formula", b"Naam\n=1+1\n", "Rij 2, kolom A"
    yield "csv with a command", b"Naam\n@SUM(1+1)*cmd|' /C calc'!A0\n", "Rij 2, kolom A"
    yield "csv with a plus formula", b"Naam;Plaats\nFirma;+HYPERLINK(1)\n", "Rij 2, kolom B"
    yield "csv with a minus formula", b"Naam\n-2+3+cmd|x\n", "Rij 2"
    yield "csv with a tab before a formula", b'Naam;Plaats\n"\t=1+1";x\n', "een tab"
    yield "csv with a return before a formula", b'Naam;Plaats\n"\r=1+1";x\n', "een regeleinde"
    yield "csv with a full-width formula", "Naam\n＝1+1\n".encode(), "‘＝’"
    yield "csv with a formula in the heading", b"Naam;=1+1\nA;B\n", "Rij 1, kolom B"
    yield "csv with a formula behind an apostrophe", b"Naam\n'=1+1\n", "Rij 2"
    yield "csv with a turned text", "Naam\nFirma \u202egnp.exe\n".encode(), "onzichtbaar teken"
    yield "csv with a control sign", b"Naam\nFir\x07ma\n", "onzichtbaar teken"
    yield "csv with misread letters", "Naam\nCaf\ufffd\n".encode(), "onleesbaar teken"
    yield "pdf with another name", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "een pdf"
    yield "old excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud of beveiligd"
    yield "picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "een plaatje"
    yield "program", b"MZ\x90\0" + b"\0" * 50, "een programma"
    yield "packed bomb", deflate_bomb(), "een ingepakt bestand"
    yield "web page", b"<html><table><tr><td>Naam</td></tr></table></html>", "een webpagina"
    yield "xml bomb by itself", LAUGHS.encode(), "XML-bestand"
    yield "nothing", b"", "leeg"
    yield "only blank lines", b"\n;;\n\n", "staat niets"
    yield "csv with 1.4 million cells", (b"1;" * 199 + b"1\n") * 7000, "te veel cellen"
    yield "truncated workbook", xlsx[: len(xlsx) // 2], "beschadigd"
    yield "workbook with junk inside", xlsx[:200] + b"\0" * 80 + xlsx[280:], "beschadigd"
    yield "zip that is no workbook", packed({"brief.txt": b"Naam"}), "geen Excel-werkmap"
    yield "zip bomb", workbook(**{TEXTS: b"<sst>" + b" " * (70 * MEGABYTE)}), "uitgepakt groter"
    yield "zip bomb with lying sizes", lying_bomb(70), "uitgepakt groter"
    yield "small bomb with lying sizes", lying_bomb(5), "beschadigd"
    yield "zip with overlapping parts", quine_like(), "beschadigd"
    yield "workbook with a thousand parts", workbook(**{f"xl/media/{n}.txt": b"x" for n in range(1000)}), "onderdelen"
    yield "workbook with an archive inside", workbook(**{"xl/media/a.bin": packed({"b": b"c"})}), "ander ingepakt"
    yield "workbook with a path outside", workbook(**{"../../etc/cron.d/x": b"x"}), "beschadigd"
    yield "workbook with macros", workbook(**{"xl/vbaProject.bin": b"x"}), "macro's"
    macro = parts_of()[TYPES].replace(b"spreadsheetml.sheet.main+xml", b"x.macroEnabled.main+xml")
    yield "workbook that says it has macros", workbook(**{TYPES: macro}), "macro's"
    yield "workbook with links to files", workbook(**{"xl/externalLinks/e1.xml": b"<x/>"}), "koppelingen"
    linked = {"xl/worksheets/_rels/sheet1.xml.rels": _relations("oleObject", "file:///c:/x")}
    yield "workbook with a link outside", workbook(**linked), "koppelingen"
    yield "workbook with a password on a part", patched(xlsx, SHEET, "flags", 1), "wachtwoord"
    yield "workbook packed another way", packed(parts_of(), zipfile.ZIP_LZMA), "beschadigd"
    yield "workbook with laughs", workbook(**{TEXTS: LAUGHS}), "DTD"
    yield "workbook that reads a file", workbook(**{SHEET: READING + sheet("")}), "DTD"
    yield "workbook with utf-16 inside", workbook(**{SHEET: sheet(heading()).encode("utf-16")}), "niet te lezen"
    for code in ("UTF-99", "utf-7"):
        strange = sheet(heading()).replace("UTF-8", code)
        yield f"workbook in the encoding {code}", workbook(**{SHEET: strange}), "niet te lezen"
    yield "workbook with a formula", with_sheet(heading('<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>')), "cel A2"
    yield "workbook with an error", with_sheet(heading('<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>')), "cel B2"
    far = heading('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "workbook with one cell far away", with_sheet(far), "kolommen"
    deep = heading('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    yield "workbook with one cell far down", with_sheet(deep), "20.000 rijen"
    wide = heading(f'<row r="2">{"<c><v>1</v></c>" * 10_000}</row>')
    yield "workbook with 10,000 columns", with_sheet(wide), "kolommen"
    corner = heading('<row r="2"><c r="GR2"><v>1</v></c></row><row r="20001"><c r="A20001"><v>1</v></c></row>')
    yield "workbook with one cell far away and one far down", with_sheet(corner), "rij 20001 en kolom GR"
    yield "workbook with ten million empty rows", with_sheet(heading("<row/>" * 10_000_000)), "te veel om te lezen"
    yield "workbook with an endless element", with_sheet(heading(f"<row {'a=b ' * 20_000}/>")), "te veel om te lezen"
    told = " ".join(f'a{number}="1"' for number in range(70))
    yield "workbook with an element about everything", with_sheet(heading(f"<row {told}/>")), "te veel om te lezen"
    yield "workbook with broken markup", workbook(**{SHEET: b"<worksheet><row>"}), "niet te lezen"
    yield "workbook with a place that is none", with_sheet('<row r="1"><c r="1A"><v>1</v></c></row>'), "niet te lezen"
    yield (
        "workbook with a text that is not there",
        with_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "niet te lezen",
    )
    long = f"<sst {NAMESPACE}><si><t>{'x' * 6000}</t></si></sst>"
    yield "workbook with a huge text", workbook(**{TEXTS: long}), "5000 tekens"
    row = '<c t="s"><v>0</v></c>' * 100
    many = "".join(f'<row r="{number}">{row}</row>' for number in range(1, 101))
    stored_once = f"<sst {NAMESPACE}><si><t>{'x' * 5000}</t></si></sst>"
    yield (
        "workbook with one text ten thousand times",
        workbook(**{TEXTS: stored_once, SHEET: sheet(many)}),
        "te veel tekst",
    )
    yield "workbook without a sheet", packed({k: v for k, v in parts_of().items() if k != SHEET}), "geen blad"
