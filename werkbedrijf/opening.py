"""``werkbedrijf open``: the first region, the first partner and the first administrator of a real installation."""

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from werkbedrijf.accounts.actions import UserFacts, add_user, send_invitation
from werkbedrijf.accounts.links import LinkKind, Links
from werkbedrijf.administration.partners.actions import OrganisationFacts, add_organisation
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE, OrganisationKind, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused, SetupError
from werkbedrijf.foundation.facts.regions import gemeenten_of, region_of
from werkbedrijf.foundation.region import Region, current_region
from werkbedrijf.founding import found

OPENED = "Deze installatie heeft al een regio: {}. Nieuwe mensen nodigt de beheerder uit, onder Gebruikers."


@click.command(name="open")
@data_dir_option
@json_option
@click.option("--region", required=True, help="Arbeidsmarktregio: code of naam, zoals AM05 of Twente.")
@click.option("--gemeente", required=True, help="De gemeente waar de eerste beheerder werkt.")
@click.option("--name", required=True, help="Naam van de eerste beheerder.")
@click.option("--email", required=True, help="E-mailadres van de eerste beheerder.")
@spoken
def open_(data_dir: Path | None, as_json: bool, region: str, gemeente: str, name: str, email: str) -> None:
    """Open een echte regio: de regio, de eerste partner, en de eerste beheerder met een link om binnen te komen."""
    settings = settings_for(data_dir)
    database, at = open_database(settings), clock.now()
    found(database, at=at)
    with database.transaction(at=at) as session:
        link = opened(session, Links.of(settings), region=region, gemeente=gemeente, name=name, email=email, at=at)
    show(
        {"link": link},
        as_json=as_json,
        lines=[f"De regio is open. {name} kiest een wachtwoord met deze link, die 7 dagen en één keer werkt:", link],
    )


def opened(session: Session, links: Links, *, region: str, gemeente: str, name: str, email: str, at: datetime) -> str:
    """Found the region and invite its first administrator; returns the link. Raises SetupError or InputRefused."""
    if there := current_region(session):
        raise SetupError(OPENED.format(there.name))
    known = region_of(region)
    if known is None:
        raise InputRefused({"region": f"De regio {region} bestaat niet. Voorbeelden: AM05 of Twente."})
    wanted = gemeente.strip().casefold()
    town = next((one for one in gemeenten_of(known.code) if one.name.casefold() == wanted), None)
    if town is None:
        raise InputRefused({"gemeente": f"De gemeente {gemeente} ligt niet in {known.name}."})
    row = Region(id=1, code=known.code, name=f"Werkbedrijf {known.name}", is_demo=False, started_on=clock.day_of(at))
    session.add(row)
    record(session, TIMETABLE, "region.founded", row)
    facts = OrganisationFacts(f"Gemeente {town.name}", OrganisationKind.GEMEENTE, town.code)
    partner = add_organisation(session, TIMETABLE, facts)
    first = UserFacts(name=name, email=email, role=Role.ADMINISTRATOR, organisation=partner)
    user = add_user(session, TIMETABLE, first)
    send_invitation(session, TIMETABLE, user, links=links)
    return links.choose_password(user, LinkKind.INVITATION, at)
