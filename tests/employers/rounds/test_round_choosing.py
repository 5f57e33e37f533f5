from datetime import timedelta

import pytest

from employers.models import Sector, Size
from employers.record.actions import agree, leave_in_peace
from employers.record.facts import AgreementFacts, NoCallsFacts
from employers.record.models import AgreementKind
from employers.rounds.actions import end_round
from employers.rounds.facts import Choice
from employers.rounds.selection import select_employers
from employers.rounds.workflow import CallStatus
from employers.vacancies.workflow import VacancyStatus
from tests.employers.rounds.setting import Setting
from tests.making import MONDAY
from werkbedrijf.foundation.errors import InputRefused


@pytest.fixture
def setting(make):
    return Setting(make)


def chosen(setting, **choice):
    ids = [item.id for item in select_employers(setting.session, setting.first, Choice(**choice), on=MONDAY).items]
    return [number for number, employer in enumerate(setting.employers) if employer.id in ids]


def left_out(setting, choice=None, *, on=MONDAY):
    return dict(select_employers(setting.session, setting.first, choice or Choice(), on=on).left_out)


def test_who_was_called_by_any_partner_in_the_last_days_is_left_out(setting):
    setting.contact(setting.employers[0], days_ago=29)
    setting.contact(setting.employers[1], days_ago=30)

    assert left_out(setting) == {"net_gesproken": 1}


def test_who_waits_in_another_round_is_left_out_and_comes_back_when_it_stops(setting):
    call_round = setting.begin()
    assert left_out(setting) == {"andere_belronde": 3}

    end_round(setting.session, setting.first, call_round, reason="Vakantie", on=MONDAY)

    assert left_out(setting) == {}
    assert {one.status for one in setting.calls(call_round)} == {CallStatus.DROPPED}


def test_at_most_so_many_and_the_longest_quiet_first(setting):
    setting.contact(setting.employers[0], days_ago=50)
    setting.contact(setting.employers[2], days_ago=80)
    call_round = setting.begin(choice=Choice(most=2))

    assert [one.employer for one in setting.calls(call_round)] == [setting.employers[1], setting.employers[2]]
    assert call_round.left_out == {"boven_aantal": 1}


def test_nobody_to_call_is_said(setting):
    setting.begin()

    with pytest.raises(InputRefused, match="past nu niemand"):
        setting.begin()


def test_each_filter_narrows(setting, make):
    one, two, three = setting.employers
    one.sbi_section, one.size, one.sbb_recognised = "H", Size.LARGE, True
    two.sector, two.sbb_recognised, two.sbb_until = Sector.GOVERNMENT, True, MONDAY - timedelta(days=1)
    three.account_manager_id = setting.first.id
    make.vacancy(three.establishments[0])
    make.vacancy(two.establishments[0], status=VacancyStatus.CLOSED)
    make.establishment(two, place="Hengelo", gemeente_code="GM0164")
    agree(setting.session, setting.first, one, AgreementFacts(AgreementKind.SROI, "Vijf procent"), on=MONDAY)
    setting.contact(two, days_ago=100)

    assert chosen(setting, sections=("H", "Q")) == [0]
    assert chosen(setting, sizes=(Size.LARGE, Size.SMALL)) == [0]
    assert chosen(setting, sbb=True) == [0]
    assert chosen(setting, sroi=True) == [0]
    assert chosen(setting, sector=Sector.GOVERNMENT) == [1]
    assert chosen(setting, gemeenten=("GM0164",)) == [1]
    assert chosen(setting, face="mijn") == [2]
    assert chosen(setting, face="zonder") == [0, 1]
    assert chosen(setting, places="met") == [2]
    assert chosen(setting, places="zonder") == [0, 1]
    assert chosen(setting, quiet_days=100) == [0, 2]
    assert chosen(setting, quiet_days=99) == [0, 1, 2]


def test_who_asked_for_rest_until_a_day_may_be_called_after_it(setting):
    rest = NoCallsFacts("Verbouwing", MONDAY + timedelta(days=5))
    leave_in_peace(setting.session, setting.first, setting.employers[0], rest, on=MONDAY)

    assert left_out(setting, on=MONDAY + timedelta(days=5)) == {"wil_niet": 1}
    assert left_out(setting, on=MONDAY + timedelta(days=6)) == {}
