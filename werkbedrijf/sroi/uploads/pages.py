"""What the pages of this room show."""

from flask import render_template

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.uploads.actions import Looked
from werkbedrijf.sroi.uploads.columns import layout_for
from werkbedrijf.sroi.uploads.forms import FileForm, ShownForm


def choose_page(actor: Actor, contract: Contract, form: FileForm) -> str:
    """Choose a file, with what may stand in it."""
    return render_template(
        "sroi/upload.html",
        contract=contract,
        form=form,
        columns=layout_for(contract.table).columns,
        polite=actor.is_a(Role.EMPLOYER),
    )


def shown_page(actor: Actor, contract: Contract, looked: Looked, packed: str, *, changed: str = "") -> str:
    """What the file would do; with a row that is wrong there is nothing to claim yet."""
    form = ShownForm(formdata=None, rows=packed)
    return render_template(
        "sroi/uploaded.html",
        contract=contract,
        looked=looked,
        form=form,
        changed=changed,
        polite=actor.is_a(Role.EMPLOYER),
    )
