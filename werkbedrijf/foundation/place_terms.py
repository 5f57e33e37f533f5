"""What the law or the region sets for kinds of places: how long a trial lasts, what follows what, and who may teach."""

from werkbedrijf.foundation.parameter_names import START, Definition, Parameter

_TRIAL = "AWVN en Rendement, 25 april 2023: twee maanden met behoud van uitkering, in uitzonderingen tot zes. Kijk het na bij wie de uitkering betaalt."
_OF_UWV = "Wajong art. 2:24 en 3:69 en WIA art. 37: ten hoogste zes maanden. UWV begint meestal met twee. Kijk het na bij UWV."

OF_PLACES: dict[Parameter, Definition] = {
    Parameter.PRACTICE_RECOGNISED: Definition(
        "Praktijkleren alleen bij een erkend leerbedrijf",
        "1 is ja, 0 is nee",
        "Bij 1 kan een leerwerkplek voor praktijkleren alleen weken hebben zolang SBB het leerbedrijf erkent. Voor bbl en bol geldt dat altijd.",
        (
            (
                START,
                "1",
                "De praktijkverklaring is van een erkend leerbedrijf. Voor bbl en bol vraagt de Wet educatie en beroepsonderwijs dat (s-bb.nl, Voorwaarden erkenning).",
            ),
        ),
    ),
    Parameter.TRIAL_MONTHS: Definition(
        "Proefplaatsing in het begin",
        "maanden",
        "Zo lang mag een proefplaatsing duren als je haar afspreekt. Daarna kan zij nog verlengd worden.",
        ((START, "2", _TRIAL),),
    ),
    Parameter.TRIAL_MONTHS_LONGEST: Definition(
        "Proefplaatsing met verlenging",
        "maanden",
        "Langer mag een proefplaatsing nooit duren, ook niet met een verlenging.",
        ((START, "6", _TRIAL),),
    ),
    Parameter.TRIAL_MONTHS_UWV: Definition(
        "Proefplaatsing van UWV in het begin",
        "maanden",
        "Zo lang mag een proefplaatsing met een uitkering van UWV duren als je haar afspreekt.",
        ((START, "6", _OF_UWV),),
    ),
    Parameter.TRIAL_MONTHS_UWV_LONGEST: Definition(
        "Proefplaatsing van UWV met verlenging",
        "maanden",
        "Langer mag een proefplaatsing met een uitkering van UWV nooit duren.",
        ((START, "6", _OF_UWV),),
    ),
    Parameter.FOLLOWS_DAYS: Definition(
        "Vervolg op eerder werk",
        "dagen",
        "Begint nieuw werk ten hoogste zoveel dagen na het einde van het vorige, dan is het een vervolg daarop.",
        (
            (
                START,
                "31",
                "Voorstel basisset indicatoren I09 en I10: opgevolgd binnen 31 dagen. Geen wet; de regio mag kiezen.",
            ),
        ),
    ),
}
