"""What a call becomes in words, for the contact moment and the place. Pure."""

from employers.rounds.facts import OutcomeFacts
from employers.rounds.models import CallRound, Outcome


def note_of(call_round: CallRound, facts: OutcomeFacts) -> str:
    """What was said, question by question, as colleagues of every partner read it at the employer."""
    lines = [f"Belronde {call_round.title}: {facts.outcome.words}."]
    pairs = zip(call_round.questions, facts.answers, strict=False)
    lines += [f"{question} {answer}" for question, answer in pairs if answer]
    if facts.note:
        lines.append(facts.note)
    if facts.outcome is Outcome.DO_NOT_CALL:
        lines.append(f"Reden: {facts.reason}")
    if facts.outcome is Outcome.PLACE and facts.place:
        lines.append(f"Mogelijke plek: {facts.place.title.strip()}")
    return "\n".join(lines)
