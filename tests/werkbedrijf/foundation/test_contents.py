"""What a form is based on: locked values are compared as they are kept, and told as people read them."""

from werkbedrijf.foundation.contents import fields_of, readable


def test_what_is_kept_locked_is_compared_locked_and_told_in_words(make):
    person = make.candidate(phone="06 7788 9900")
    make.session.flush()
    values = dict(fields_of(person, make.session))

    assert isinstance(values["phone"], bytes)
    assert readable(person, "phone", values["phone"]) == "06 7788 9900"
    assert readable(person, "gemeente_code", values["gemeente_code"]) == person.gemeente_code
