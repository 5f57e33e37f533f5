"""Texts that try to become something else, and the eyes that see it when one did: in a page, a file, a mail.

Each text has a number of its own, so that whoever finds one knows which column or field it came from.
"""

import csv
import io
import json
import re
import zipfile
from email import message_from_bytes, policy

import html5lib
from python_calamine import CalamineWorkbook

from tests.reading import NAMESPACE
from werkbedrijf.foundation.outbox import _mail
from werkbedrijf.foundation.spreadsheets.cells import FORMULA_STARTS

# What a spreadsheet takes for a formula, then the ends of whatever a text may stand in.
STARTS = (*FORMULA_STARTS, "javascript:", "data:text/html,", "'; DROP TABLE candidate; --", "\u202e\u200b\u2066", "")
RUNNING = STARTS.index("javascript:")
BODY = (
    "Zq{n}q\"' zq=1 onfocus=zq() >--><zq-b zq=1></title></style></textarea></option></script><script>zq()</script><svg/onload=zq()>"
    "<!--]]> Zt{{{{7*7}}}}t Zt${{7*7}}t Zt<%=7*7%>t Zt#{{7*7}}t {{% zq %}} %(zq)s \u202e\u200b\r\nBcc: zq@zq.example\r\n\r\nzq"
)
NUMBER = re.compile(r"Zq(\d+)q")
RAN = re.compile(r"Zt[$#]?49t")
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
RUNS = ("javascript:", "data:text", "vbscript:")
ADDRESSES = {"href", "src", "action", "formaction", "srcdoc", "{http://www.w3.org/1999/xlink}href"}
SENDER = "dienst@voorbeeld.example"


def hostile(number, *, more=""):
    """The text with this number."""
    return STARTS[number % len(STARTS)] + BODY.format(n=number) + more


def numbers_in(body):
    """Which of the texts stand in what came, also inside a bundle."""
    whole = b"".join([body, *parts_of(body).values()]).decode(errors="replace")
    return {int(number) for number in NUMBER.findall(whole)}


def problems_in(answer):
    """What is wrong with an answer that may show hostile texts; nothing is wrong when each stayed a text."""
    found = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    for name, value in answer.headers:
        if "zq" in name.lower() or name.lower() == "bcc" or not value.isprintable():
            found.append(f"header {name}: {value[:60]!r}")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("a browser may guess what this is")
    body = answer.get_data()
    # Every text has this in it, and where none of them is, none of them did anything.
    told = b"zq" in body.lower() or body.startswith(b"PK") or RAN.search(body.decode(errors="replace"))
    return found + (problems_in_content(answer.mimetype, body) if told else [])


def problems_in_content(kind, body):
    """As above, of what came: a page, a drawing, a table, a bundle."""
    if body[:4] == b"PK\x03\x04":
        return list(problems_in_bundle(body))
    if kind in {"text/html", "image/svg+xml"}:
        return problems_in_page(body.decode())
    if kind == "text/csv":
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";")
        return [f"cell {cell[:40]!r}" for row in rows for cell in row if acts(cell)]
    if kind.endswith("json") and body:
        json.loads(body)
    return ["a template ran"] if RAN.search(body.decode(errors="replace")) else []


def acts(cell):
    """Whether a spreadsheet would take this cell for a formula; a plain number with a sign is one."""
    return cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[+-]?[\d\s.,]*", cell)


def problems_in_page(text):
    """Markup that came out of a text instead of staying one."""
    found = ["a template ran"] if RAN.search(text) else []
    for node in html5lib.parse(text).iter():
        if not isinstance(node.tag, str):
            found += ["a comment with a text in it"] if NUMBER.search(node.text or "") else []
            continue
        tag = node.tag.removeprefix(NAMESPACE)
        found += [f"element {tag}"] if tag.startswith("zq") else []
        found += [f"{tag} with {name}" for name in set(node.keys()) if name.startswith("on") or "zq" in name]
        found += [f"{tag} {name}" for name in ADDRESSES & set(node.keys()) if _runs(node.get(name))]
        if tag in {"script", "style"} and "zq" in "".join(node.itertext()):
            found.append(f"{tag} with a text in it")
    return found


def _runs(address):
    return re.sub(r"[\x00-\x20]", "", address).lower().startswith(RUNS)


def problems_in_bundle(body):
    """The pages and data in a ZIP, or the cells of a workbook."""
    parts = parts_of(body)
    for name, content in parts.items():
        kind = {"html": "text/html", "csv": "text/csv", "json": "application/json"}.get(name.rpartition(".")[2])
        if kind:
            yield from problems_in_content(kind, content)
        if name.startswith("xl/worksheets/") and re.search(rb"<f[ >]|<hyperlink", content):
            yield f"formula or link in {name}"
    if "xl/workbook.xml" in parts:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
        yield from (f"cell {cell[:40]!r}" for row in rows for cell in row if isinstance(cell, str) and acts(cell))


def parts_of(body):
    """The parts of a bundle by name; of anything else nothing."""
    if body[:4] != b"PK\x03\x04":
        return {}
    with zipfile.ZipFile(io.BytesIO(body)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def problems_in_mail(message):
    """Headers beyond ours, more than one address, a subject of more lines, or anything but plain text."""
    whole = _mail(message, SENDER).as_bytes()
    read = message_from_bytes(whole, policy=policy.default)
    found = [f"header {name}" for name in set(read.keys()) - HEADERS]
    found += [f"{len(read['To'].addresses)} addresses"] if len(read["To"].addresses) != 1 else []
    found += ["subject of more lines"] if not set("\r\n").isdisjoint(read["Subject"]) else []
    found += ["not plain text"] if read.get_content_type() != "text/plain" or read.is_multipart() else []
    return found + (["a template ran"] if RAN.search(f"{read['Subject']} {read.get_content()}") else [])
