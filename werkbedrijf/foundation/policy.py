"""Verdict: yes, or no and why. One answer for the door, the button and the explanation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer to "may this person do this now?".

    ``hidden`` means that the refusal must not reveal that the thing exists; the door then answers 404.
    """

    allowed: bool
    reason: str = ""
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed


yes = Verdict(allowed=True)
hidden = Verdict(allowed=False, reason="Dit bestaat niet, of niet meer.", hidden=True)


def no(reason: str) -> Verdict:
    """A refusal with its reason: a full Dutch sentence, with a next step where there is one."""
    return Verdict(allowed=False, reason=reason)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal, or yes when every question was answered with yes."""
    return next((verdict for verdict in verdicts if not verdict), yes)
