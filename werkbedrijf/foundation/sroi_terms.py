"""What a region sets for social return: from which contract sum on, and what a rung of the PSO ladder takes off.

Nothing ships: the threshold differs per gemeente (examples found: € 100,000 in Twente, € 200,000 in Veenendaal), and of the
rebates no public figure was found. A region records its own, with the day and the source.
"""

from werkbedrijf.foundation.parameter_names import START, Definition, Parameter

_REBATE = (
    "Zoveel procent gaat van de verplichting af als de opdrachtnemer op de dag van de gunning deze trede van de PSO heeft. "
    "Vul in wat de regio heeft afgesproken; er is geen landelijk getal."
)

OF_SROI: dict[Parameter, Definition] = {
    Parameter.SROI_THRESHOLD: Definition(
        "Social return vanaf een opdrachtsom van",
        "euro",
        "Is de opdrachtsom lager, dan is er geen verplichting, tenzij die toch is afgesproken. Geldt voor opdrachten die na deze dag beginnen.",
    ),
    Parameter.SROI_PSO_ASPIRANT: Definition("Korting op social return: PSO aspirant", "procent", _REBATE),
    Parameter.SROI_PSO_FIRST: Definition("Korting op social return: PSO trede 1", "procent", _REBATE),
    Parameter.SROI_PSO_SECOND: Definition("Korting op social return: PSO trede 2", "procent", _REBATE),
    Parameter.SROI_PSO_THIRD: Definition("Korting op social return: PSO trede 3", "procent", _REBATE),
    Parameter.SROI_PSO_THIRTY: Definition("Korting op social return: PSO 30+", "procent", _REBATE),
    Parameter.SROI_SETTLE_DAYS: Definition(
        "Social return: afrekenen binnen",
        "dagen",
        "Zoveel dagen na de laatste dag moet een opdracht zijn afgerekend. Geldt voor opdrachten die na deze dag beginnen. Er is "
        "geen landelijk getal: zonder waarde is er geen termijn.",
    ),
    Parameter.SROI_ESCALATE_DAYS: Definition(
        "Social return: doorgeven na",
        "dagen",
        "Doet niemand iets zoveel dagen na een termijn, dan hoort de organisatiebeheerder van de opdrachtgever het. De regio "
        "kiest dit zelf: zonder waarde hoort die beheerder niets.",
    ),
    Parameter.SROI_FEWEST_DECISIONS: Definition(
        "Social return: genoeg besluiten voor een kans",
        "besluiten",
        "Vanaf zoveel besluiten over bijdragen zegt de vooruitblik hoe vaak in deze regio een bijdrage wordt goedgekeurd.",
        ((START, "20", "Eigen keuze van het werkbedrijf, 27 november 2026; wij vonden geen landelijk getal."),),
    ),
}
