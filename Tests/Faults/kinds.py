"""The kinds of stores there are, and which of them this machine has."""

import cluster
import postgres
from place import SQLitePlace

KINDS = {"sqlite": SQLitePlace, "postgres": postgres.PostgresPlace,
         "patroni": cluster.ClusterPlace}


def has(kind: str) -> bool:
    """Whether this machine has what the kind needs."""
    needs = {"postgres": postgres.is_there, "patroni": cluster.is_there}
    return kind not in needs or needs[kind]()


def here() -> list[str]:
    """Kinds that are tried where none is named: clusters take long, and only where they are."""
    return [kind for kind in KINDS if kind != "patroni" and has(kind)]
