"""The subject of a mail says what happened and never to whom: it stands in lists, on locked phones and in logs of mail servers."""

import ast
import re

import pytest

from tests.house.sources import calls, modules

WHO = {"candidate", "first_name", "last_name", "name_of", "person", "born_on", "pseudonym"}
REFERENCE = re.compile(r"\bK-\d")


def subjects(path, tree):
    """What is handed over as ``subject``, to ``Message`` or to a helper of the same module, and what stands in its place by name."""
    places = {"Message": 2}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args]
            if "subject" in names and path.endswith("messages.py"):
                places[node.name] = names.index("subject")
    for call, name in calls(tree):
        if name not in places:
            continue
        named = next((one.value for one in call.keywords if one.arg == "subject"), None)
        if named is None and len(call.args) > places[name]:
            named = call.args[places[name]]
        if named is not None:
            yield named


def names_somebody(subject):
    told = {node.attr for node in ast.walk(subject) if isinstance(node, ast.Attribute)}
    texts = [node.value for node in ast.walk(subject) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return bool(told & WHO) or any(REFERENCE.search(text) for text in texts)


def test_no_subject_of_a_mail_names_a_person():
    found = [(path, one) for path, tree in modules().items() for one in subjects(path, tree)]
    bad = [f"{path}:{one.lineno}" for path, one in found if names_somebody(one)]

    assert len(found) > 25
    assert bad == []


@pytest.mark.parametrize("text", ["f'Kandidaat {proposal.candidate.reference}'", "'Bel over K-0042'"])
def test_the_rule_sees_a_person(text):
    assert names_somebody(ast.parse(text, mode="eval").body)
