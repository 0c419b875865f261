"""The kinds of stores there are, and which of them this machine has."""

import postgres
from place import SQLitePlace

KINDS = {"sqlite": SQLitePlace, "postgres": postgres.PostgresPlace}


def here() -> list[str]:
    """Kinds that can be tried on this machine."""
    return [kind for kind in KINDS if kind != "postgres" or postgres.is_there()]
