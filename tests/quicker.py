"""What every app of a run would make anew and need not: nearly half of the time of a test of a page went into it."""

from flask import Flask
from jinja2 import BytecodeCache
from werkzeug.routing import Rule

_templates: dict[tuple[str, str], object] = {}
_builders: dict[tuple[object, ...], object] = {}
_compile_builder = getattr(Rule, "_compile_builder", None)


class Kept(BytecodeCache):
    """Templates that were translated before, by name and text."""

    def load_bytecode(self, bucket):
        bucket.code = _templates.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        _templates[bucket.key, bucket.checksum] = bucket.code


def _builder(rule, append_unknown=True):
    """How an address is put together: the same for the same rule, whichever app it is in."""
    told = (rule.rule, tuple(rule._trace), repr(sorted((rule.defaults or {}).items())), append_unknown)
    if told not in _builders:
        _builders[told] = _compile_builder(rule, append_unknown)
    return _builders[told]


def make_apps_quicker():
    """From now on a second app in this process takes over what the first one made."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Kept()}
    if _compile_builder:
        Rule._compile_builder = _builder
