"""Who may bring, see and decide a bezwaar (security.md section 3).

Whoever has the file brings it and sees it; a regiocoordinator decides, and sees what it is about; the auditor reads.
"""

from candidates.models import Candidate
from candidates.policy import keeps_file, may_change_candidate
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.workflow import OBJECTION, OPEN


def may_list_objections(actor: Actor) -> Verdict:
    return yes if actor.is_staff or actor.is_a(Role.COORDINATOR, Role.AUDITOR) else hidden


def may_see_objections_of(actor: Actor, *, candidate: Candidate) -> Verdict:
    return _keeps(actor, candidate)


def may_object(actor: Actor, *, candidate: Candidate) -> Verdict:
    return _keeps(actor, candidate)


def may_choose_people_only(actor: Actor, *, candidate: Candidate) -> Verdict:
    return first_no(_keeps(actor, candidate), may_change_candidate(actor, candidate=candidate))


def may_see_objection(actor: Actor, *, objection: Objection) -> Verdict:
    if actor.is_a(Role.COORDINATOR, Role.AUDITOR):
        return yes
    return _keeps(actor, objection.candidate)


def may_see_named_list(actor: Actor, *, objection: Objection) -> Verdict:
    """The kept list that a bezwaar names: who decides about it, while it has to be decided, and the auditor at any time."""
    if actor.is_a(Role.COORDINATOR) and objection.status not in OPEN:
        return no("Over dit bezwaar is beslist. Wie beslist, ziet de lijst alleen zolang het bezwaar openstaat.")
    return may_see_objection(actor, objection=objection)


def sees_reasons(actor: Actor) -> bool:
    """Whether the list says why the person stood there. An auditor never sees what a candidate can (security.md section 3)."""
    return not actor.is_a(Role.AUDITOR)


def may_take_up(actor: Actor, *, objection: Objection) -> Verdict:
    return _decides(actor, objection, "take_up")


def may_extend(actor: Actor, *, objection: Objection) -> Verdict:
    if objection.extended_on is not None:
        return first_no(may_see_objection(actor, objection=objection), no("De termijn is al een keer verlengd."))
    return _decides(actor, objection, "extend")


def may_decide(actor: Actor, *, objection: Objection) -> Verdict:
    return _decides(actor, objection, "decide")


def may_announce(actor: Actor, *, objection: Objection) -> Verdict:
    return _decides(actor, objection, "announce")


def may_withdraw(actor: Actor, *, objection: Objection) -> Verdict:
    """The candidate takes it back, through who has the file."""
    own = yes if actor.is_staff else no("De kandidaat trekt het in, via de jobcoach of de accountmanager.")
    return first_no(may_see_objection(actor, objection=objection), own, _fits("withdraw", objection))


def _keeps(actor: Actor, candidate: Candidate) -> Verdict:
    return yes if keeps_file(actor, candidate=candidate) else hidden


def _decides(actor: Actor, objection: Objection, act: str) -> Verdict:
    whose = yes if actor.is_a(Role.COORDINATOR) else no(f"Dit doet de regiocoördinator: {objection.owner.name}.")
    return first_no(may_see_objection(actor, objection=objection), whose, _fits(act, objection))


def _fits(act: str, objection: Objection) -> Verdict:
    if OBJECTION.may(act, objection.status):
        return yes
    return no(f"Dit kan nu niet: het bezwaar heeft de status ‘{label(objection.status)}’.")
