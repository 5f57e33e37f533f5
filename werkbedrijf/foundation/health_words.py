"""What people write when they write about somebody's health: beginnings of words, whole words, compounds and turns of phrase.

The lists are our own and stay incomplete. Each entry is here because a sentence with it would tell something of a body or a
mind; what is also said of work, goods or weather is here only with the words around it that make it personal.
"""

import re
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _any_of(*turns: str) -> re.Pattern[str]:
    return re.compile("|".join(turns))


# Beginnings of words: ``depressi`` also finds depressief.
HEALTH_STARTS: Final = _words(
    """
    aandoening afgekickt afkick agorafob agressieprobleem agressieproblemen agressieregulati alcohol alzheimer amputa angststoornis
    anorexia antidepress antipsychot artrose asperger astma autis automutil
    beenbreuk beperking beroerte bipolair blowen blowt borderline botbreuk boulimi bronchitis burnout
    cannabis chemokuur chemotherap claustrofob cocaine colitis crohn
    dementi depressi diabet diagnos dialyse drugs dwanggedacht dwanghandeling dwarslaesie dyscalculi dyslexi dyspraxi
    eczeem epilep faalangst fibromyalgi
    geamputeerd gediagnosticeerd gehandicapt gehoorapparaat genderdysfo geopereerd getraumatiseerd glaucoom gordelroos
    hallucin handicap hechtingsprobl hemofili hepatitis hernia heroine
    huntington hyperventil korsakov hersenaandoening hersenbeschadig hersenbloeding herseninfarct hersenletsel hersenoperatie hersenschudding hersentumor hersenvlies
    insuline kanker keuringsarts laagbegaafd leukemie longcovid
    maagverkleining maagzweer manisch medicatie medicijn menstru methadon methylfenidaat migraine miskraam morfine
    narcisme narcisti narcolep obesitas oorsuizen osteopor overgewicht overspannenheid oxazepam
    pacemaker paniekaanval paranoi parkinson persoonlijkheidsprobl persoonlijkheidsstoornis pijnstiller postcovid posttraumatisch
    prothese psoriasis psych
    reuma revalid ritalin rolstoelgebonden seroxat
    schildklier schizofren sclerose scoliose slaapapneu slaappil slapeloos slechthorend slechtziend smetvrees spasme spastic
    spastisch stoornis stotter suicid suikerziekte syndroom
    taaislijm temazepam therap tinnitus tourette transplantatie trauma trombose
    verslaafd verslaving verstandelijk verzekeringsarts whiplash
    zelfbeschadig zelfdoding zelfmoord zelfverwond ziekte zwakbegaafd zwanger
    """
)
HEALTH_WORDS: Final = _words(
    """
    add adhd aids angsten ass carpaal chemo copd crps cva cvs cystic delier depri emdr fobie ghb hiv hooikoorts iq jicht lupus lvb lvg lyme
    mcdd ms nah ocd parese pdd-nos pillen ptss rsi stoma tbc wiet xtc ziek ziekjes
    """
)
# Only in capitals: small they are ordinary words or parts of names.
CAPITALS: Final = ("FAS", "FASD", "ODD", "TOS")
# Where people work, and what a day brings, is no word about somebody's health.
WORK_STARTS: Final = _words(
    """
    aidsfonds alcoholvrij dementiezorg drugstore gehandicaptenparkeer gehandicaptensport gehandicaptenvervoer gehandicaptenzorg
    kankerbestrijding kankerfonds medicijnkast psychiatrie psychologenpraktijk psychologie reumafonds revalidatieafdeling
    revalidatiecentrum therapeut therapiebad traumahelikopter verslavingszorg ziektevervang ziekteverzuimbeleid zwangerschapsverlof
    """
)
# A text about work names these as goods and trades; a text about somebody does not need them.
GOODS_STARTS: Final = (
    *("alcohol", "cannabis", "dementi", "drugs", "gehoorapparaat", "insuline", "medicatie", "medicijn", "pijnstiller"),
    *("prothese", "psych", "revalid", "therap"),
)
GOODS_WORDS: Final = ("pillen",)

_BODY: Final = (
    "been|buik|darm|enkel|gewricht|gezicht|hand|hart|heup|hoofd|huid|keel|knie|lever|long|maag|nek|nier|oog|oor|pols|rug|schouder|"
    "spier|voet|zenuw"
)
_FELT: Final = "angst|gezondheid|overgang|paniek|pijn|rouw|spanning|stress|vermoeidheid"
# Compounds, as a whole word: rugklachten, borstkanker, alcoholverslaving, nierpatient. No plants, animals or motors.
COMPOUND: Final = re.compile(
    rf"(?:{_BODY})s?(?:aanval|falen|infarct|klacht|kwaal|letsel|operatie|pijn|probleem|problemen)\w*"
    rf"|(?:{_FELT})s?klacht\w*"
    r"|gezondheidsproblem\w*"
    r"|(?!plant|gewas|boom|dier|vee|verziek)\w{2,}ziekten?s?"
    r"|(?!motor|vonk)\w{3,}ontsteking(?:en)?"
    r"|\w{3,}patient(?:e|en)?"
    r"|\w+(?:aandoening|kanker|stoornis|syndroom|tumor|cirrose|embolie|fibrose|dialyse)(?:en|sen)?|tumor(?:en)?|fibrosis|cirrose"
    r"|(?!anti)\w{3,}(?:verslaafde?|verslaving(?:en)?)"
)

_PART: Final = rf"(?:{_BODY})(?:en|s)?"
# Turns of phrase: together they are about a body or a mind, each word by itself is not.
PHRASES: Final = _any_of(
    r"pdd[ /]nos",
    r"burn[ -]?outs?",
    r"(?:long|post)[ -]covid",
    r"hart-? en vaatziekten?",
    rf"(?:versleten|kapotte?|slechte|zwakke|gebroken) {_PART}",
    r"nieuwe (?:heup|knie|nier|lever)",
    rf"last van (?:(?:zijn|haar|de|een) )?(?:{_PART}|paniek\w*|angst\w*|zenuwen)",
    r"(?:is|wordt|werd|bijna|half|volledig|geheel|deels|vrijwel) (?:blind|doof)(?! (?:voor|typen|vertrouw))",
    r"chronisch(?:e)? (?:pijn\w*|moe|vermoeid\w*|ziek\w*)",
    r"(?:hoge|lage) bloeddruk",
    r"(?:psychisch|lichamelijk|fysiek|visueel|auditief|motorisch) beperkt",
    r"(?:fysieke?|lichamelijke?|mentale?|psychische?) (?:beperking\w*|klacht\w*|problemen)|mentaal instabiel",
    rf"pijn (?:aan|in) (?:zijn|haar|de) {_PART}|slecht ter been",
    r"(?:slechte|zwakke|vanwege (?:zijn|haar)|wegens (?:zijn|haar)) gezondheid",
    r"uit de psychiatrie|herstellende? van",
    r"klachten aan (?:de|zijn|haar) gezondheid",
    r"in de overgang(?! (?:van|naar|tussen))",
    r"(?:is|was|raakt|raakte|zwaar|licht) overspannen",
    r"hoor(?:t|de) stemmen",
    r"snijdt (?:zichzelf|in (?:zijn|haar) arm\w*)",
    r"clean sinds",
    r"drinkt te ?veel(?! (?:koffie|thee|water|cola|fris))",
    r"(?:gebruikt|slikt|neemt|krijgt) lithium",
    r"onder behandeling",
    rf"behandeld (?:voor|aan) (?:zijn|haar) {_PART}",
    r"na (?:(?:een|zijn|haar|de) )?operatie",
    r"operatie (?:gehad|ondergaan)",
    r"opgenomen (?:geweest )?in (?:een |het |de )?(?:ggz|\w*kliniek|ziekenhuis|inrichting)",
    r"in het ziekenhuis (?:gelegen|ligt|lag|opgenomen|beland)",
    r"(?:lag|ligt|belandde) in het ziekenhuis",
    r"(?:komt uit|zat in|zit in|verblijft in|verbleef in|woont in) (?:een|de) \w*kliniek",
)
# The same, where a text about a place may say it of the work: a keuring, what guests cannot eat, a firm in care.
PERSONAL_PHRASES: Final = _any_of(
    r"medische? (?:achtergrond|behandeling|beperking\w*|indicatie|keuring|klacht\w*|oorzaak|problemen|redenen?|urenbeperking)",
    r"allergi(?:sch|e voor|e heeft)\w*|heeft (?:een )?allergie\w*",
    r"(?:huis|bedrijfs)?(?:arts|dokter|specialist) (?:adviseert|raadt|vindt|wil|zegt|zei)",
    r"(?:volgens|mag van|moet van|op advies van) (?:de|een|zijn|haar) (?:\w*arts|dokter|specialist)",
    r"elke week naar (?:de|een|zijn|haar) (?:fysio|therap|psych|arts)\w*",
    r"ggz(?:-\w+)?",
)
# Said of work, of others or as a general rule: taken out before anything else is looked for.
INNOCENT: Final = re.compile(
    r"\bms[- ]+(?:office|word|excel|teams|outlook|project|access|dos)\b|\badd[- ]?ons?\b"
    r"|\baids[- ]?fonds\b|\brode kruis\b"
    r"|\bbij ziekte\b(?! van)"
    r"|\b(?:werk\w*|stage|baan|functie|plek|vrijwilliger\w*|schoonma\w+|\w+maker|\w+medewerker)(?: \w+)? (?:bij|in|voor) (?:de |een )?ggz(?:-\w+)?"
    r"|\b(?:bezorg|inpak|verpak|sorte|lever|rondbreng)\w* (?:van )?(?:de )?medic\w+"
    r"|\bbeperking(?:en)? (?:in|van|op|qua) (?:de |het |zijn |haar )?(?:dagen|reis\w*|rooster\w*|tijd\w*|uren|vervoer|werktijd\w*)"
    r"|\b(?:werk\w*|omga\w*|ervaring|omgang) met (?:mensen|kinderen|jongeren|ouderen|volwassenen|clienten|cliënten|bewoners) met"
    r" (?:een )?(?:lichte? )?(?:verstandelijke |lichamelijke )?(?:autisme|beperking|dementie|handicap)\b",
    re.IGNORECASE,
)
# By their capitals: assistent, and a lady.
ABBREVIATED: Final = re.compile(r"\b[Aa]ss\.[ ]?(?=[a-z])|\bMs\.? (?=[A-Z][a-z])")
