"""Doors that exist only for a demo region: the folder with mails."""

from flask import Blueprint, render_template, request

from werkbedrijf.demo import policy
from werkbedrijf.demo.post import find_letter, names_of_letters
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import current_session, guard, settings

bp = Blueprint("demo", __name__)


@bp.get("/post")
@guard(policy.may_read_demo_mail)
def mail() -> str:
    """The mails that this demo sent, the newest first."""
    _only_in_a_demo()
    folder, base_url = settings().mail_folder, settings().base_url
    page = page_of_sequence(
        names_of_letters(folder), Listing.read(request.args, sorts=["verstuurd"], default="verstuurd")
    )
    letters = [found for name in page.rows if (found := find_letter(folder, name, base_url))]
    return render_template("demo/mail.html", letters=letters, page=page)


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
