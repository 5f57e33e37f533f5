"""When there is contact after somebody began to work, and from when a coach is asked to look sooner: the choice of the region."""

from werkbedrijf.foundation.parameter_names import OWN_CHOICE, START, Definition, Parameter

_PLAN = "Geldt voor plaatsingen die beginnen vanaf de ingangsdatum van de waarde."

STAYING: dict[Parameter, Definition] = {
    Parameter.CARE_FIRST_DAYS: Definition(
        "Eerste contact na de start",
        "dagen",
        f"Zoveel dagen na de eerste werkdag vraagt de jobcoach hoe het gaat. {_PLAN}",
        ((START, "14", OWN_CHOICE),),
    ),
    Parameter.CARE_SETTLED_MONTHS: Definition(
        "Tweede contact na de start",
        "maanden",
        f"Zoveel maanden na de eerste werkdag vraagt de jobcoach opnieuw hoe het gaat. {_PLAN}",
        ((START, "3", OWN_CHOICE),),
    ),
    Parameter.CARE_BEFORE_END_DAYS: Definition(
        "Contact voor het einde van een contract",
        "dagen",
        f"Zoveel dagen voor de laatste werkdag is er contact over hoe het verder gaat. {_PLAN}",
        (
            (
                START,
                "42",
                "Beginwaarde van het werkbedrijf: de maand van artikel 7:668 BW, en twee weken om te praten.",
            ),
        ),
    ),
    Parameter.CARE_OPEN_DAYS: Definition(
        "Contactmoment open laten staan",
        "dagen",
        "Zo lang na zijn dag staat een contactmoment op Vandaag. Daarna staat het in het plan als niet vastgelegd.",
        ((START, "56", OWN_CHOICE),),
    ),
    Parameter.CARE_LATE_DAYS: Definition(
        "Contactmoment is te laat na",
        "dagen",
        "Is er zoveel dagen na de dag van een contactmoment nog geen contact vastgelegd, dan is dat een signaal.",
        ((START, "7", OWN_CHOICE),),
    ),
    Parameter.CARE_HOURS_LOW: Definition(
        "Uren van de jobcoach bijna op",
        "procent over",
        "Is er nog zoveel procent van de uren over, of minder, dan is dat een signaal en een contactmoment.",
        ((START, "20", OWN_CHOICE),),
    ),
    Parameter.CARE_WITHIN_DAYS: Definition(
        "Terugkijken voor signalen",
        "dagen",
        "Over zoveel dagen, vandaag meegeteld, kijken we naar dagen en uren die niet gewerkt zijn.",
        ((START, "28", OWN_CHOICE),),
    ),
    Parameter.CARE_NO_SHOWS: Definition(
        "Signaal bij niet gekomen",
        "keer",
        "Kwam iemand in die dagen zo vaak niet, dan is dat een signaal.",
        ((START, "2", OWN_CHOICE),),
    ),
    Parameter.CARE_MISSED: Definition(
        "Signaal bij gemiste uren",
        "procent van de afgesproken uren",
        "Is in die dagen meer dan dit deel van de uren niet gewerkt, dan is dat een signaal.",
        ((START, "20", OWN_CHOICE),),
    ),
}
