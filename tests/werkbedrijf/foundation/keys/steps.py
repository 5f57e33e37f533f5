"""Steps of the database by their name: their number may still change."""

from alembic.script import ScriptDirectory


def step_before(config, name):
    """The number of the step that comes before the one with this name."""
    steps = ScriptDirectory.from_config(config).walk_revisions()
    (step,) = [one for one in steps if one.path.endswith(f"_{name}.py")]
    return step.down_revision
