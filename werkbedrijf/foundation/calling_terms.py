"""How often a belronde may call an employer, and how long one colleague keeps it to call."""

from werkbedrijf.foundation.parameter_names import OWN_CHOICE, START, Definition, Parameter

CALLING: dict[Parameter, Definition] = {
    Parameter.CALL_REST_DAYS: Definition(
        "Rust voor een werkgever na een contact",
        "dagen",
        "Zo lang na een contact met een collega van welke partner ook belt een belronde een werkgever niet.",
        ((START, "30", OWN_CHOICE),),
    ),
    Parameter.CALL_TRIES: Definition(
        "Pogingen in een belronde",
        "keer",
        "Na zoveel keer bellen zonder gehoor gaat een werkgever van de lijst. Geldt voor belrondes die daarna beginnen.",
        ((START, "3", OWN_CHOICE),),
    ),
    Parameter.CALL_MINUTES: Definition(
        "Een werkgever vasthouden om te bellen",
        "minuten",
        "Zo lang kan geen collega een werkgever bellen die iemand uit een belronde koos. Daarna komt die weer vrij.",
        ((START, "30", OWN_CHOICE),),
    ),
}
