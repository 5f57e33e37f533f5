"""What apps of one run share is no more than what is the same in each of them."""

from flask import Flask, render_template_string, url_for


def made(address, **given):
    app = Flask("aside")
    app.add_url_rule(address, "page", lambda **_: "", **given)
    with app.test_request_context():
        return url_for("page", number=7, extra="een twee"), render_template_string("{{ 1 }} in " + address)


def test_the_same_address_elsewhere_is_built_the_same():
    assert made("/plekken/<int:number>") == made("/plekken/<int:number>")


def test_another_rule_or_text_is_built_anew():
    assert made("/plekken/<int:number>")[0] == "/plekken/7?extra=een+twee"
    assert made("/werk/<int:number>") == ("/werk/7?extra=een+twee", "1 in /werk/<int:number>")
    assert made("/werk/<int:number>", defaults={"extra": "een twee"})[0] == "/werk/7"


def test_the_same_address_with_a_number_in_another_form_is_built_anew():
    told = {"defaults": {"number": 7}}

    assert made("/deel/<int:number>", **told)[0] == "/deel/7?extra=een+twee"
    assert made("/deel/<int(fixed_digits=3):number>", **told)[0] == "/deel/007?extra=een+twee"
