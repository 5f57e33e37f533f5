"""Who may import: account managers of a partner, into their own organisation."""

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportKind


def may_import(actor: Actor) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER) and actor.organisation_id is not None:
        return yes
    return no("Alleen accountmanagers importeren bestanden. Vraag het aan een accountmanager van jouw organisatie.")


def may_read_about(actor: Actor, *, kind: ImportKind) -> Verdict:
    """Columns and example files hold no data; whoever imports may read them."""
    return may_import(actor)


def may_see_batch(actor: Actor, *, batch: ImportBatch) -> Verdict:
    return yes if may_import(actor) and batch.organisation_id == actor.organisation_id else hidden


def may_undo_batch(actor: Actor, *, saved: ImportBatch) -> Verdict:
    """To take back what was saved; whether the term is over is for the act."""
    if saved.state is not BatchState.SAVED:
        answer = no("Van dit bestand is niets opgeslagen, dus er is niets om terug te draaien.")
    elif saved.goes_back:
        answer = no("Deze import wordt al teruggedraaid.")
    else:
        answer = yes
    return first_no(may_see_batch(actor, batch=saved), answer)


def may_handle_batch(actor: Actor, *, batch: ImportBatch) -> Verdict:
    """To choose, to save and to throw away."""
    handled = no("Dit bestand is al opgeslagen of weggegooid. Kies het bestand opnieuw om het nog eens te importeren.")
    return first_no(may_see_batch(actor, batch=batch), yes if batch.state is BatchState.DRAFT else handled)
