"""What is said when a note about a person holds words or a number that do not belong there (security.md 1.4)."""

from werkbedrijf.foundation.delicate import NO_BSN, health_word, holds_bsn, law_word


def problem_with(text: str) -> str | None:
    """What is wrong with a note, as a sentence that says how to put it; None when it can stay."""
    if holds_bsn(text):
        return NO_BSN
    word = health_word(text)
    if word:
        return (
            f"Hier staat ‘{word}’. Schrijf niet wat iemand heeft, maar hoe het werk eruit moet zien. "
            "Bijvoorbeeld: begint met 12 uur en werkt elke maand 4 uur meer."
        )
    word = law_word(text)
    if word:
        return f"Hier staat ‘{word}’. Dit hoort niet bij wat iemand kan. Laat het weg; een regeling staat alleen bij de registratie."
    return None
