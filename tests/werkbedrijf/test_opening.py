"""The first day of a real region."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf import cli
from werkbedrijf.accounts.links import Links
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.errors import InputRefused, SetupError
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.region import current_region
from werkbedrijf.opening import opened

LINKS = Links("only for tests", "https://dienst.example")
FIRST = {"region": "Twente", "gemeente": "Enschede", "name": "Bea Beheer", "email": "bea@enschede.example", "at": NOW}


def test_the_first_administrator_gets_a_link_and_there_is_one_first(session):
    link = opened(session, LINKS, **FIRST)

    user = session.scalars(select(User)).one()
    assert (user.role, user.organisation.name) == (Role.ADMINISTRATOR, "Gemeente Enschede")
    assert LINKS.opened(link.rpartition("/")[2]).works_for(user, NOW)
    assert link in session.scalars(select(OutboxMessage.body)).one()
    assert not current_region(session).is_demo
    with pytest.raises(SetupError, match="heeft al een regio"):
        opened(session, LINKS, **FIRST)


@pytest.mark.parametrize("wrong", [{"region": "Atlantis"}, {"gemeente": "Groningen"}, {"email": "bea"}])
def test_what_does_not_exist_is_said(session, wrong):
    with pytest.raises(InputRefused):
        opened(session, LINKS, **(FIRST | wrong))


def test_the_command_prints_the_link(tmp_path):
    def type_(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path)])

    words = ("open", "--region", "AM05", "--gemeente", "Enschede", "--name", "Bea", "--email", "bea@enschede.example")
    assert type_(*words).exit_code == cli.EXIT_SETUP, "there is no database yet"
    type_("migrate")
    answer = type_(*words)
    assert answer.exit_code == 0, answer.output
    assert "/welkom/" in answer.stdout
    assert type_(*words).exit_code == cli.EXIT_SETUP
