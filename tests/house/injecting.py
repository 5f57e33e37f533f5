"""Everybody who looks at a world of hostile texts and writes more of them, with eyes on each answer. What is sent is undone."""

import itertools
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.conftest import NOW
from tests.house.hostile_texts import STARTS, hostile, numbers_in, problems_in, problems_in_mail
from tests.house.hostile_world import make_hostile
from tests.house.test_odd_input import IN_ADDRESS, Service, fields_of, forms_on
from tests.house.world import doors
from tests.reading import NAMESPACE
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.jobs import JOBS
from werkbedrijf.timetable.schedule import Work

WHO = ("manager", "coach", "employer", "administrator", "org_admin", "coordinator", "auditor", "alderman", "stranger")
# Doors that end the session of who opens them, or start another.
LEAVING = ("/uitloggen", "/inloggen/via", "/account/via", "/bevestigen/via")
# Shows no text of anybody, and rightly says 503 once a walk has lasted longer than the timetable may be silent.
WORDLESS = ("/gereed",)
# What a night would do with everything at once; none of it tells anybody anything.
QUIET = ("back-up", "berichten", "verdel", "wat-als", "eerlijk", "leren", "logboek", "dubbelen", "bewaar", "opruimen")
TYPED = {None, "text", "search", "tel", "url"}


class Hostile(Service):
    """The service with its world, in which every text is hostile."""

    def __init__(self, real, folder):
        super().__init__(real, folder)
        self.cookies = {who: self._cookie(who) for who in WHO if who != "stranger"} | {"stranger": ""}
        self.columns = make_hostile(self.world)
        self.seen, self.wrong, self.statuses, self.mails = set(), [], {}, 0
        self.last_mail = self._newest_mail()
        self.sent, self.copied = set(), set()

    def _newest_mail(self):
        return self.database.connection.scalar(select(func.coalesce(func.max(OutboxMessage.id), 0)))

    def look(self, person, method, url, answer):
        """Look with the eyes of this file at an answer, and at the mail that came of it, before it is undone."""
        self.seen |= numbers_in(answer.get_data())
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        self.wrong += [(person, method, url[:80], problem) for problem in problems_in(answer)]
        self.look_at_mail((person, method, url[:80]))

    def look_at_mail(self, where):
        """The mail that was made since the world began."""
        with Session(bind=self.database.connection, join_transaction_mode="create_savepoint") as session:
            for message in session.scalars(select(OutboxMessage).where(OutboxMessage.id > self.last_mail)):
                self.mails += 1
                self.seen |= numbers_in(f"{message.subject} {message.body}".encode())
                self.wrong += [(*where, f"mail {message.key}: {problem}") for problem in problems_in_mail(message)]

    def walk(self, people=WHO, *, most=2, search=True):
        """Every page, as it is and with hostile words in its address; ``most`` people each. Yields (who, url, text)."""
        opened = {}
        for person in people:
            for endpoint, method, rule in doors(self.app):
                url = self.address(rule)
                if method != "GET" or opened.get(endpoint, 0) >= most or url.startswith(LEAVING + WORDLESS):
                    continue
                status, text = self.open(person, "GET", url, "as it is")
                if status != 200:
                    continue
                opened[endpoint] = opened.get(endpoint, 0) + 1
                yield person, url, text
                if search and opened[endpoint] == 1 and 'method="get"' in text:
                    typed = MultiDict([(name, hostile(n)) for n, name in enumerate(IN_ADDRESS)])
                    self.open(person, "GET", url, "searched", query_string=typed)

    def send_forms(self, person, url, text, *, every=False):
        """Each form of a page that nobody sent yet (``every``: this person), as it stands and with hostile texts."""
        for goal, form in forms_on({url: text}):
            key = (person if every else "", goal)
            if key not in self.sent and not goal.startswith(LEAVING):
                self.sent.add(key)
                self.send(person, goal, form, every=every)

    def send(self, person, url, form, *, every=False):
        """All texts of a form at once, and with ``every`` each text in each field alone."""
        fields, typed = MultiDict(fields_of(form)), list(dict.fromkeys(text_fields(form)))
        self.open(person, "POST", url, "as it stands", data=fields)
        if not typed:
            return
        told = {name: hostile(number) for number, name in enumerate(typed, start=len(self.sent))}
        self.open(person, "POST", url, "all at once", data=_with(fields, told))
        if every:
            json = {"Accept": "application/json"}
            self.open(person, "POST", url, "to a program", data=_with(fields, told), headers=json)
            for name, number in itertools.product(typed, range(len(STARTS))):
                long = "x" * 5000 if number == 0 else ""
                self.open(person, "POST", url, (name, number), data=_with(fields, {name: hostile(number, more=long)}))

    def copy_of_a_person(self, person):
        """The bundle that a person gets of the own data."""
        before, self.seen = self.seen, set()
        self.open(person, "POST", f"/kandidaten/{self.world.refs['candidate']}/rechten/kopie", "the copy", data={})
        self.copied, self.seen = self.seen, before | self.seen

    def run_jobs(self):
        """What the timetable tells people, some weeks from now; undone."""
        for job in JOBS:
            if job.name.startswith(QUIET):
                continue
            undo = self.database.connection.begin_nested()
            settings = self.app.extensions["werkbedrijf.settings"]
            try:
                job.function(Work(self.database, settings, NOW + timedelta(days=40)))
                self.look_at_mail(("timetable", "JOB", job.name))
            finally:
                undo.rollback()


def _with(fields, told):
    filled = fields.copy()
    for name, text in told.items():
        filled[name] = text
    return filled


def text_fields(form):
    """The names of the fields of a form in which somebody types freely."""
    for node in form.iter():
        kind = node.get("type") if node.tag == f"{NAMESPACE}input" else None
        if node.get("name") and (
            node.tag == f"{NAMESPACE}textarea" or (node.tag == f"{NAMESPACE}input" and kind in TYPED)
        ):
            yield node.get("name")
