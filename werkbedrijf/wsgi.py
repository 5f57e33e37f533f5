"""The door for other WSGI servers than ours: ``werkbedrijf.wsgi:application``, with settings from the environment.

It runs no timetable: several web processes would each have one. That runs beside it, see ``serving.keep_time``.
"""

from werkbedrijf import migrations
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.needed import require_keys
from werkbedrijf.foundation.notes import require_replayed
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.behind import behind

_settings = Settings().prepare()
_database = Database(_settings.database)
migrations.require_newest(_database)
require_replayed(_database)
require_keys(_database)

application = behind(create_app(_settings, _database), _settings.trusted_proxy)
