"""Every value that may differ per date or region: what it means, its unit, and what the product ships with."""

from werkbedrijf.foundation.calling_terms import CALLING
from werkbedrijf.foundation.cost_terms import COST
from werkbedrijf.foundation.count_terms import OF_COUNT
from werkbedrijf.foundation.keeping_terms import SOURCE, TERMS
from werkbedrijf.foundation.outlook_terms import OUTLOOK
from werkbedrijf.foundation.parameter_names import BONUSES, OWN_CHOICE, START, Definition, Parameter
from werkbedrijf.foundation.place_terms import OF_PLACES
from werkbedrijf.foundation.sroi_terms import OF_SROI
from werkbedrijf.foundation.staying_terms import STAYING

__all__ = ["BONUSES", "DEFINITIONS", "OWN_CHOICE", "START", "Definition", "Parameter"]


def _bonus(which: str, value: str, meaning: str) -> "Definition":
    return Definition(
        f"Extra gewicht van een {which} voordracht", "punten van 100", meaning, ((START, value, OWN_CHOICE),)
    )


_EXPERIENCE = "Beginwaarde van het werkbedrijf. Wij vonden geen landelijke termijn; de regio of gemeente kiest zelf."

DEFINITIONS: dict[Parameter, Definition] = {
    Parameter.EXPERIENCE_MONTHS: Definition(
        "Werkervaringsplek in het begin",
        "maanden",
        "Zo lang mag een werkervaringsplek duren als je haar afspreekt. Daarna kan zij nog verlengd worden.",
        ((START, "3", _EXPERIENCE),),
    ),
    Parameter.EXPERIENCE_MONTHS_LONGEST: Definition(
        "Werkervaringsplek met verlenging",
        "maanden",
        "Langer mag een werkervaringsplek nooit duren, ook niet met een verlenging.",
        ((START, "6", _EXPERIENCE),),
    ),
    Parameter.CONFIRM_DAYS: Definition(
        "Vragen of een plek nog klopt na",
        "dagen",
        "Heeft zo lang niemand gezegd dat een open plek nog klopt, dan vragen we het aan het aanspreekpunt en de werkgever.",
        ((START, "60", OWN_CHOICE),),
    ),
    Parameter.UNPUBLISH_DAYS: Definition(
        "Plek sluiten zonder antwoord na",
        "dagen",
        "Zegt zo lang na onze vraag niemand dat de plek nog klopt, dan sluit zij vanzelf. Zolang er een voordracht wacht, blijft zij open.",
        ((START, "14", OWN_CHOICE),),
    ),
    Parameter.CLOSING_DAYS: Definition(
        "Sluiten van een plek aankondigen",
        "dagen voor de sluitingsdatum",
        "Zo lang voor de sluitingsdatum krijgen het aanspreekpunt en de werkgever bericht dat een plek gaat sluiten.",
        ((START, "7", OWN_CHOICE),),
    ),
    Parameter.HOURS_PER_JOB: Definition(
        "Uren per garantiebaan",
        "uur per week",
        "Zoveel uren per week tellen als één baan in de banenafspraak. Minder uren tellen naar verhouding, meer uren tellen als meer dan één.",
        ((START, "25.5", "Regeling Wfsv art. 3.28: 1.331 verloonde uren per jaar (tekst 2015)"),),
    ),
    Parameter.HOURS_FULL_TIME: Definition(
        "Uren in een voltijdsbaan",
        "uur per week",
        "Zoveel uren per week tellen als één fte.",
        (
            (
                START,
                "36",
                "Normarbeidsduur van 36 uur, Participatiewet art. 10d lid 4; de regio kan een andere maat kiezen.",
            ),
        ),
    ),
    Parameter.TARGET_JOBS: Definition(
        "Indicatieve taakstelling van de regio",
        "banen",
        "Het aantal banen waar de regio naar streeft. Deze verdeling is een richtlijn van de Werkkamer, geen plicht.",
    ),
    Parameter.SMALL_CELL: Definition(
        "Kleinste groep die getoond wordt",
        "personen",
        "Groepen met minder personen staan niet als getal op een overzicht.",
        ((START, "10", "Afspraak van het werkbedrijf tegen herleiden van personen."),),
    ),
    Parameter.CARD_SHARED: Definition(
        "Mensen die bij een kaart kunnen horen",
        "personen",
        "Wat een werkgever op de kaart van een kandidaat leest, past bij ten minste zoveel mensen in de regio. Wat te zeldzaam is, staat er pas na een uitnodiging.",
        ((START, "5", "Afspraak van het werkbedrijf tegen herleiden van personen."),),
    ),
    Parameter.TRAY_DAYS: Definition(
        "Link van een kaartenmapje",
        "dagen",
        "Zo lang werkt de link waarmee een werkgever zonder inloggen kaarten van kandidaten bekijkt, vanaf de dag dat de link is gemaakt.",
        ((START, "14", OWN_CHOICE),),
    ),
    Parameter.HOLD_DAYS: Definition(
        "Plek vasthouden na een voordracht",
        "dagen",
        "Zo lang houdt een voordracht een plek vast zonder antwoord van de werkgever.",
        ((START, "14", OWN_CHOICE),),
    ),
    Parameter.HOLD_DAYS_INVITED: Definition(
        "Plek vasthouden na een uitnodiging",
        "dagen",
        "Zo lang houdt een voordracht een plek vast nadat de werkgever iemand heeft uitgenodigd.",
        ((START, "28", OWN_CHOICE),),
    ),
    Parameter.QUESTION_DAYS: Definition(
        "Antwoord op een vraag van een werkgever",
        "werkdagen",
        "Binnen zoveel werkdagen krijgt een werkgever antwoord. Werkdagen zijn maandag tot en met vrijdag; feestdagen tellen mee.",
        ((START, "3", OWN_CHOICE),),
    ),
    Parameter.PROPOSALS_PER_SEAT: Definition(
        "Voordrachten per vrije plek",
        "voordrachten",
        "Zoveel kandidaten mogen tegelijk voor één vrije plek worden voorgesteld. Bij 1 is een plek nooit aan twee mensen beloofd.",
        ((START, "1", OWN_CHOICE),),
    ),
    Parameter.SUITABLE_FROM: Definition(
        "Geschikt vanaf",
        "procent van het werk",
        "Iemand telt mee als ‘kan dit werk’ vanaf dit deel van wat het werk vraagt.",
        ((START, "80", OWN_CHOICE),),
    ),
    Parameter.FAIR_REPORT: Definition(
        "Verschil tussen groepen melden onder",
        "procent van de best bediende groep",
        "Krijgt een groep naar verhouding minder vaak een voorstel dan dit deel van de best bediende groep, dan staat dat als melding op de pagina Eerlijk.",
        ((START, "90", "Keuze van het werkbedrijf: kijken voordat de grens van vier vijfde bereikt is."),),
    ),
    Parameter.FAIR_ALARM: Definition(
        "Alarm over een verschil tussen groepen onder",
        "procent van de best bediende groep",
        "Krijgt een groep naar verhouding minder vaak een voorstel dan dit deel van de best bediende groep, dan is dat een alarm op de pagina Eerlijk. Het alarm verandert geen lijst.",
        (
            (
                START,
                "80",
                "Regel van vier vijfde: Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D).",
            ),
        ),
    ),
    Parameter.FAIR_FEWEST: Definition(
        "Minste mensen om iets over een groep te zeggen",
        "personen",
        "Over een groep met minder mensen die een plek aankunnen, doet de pagina Eerlijk geen uitspraak.",
        ((START, "30", OWN_CHOICE),),
    ),
    Parameter.FAIR_SHIFT: Definition(
        "Verschuiving van het aandeel op de lijsten melden vanaf",
        "procent",
        "Wijkt het aandeel van een groep op de lijsten zoveel af van het aandeel als alleen telt wat iemand kan, dan staat dat op de pagina Eerlijk.",
        ((START, "5", OWN_CHOICE),),
    ),
    Parameter.FAIR_DEPARTURES: Definition(
        "Minste afwijkingen van de lijsten",
        "procent van de beslissingen",
        "Wijken jobcoaches minder vaak van de lijsten af, dan lijkt het of niemand meer zelf kijkt. Dat is een melding op de pagina Eerlijk.",
        ((START, "2", OWN_CHOICE),),
    ),
    Parameter.SECOND_SCORING_DAYS: Definition(
        "Tijd voor dubbel beoordelen",
        "dagen",
        "Zo lang staat een vraag om dubbel te beoordelen open. Daarna vervalt zij en vraagt de jobcoach het opnieuw.",
        ((START, "28", OWN_CHOICE),),
    ),
    Parameter.RIGHTS_REVIEW_DAYS: Definition(
        "Rechten nakijken, elke",
        "dagen",
        "Na zoveel dagen vraagt Vandaag de beheerder van een organisatie om na te kijken of iedereen nog de goede rol heeft.",
        ((START, "92", "BIO2 8.02.01: bijzondere rechten elk kwartaal; 5.18.02: alle rechten elk jaar."),),
    ),
    Parameter.EMERGENCY_MINUTES: Definition(
        "Duur van noodtoegang",
        "minuten",
        "Zo lang kan een jobcoach met een reden een bestand van een collega van de eigen organisatie lezen.",
        ((START, "60", "Eigen voorstel van het werkbedrijf; de regio kiest zelf."),),
    ),
    Parameter.FACE_ANSWER_DAYS: Definition(
        "Antwoord op een vraag om een werkgever over te nemen",
        "dagen",
        "Zo lang heeft het aanspreekpunt om te antwoorden. Daarna kan ook de regiocoördinator beslissen.",
        ((START, "7", OWN_CHOICE),),
    ),
    Parameter.FOUR_EYES_DAYS: Definition(
        "Tijd voor een tweede paar ogen",
        "dagen",
        "Zo lang wacht een verzoek dat iemand anders moet bevestigen. Daarna vervalt het en verandert er niets.",
        ((START, "14", "Eigen voorstel van het werkbedrijf; de regio kiest zelf."),),
    ),
    Parameter.NUMBER_CHECKS: Definition(
        "Burgerservicenummers per dag",
        "nummers per medewerker",
        "Zoveel nummers mag één medewerker op een dag invullen. Zo kan niemand nummers uitproberen.",
        ((START, "20", "Eigen voorstel van het werkbedrijf tegen het uitproberen van nummers; de regio kiest zelf."),),
    ),
    Parameter.NUMBER_HITS: Definition(
        "Melden bij bekende nummers",
        "nummers per medewerker per dag",
        "Vult één medewerker op een dag zoveel nummers in die ook bij een andere partner bekend zijn, dan krijgen de beheerder en de auditor bericht.",
        ((START, "5", "Eigen voorstel van het werkbedrijf tegen het uitproberen van nummers; de regio kiest zelf."),),
    ),
    Parameter.LIST_LENGTH: Definition(
        "Mensen op de lijst van een plek",
        "mensen",
        "Zoveel mensen zet de verdeling op de lijst van een plek, en nooit minder dan er plekken vrij zijn. "
        "Minder is beter als gesprekken veel tijd kosten: bij 3 zijn er minder gesprekken per plaatsing, bij 5 raken iets meer plekken gevuld.",
        ((START, "5", OWN_CHOICE),),
    ),
    Parameter.LISTS_PER_PERSON: Definition(
        "Lijsten per mens",
        "lijsten",
        "Op zoveel lijsten kan één mens tegelijk staan. Bij 2 heeft iemand een tweede kans zonder een ander te verdringen; meer dan 2 helpt bijna niemand aan werk.",
        ((START, "2", OWN_CHOICE),),
    ),
    Parameter.BONUS_FIRST: _bonus(
        "eerste",
        "10",
        "Zoveel telt het extra mee als iemand een eerste voordracht krijgt. Hoger geeft meer mensen een kans; "
        "een plek krijgt nooit iemand die meer dan dit aantal punten minder past dan wie nog ruimte had.",
    ),
    Parameter.BONUS_SECOND: _bonus(
        "tweede",
        "5",
        "Zoveel telt een tweede voordracht van dezelfde persoon extra mee. Nooit meer dan een eerste: eerst wie nog niets heeft.",
    ),
    Parameter.BONUS_THIRD: _bonus(
        "derde",
        "2.5",
        "Zoveel telt een derde voordracht extra mee, met de voordrachten van het laatste half jaar erbij geteld. Nooit meer dan een tweede.",
    ),
    Parameter.BONUS_FOURTH: _bonus(
        "vierde",
        "1.2",
        "Zoveel telt een vierde voordracht extra mee, met de voordrachten van het laatste half jaar erbij geteld. Nooit meer dan een derde.",
    ),
    Parameter.BONUS_LATER: _bonus(
        "latere",
        "0",
        "Zoveel telt elke voordracht na de vierde extra mee. Nooit meer dan een vierde.",
    ),
    Parameter.REPEAT_HOURS: Definition(
        "Herhaling herkennen",
        "uur",
        "Zo lang herkent de dienst dat hetzelfde formulier nog eens wordt verstuurd, bijvoorbeeld door dubbel klikken of een haperende verbinding. Dan gebeurt er maar één keer iets.",
        ((START, "48", "Voorstel bewaartermijnen van het werkbedrijf."),),
    ),
    Parameter.RUN_INPUT_DAYS: Definition(
        "Gegevens van een verdeling bewaren",
        "dagen",
        "Zo lang blijft bewaard wat er in een verdeling ging, zodat zij precies kan worden nagerekend. De lijsten zelf en de uitkomst van de controle blijven.",
        ((START, "190", "AI-verordening (EU) 2024/1689 art. 26 lid 6: logs ten minste zes maanden."),),
    ),
    Parameter.IDLE_STAFF: Definition(
        "Uitloggen als een medewerker niets doet",
        "minuten",
        "Na zoveel minuten zonder een nieuwe pagina moet iemand van een organisatie opnieuw inloggen.",
        ((START, "60", OWN_CHOICE),),
    ),
    Parameter.IDLE_EMPLOYER: Definition(
        "Uitloggen als een werkgever niets doet",
        "minuten",
        "Na zoveel minuten zonder een nieuwe pagina moet een werkgever opnieuw inloggen. Houd dit korter dan voor medewerkers.",
        ((START, "30", OWN_CHOICE),),
    ),
    Parameter.SIGNED_IN_STAFF: Definition(
        "Ingelogd blijven als medewerker",
        "uur",
        "Na zoveel uur moet iemand van een organisatie opnieuw inloggen, ook wie steeds bezig was.",
        ((START, "10", OWN_CHOICE),),
    ),
    Parameter.SIGNED_IN_EMPLOYER: Definition(
        "Ingelogd blijven als werkgever",
        "uur",
        "Na zoveel uur moet een werkgever opnieuw inloggen, ook wie steeds bezig was.",
        ((START, "4", OWN_CHOICE),),
    ),
    Parameter.OBJECTION_MONTHS: Definition(
        "Antwoord op een bezwaar",
        "maanden",
        "Binnen zoveel maanden krijgt wie bezwaar maakt antwoord, geteld vanaf de dag van ontvangst.",
        ((START, "1", "AVG (EU) 2016/679 art. 12 lid 3: onverwijld en in ieder geval binnen een maand."),),
    ),
    Parameter.OBJECTION_MORE_MONTHS: Definition(
        "Antwoord op een bezwaar later",
        "maanden",
        "Met zoveel maanden mag het antwoord één keer later komen, met een reden die de kandidaat hoort.",
        ((START, "2", "AVG (EU) 2016/679 art. 12 lid 3: indien nodig met nog twee maanden, met de redenen erbij."),),
    ),
    Parameter.SHOWN_DAYS: Definition(
        "Bekeken lijsten bewaren",
        "dagen",
        "Zo lang blijft een lijst die een collega bekeek bewaard zoals zij was, geteld vanaf de laatste keer dat iemand haar zo zag.",
        ((START, "190", "AI-verordening (EU) 2024/1689 art. 26 lid 6: logs ten minste zes maanden."),),
    ),
}
DEFINITIONS |= CALLING | OF_PLACES | COST | OF_COUNT | STAYING | OF_SROI
DEFINITIONS |= OUTLOOK
DEFINITIONS |= {Parameter(n): Definition(t, u, m, ((START, v, SOURCE),)) for n, (t, u, m, v) in TERMS.items()}
