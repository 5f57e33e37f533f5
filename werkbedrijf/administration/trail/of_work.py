"""Words of the trail about employers and their places, and what they are shown."""

WORK_NOUNS = {
    "carving": "voorstel om werk te verdelen",
    "contact": "contact met werkgever",
    "contact_person": "contactpersoon",
    "employer": "werkgever",
    "esco": "ESCO-beroepen",
    "escorelease": "ESCO-beroepen",
    "establishment": "vestiging",
    "placementsupport": "hulp bij een plaatsing",
    "placement_support": "hulp bij een plaatsing",
    "talk": "gesprek",
    "tray": "kaartenmapje",
    "traycard": "kaart in een kaartenmapje",
    "tray_card": "kaart in een kaartenmapje",
    "vacancy": "plek",
    "contactmoment": "contact met werkgever",
    "contactword": "woord bij contacten",
    "contactperson": "contactpersoon",
}

WORK_DEEDS = {
    "shared": "link gemaakt",
    "wanted": "werkgever wil meer weten",
    "followed": "vraag van de werkgever opgepakt",
    "access_ended": "toegang gestopt",
    "reported": "door de werkgever gemeld",
}
