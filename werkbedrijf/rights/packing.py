"""The copy as one file: a ZIP with the page and the data, locked with a passphrase where somebody gives one."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.rights.copying import watermark
from werkbedrijf.rights.printed import as_json, as_page

SHORTEST_PASSPHRASE = 12


def packed_copy(told: Mapping[str, Any], *, passphrase: str = "") -> bytes:
    """The file. With a ``passphrase`` it is sealed with age, which opens on every system; raises InputRefused when too short."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = watermark(told).encode("ascii", "replace")
        archive.writestr("gegevens.html", as_page(told))
        archive.writestr("gegevens.json", as_json(told))
    if not passphrase:
        return file.getvalue()
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputRefused({"passphrase": f"Kies een wachtzin van ten minste {SHORTEST_PASSPHRASE} tekens."})
    from pyrage import passphrase as age

    return bytes(age.encrypt(file.getvalue(), passphrase))
