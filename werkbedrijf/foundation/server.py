"""The engine on PostgreSQL: every wait has an end, whatever happens to the server or to the network between.

The server ends what takes too long (a lock, a statement, a transaction that does nothing). A server that is gone, or a network
that swallows everything, cannot say so: then the waiting here has an end as well, and the connection is given up.
"""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from werkbedrijf.foundation.errors import SetupError

ENGINES: Final = ("sqlite", "postgresql")
_ADDRESS: Final = (
    "Zet in WERKBEDRIJF_DATABASE_URL een adres als postgresql+psycopg://naam:wachtwoord@server/database of "
    "sqlite:////map/werkbedrijf.db, of laat het leeg voor SQLite in de map."
)
LIMITS: Final = "-c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s -c timezone=UTC"
# Seconds, but for the last in milliseconds. What the address itself says goes before these.
NETWORK: Final = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# A connection from the pool shows that it lives before it is used; a page waits for one, and then for an answer, so long.
SIGN_OF_LIFE: Final = 2.0
FROM_THE_POOL: Final = 5.0
PAGE: Final = 8.0
# A command or a job: a little more than the server itself allows a statement.
ANSWER: Final = 20.0
# Gone or going, as PostgreSQL says it itself: connection exceptions, shut down, and no room for another connection.
_AWAY: Final = ("08", "57P", "53300")


def engine_of(url: str) -> str:
    """Which of our two engines an address asks for. Raises SetupError, without the address: a password may stand in it."""
    try:
        name = make_url(url).get_backend_name()
    except (ArgumentError, ValueError) as problem:
        raise SetupError(f"Het adres van de database is niet te lezen. {_ADDRESS}") from problem
    if name not in ENGINES:
        raise SetupError(f"Werkbedrijf kan niet werken met een database van de soort {name}. {_ADDRESS}")
    return name


def postgresql_engine(url: str, *, echo: bool, json: Callable[[Any], str], patience: Callable[[], float]) -> Engine:
    """An engine on PostgreSQL with the manners of this house. ``patience`` is how many seconds an answer may take."""
    known = make_url(url).query
    try:
        engine = create_engine(
            url,
            echo=echo,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=FROM_THE_POOL,
            connect_args={"options": LIMITS, **{name: value for name, value in NETWORK.items() if name not in known}},
            json_serializer=json,
        )
        from werkbedrijf.foundation.impatient import Impatient
    except ImportError as problem:
        raise SetupError(
            "Voor PostgreSQL is het pakket psycopg nodig. Installeer werkbedrijf met: pip install 'werkbedrijf[postgres]'."
        ) from problem

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, words: Any, named: Any) -> Any:
        return Impatient.connect(*words, **named)

    @event.listens_for(engine, "checkout")
    def _taken(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.patience = patience()

    @event.listens_for(engine, "checkin")
    def _given_back(connection: Any, _record: Any) -> None:
        if connection is not None:
            connection.patience = SIGN_OF_LIFE

    return engine


def unhurried(connection: Connection) -> None:
    """Let this transaction on PostgreSQL take as long as it needs: a copy of everything, a step of the database, a whole world."""
    if connection.dialect.name != "postgresql":
        return
    for limit in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"):
        connection.execute(text(f"SET LOCAL {limit} = 0"))
    raw: Any = connection.connection.driver_connection
    raw.patience = None


def is_away(problem: BaseException | None) -> bool:
    """Whether this says that PostgreSQL cannot be reached, rather than that it refused something."""
    if not type(problem).__module__.startswith("psycopg"):
        return False
    told = getattr(problem, "sqlstate", None)
    return told is None or told.startswith(_AWAY)
