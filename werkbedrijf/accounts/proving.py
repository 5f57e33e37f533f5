"""Showing once more who one is, on the way to a door that asks for it; what was typed there is kept on the page."""

import json
from typing import Any

from flask import Flask, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from werkbedrijf.accounts.external.services import offered_to
from werkbedrijf.accounts.factors import factors_of
from werkbedrijf.accounts.forms import ProofForm
from werkbedrijf.accounts.signing_in import signed_in_row
from werkbedrijf.foundation import based_on, problems
from werkbedrijf.foundation.freshness import ProofNeeded
from werkbedrijf.foundation.once import FIELD as KEY
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.web import SAFE_METHODS, current_session, wants_json

Kept = list[tuple[str, str]]
# The token of a form is of the page that sends it.
TOKEN = "csrf_token"  # noqa: S105  # the name of a field


def register(app: Flask) -> None:
    """Answer every door that asks for a proof."""
    app.register_error_handler(ProofNeeded, ask)


def ask(needed: ProofNeeded) -> Any:
    """The page that asks; somebody who was sending a form finds it back afterwards."""
    if "session" in g:
        # Nothing was saved, and only reading follows: no lock is held while somebody types.
        g.session.rollback()
        g.session.info.pop("writing", None)
    if wants_json():
        return problems.answer(needed.status, needed.sentence, needed.code, adres=url_for("accounts.prove"))
    here = request.full_path if request.query_string else request.path
    if request.method in SAFE_METHODS:
        return redirect(url_for("accounts.prove", verder=here))
    if any(file.filename for file in request.files.values()):
        # A file cannot wait on a page; the form can be opened again.
        flash("Bevestig eerst dat u het zelf bent. Kies daarna het bestand opnieuw.", "let_op")
        return redirect(url_for("accounts.prove", verder=here))
    # The version and the key stay those of the page: what changed meanwhile is refused, and twice is once.
    kept = [(name, text) for name, text in request.form.items(multi=True) if name != TOKEN]
    based_on.forget()
    form = ProofForm(formdata=None, verder=here, formulier=json.dumps(kept))
    return page(form), 403


def page(form: ProofForm) -> str:
    """The page that asks for the password, or for a code of who has an app."""
    user, session = signed_in_row(), current_session()
    services = offered_to(session, user)
    factors = factors_of(session, user)
    return render_template("accounts/prove.html", form=form, factors=factors, services=services, user=user)


def go_on(form: ProofForm) -> str | Response:
    """On to where the person was going: the page, or the form that waited."""
    target = safe_next(form.verder.data) or "/"
    kept = kept_form(form.formulier.data)
    if kept is None:
        return redirect(target)
    key = next((text for name, text in kept if name == KEY), "")
    kept = [(name, text) for name, text in kept if name not in {TOKEN, KEY}]
    return render_template("accounts/proved.html", target=target, kept=kept, key=key)


def kept_form(written: str | None) -> Kept | None:
    """The fields of a form that waited, or None when there was none or it is not what we wrote.

    >>> kept_form('[["naam", "Noor"]]')
    [('naam', 'Noor')]
    >>> kept_form("")
    >>> kept_form('{"naam": 1}')
    """
    try:
        fields = json.loads(written or "")
    except ValueError:
        return None
    if not isinstance(fields, list):
        return None
    pairs = [
        tuple(field) for field in fields if isinstance(field, list) and [type(part) for part in field] == [str, str]
    ]
    return pairs if len(pairs) == len(fields) else None
