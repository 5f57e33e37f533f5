"""The edits of an employer and its record: each its door, who opens which page, and what somebody else changes meanwhile."""

AT_EMPLOYERS = (
    ("employers.change", "manager", "/werkgevers/{employer}/wijzigen", "UPDATE employer SET note = 'Bel eerst'"),
    (
        "employers.new_establishment",
        "manager",
        "/werkgevers/{employer}/vestigingen/nieuw",
        "UPDATE employer SET note = 'x'",
    ),
    (
        "employers.new_contact",
        "manager",
        "/werkgevers/{employer}/contactpersonen/nieuw",
        "UPDATE employer SET note = 'y'",
    ),
    ("record.contact", "manager", "/werkgevers/contactpersonen/{contact}", "UPDATE contact_person SET name = 'Ander'"),
    (
        "own_contacts.change",
        "employer",
        "/uw-contactpersonen/{contact}",
        "UPDATE contact_person SET name = 'Ander'",
    ),
    (
        "record.establishment",
        "manager",
        "/werkgevers/vestigingen/{establishment}",
        "UPDATE establishment SET name = 'Heel ergens anders'",
    ),
    (
        "record.close",
        "manager",
        "/werkgevers/vestigingen/{establishment}/sluiten",
        "UPDATE establishment SET name = 'Heel ergens anders'",
    ),
    (
        "contact_doubles.join",
        "manager",
        "/werkgevers/contactpersonen/{contact}/samenvoegen/{double}",
        "UPDATE contact_person SET name = 'Ander'",
    ),
    (
        "record.agreement",
        "manager",
        "/werkgevers/afspraken/{agreement}",
        "UPDATE employer_agreement SET subject = 'Iets anders'",
    ),
    ("record.no_calls", "manager", "/werkgevers/{employer}/niet-bellen", "UPDATE employer SET note = 'Bel eerst'"),
    (
        "merging.merge",
        "manager",
        "/werkgevers/{employer}/samenvoegen/{other}",
        "UPDATE employer SET website = 'https://ander.example'",
    ),
)
