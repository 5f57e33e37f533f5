"""Everything that is told goes through the choice of who is told: every kind of message has a topic, and no mail goes around it."""

import ast
import re
from pathlib import Path

import pytest

from werkbedrijf.foundation.notices import Topic, topic_of

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for room in ("employers", "candidates", "matching", "werkbedrijf") for path in (ROOT / room).rglob("*.py")
]
# What is no news of the work: a mail somebody asks for to see that mail arrives, and the overview of what was told.
PAST_THE_CHOICE = {
    "werkbedrijf/foundation/outbox.py",
    "werkbedrijf/notices/actions.py",
    "werkbedrijf/notices/jobs.py",
    "werkbedrijf/administration/post/actions.py",
}
# Whoever knows nobody of ours yet, and what mails of these rooms begin their key with.
KEYS_FROM_OUTSIDE = {"werkbedrijf/accounts/messages.py": ("accounts.",)}
NOT_TOLD = {"werkbedrijf/foundation/outbox.py", "werkbedrijf/notices/messages.py"}


def words_of(expression):
    """With what the text of an expression begins, as far as it is written down."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return {expression.value}
    if isinstance(expression, ast.JoinedStr) and isinstance(expression.values[0], ast.Constant):
        return {expression.values[0].value}
    return set()


def calls(tree, name):
    return [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == name]


def kinds_of(path):
    """With what the keys of the messages of a module begin, and whether each message names its topic."""
    name, tree = path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
    made = calls(tree, "Message")
    if not made or name in NOT_TOLD:
        return
    for message in made:
        by_name = {one.arg: one.value for one in message.keywords}
        if "topic" in by_name or len(message.args) > 4:
            continue
        key = by_name.get("key") or message.args[0]
        found = words_of(key)
        assigned = [
            one
            for one in ast.walk(tree)
            if isinstance(one, ast.Assign) and ast.dump(one.targets[0]).find(f"'{getattr(key, 'id', '')}'") > 0
        ]
        for one in assigned if not found else ():
            found |= words_of(one.value)
        for helper in ast.walk(tree) if not found else ():
            if isinstance(helper, ast.FunctionDef) and message in ast.walk(helper):
                for call in calls(tree, helper.name):
                    found |= {word for one in call.args for word in words_of(one) if re.match(r"[a-z]+:", word)}
        yield name, found or set(KEYS_FROM_OUTSIDE.get(name, ()))


KINDS = [(name, words) for path in SOURCES for name, words in kinds_of(path)]


def test_the_walk_finds_the_messages_there_are():
    assert len(KINDS) >= 20
    assert {"voordracht:", "gesprek:", "plaatsing:", "bezwaar-"} <= {word for _, words in KINDS for word in words}


@pytest.mark.parametrize(("name", "words"), KINDS, ids=[name for name, _ in KINDS])
def test_every_message_is_of_a_topic_that_people_choose_about(name, words):
    assert words, f"{name}: the key does not begin with a word, so nobody can say what it is about"
    for word in words:
        assert topic_of(word) is not Topic.OTHER, f"{name}: {word!r} is in no topic (foundation/notices.py)"


def test_no_mail_goes_around_the_choice():
    around = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if calls(ast.parse(path.read_text(encoding="utf-8")), "put_in_outbox")
        or re.search(r"(insert\(|\b)OutboxMessage\((?!Base)", path.read_text(encoding="utf-8"))
    }
    assert around <= PAST_THE_CHOICE, around - PAST_THE_CHOICE
