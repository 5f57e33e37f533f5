"""Doors that exist only for a demo region: the folder with mails."""

from flask import Blueprint, render_template

from werkbedrijf.demo import policy
from werkbedrijf.demo.post import find_letter, letters
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import current_session, guard, settings

bp = Blueprint("demo", __name__)


@bp.get("/post")
@guard(policy.may_read_demo_mail)
def mail() -> str:
    """The mails that this demo sent."""
    _only_in_a_demo()
    return render_template("demo/mail.html", letters=letters(settings().mail_folder, settings().base_url))


@bp.get("/post/<name>")
@guard(policy.may_read_demo_mail)
def letter(name: str) -> str:
    """One mail."""
    _only_in_a_demo()
    found = find_letter(settings().mail_folder, name, settings().base_url)
    if found is None:
        raise NotFound
    return render_template("demo/letter.html", letter=found)


def _only_in_a_demo() -> None:
    region = current_region(current_session())
    if region is None or not region.is_demo or settings().mail_url:
        raise NotFound
