"""For pages that show a ranking: keep it once the page is made, and only then let the page go out.

The write lock is taken after the work is done and held for the storing alone, unless this request writes already.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from matching.shown.actions import keep
from matching.shown.packing import Picture
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.db import begin_writing


def kept(session: Session, actor: Actor, picture: Picture, show: Callable[[], str]) -> str:
    """Make the page with ``show``, keep ``picture``, and answer the page."""
    page = show()
    writes_already = bool(session.info.get("writing"))
    begin_writing(session)
    keep(session, actor, picture)
    if not writes_already:
        session.commit()
    return page
