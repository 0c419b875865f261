"""Where a city is kept. Each kind of store says how to reach it and what stands in its journal."""

import dataclasses
import hashlib
import os
import shutil
import sqlite3
from typing import Protocol


@dataclasses.dataclass(frozen=True, order=True)
class Entry:
    """One event of the journal, as an answer of the API names it."""

    position: int
    subject: str
    version: int
    action: str


class Place(Protocol):
    """A store of one city, empty until a node opens it."""

    kind: str
    address: str
    folder: str

    def journal(self) -> list[Entry]:
        """Every event, read past the program."""

    def end(self) -> None:
        """Leaves no process."""

    def remove(self) -> None:
        """Leaves nothing."""


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def identifier(number: int) -> str:
    """An identifier as the API writes it: thirteen letters of Crockford's base 32."""
    return "".join(LETTERS[number >> shift & 31] for shift in range(60, -1, -5))


class SQLitePlace:
    """A city in one SQLite file, in a folder of its own."""

    kind = "sqlite"

    def __init__(self, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        self.address = os.path.join(folder, "city.sqlite")

    def connect(self, mode: str = "ro") -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.address}?mode={mode}", uri=True)

    def journal(self) -> list[Entry]:
        with self.connect() as connection:
            rows = connection.execute(
                "SELECT position, subject, version, action FROM event ORDER BY position")
            entries = [Entry(row[0], identifier(row[1]), row[2], row[3]) for row in rows]
        connection.close()
        return entries

    def copy(self, folder: str) -> "SQLitePlace":
        """The same files in another folder; nothing may be writing."""
        other = SQLitePlace(folder)
        for suffix in ("", "-wal"):
            if os.path.exists(self.address + suffix):
                shutil.copyfile(self.address + suffix, other.address + suffix)
        return other

    def content(self) -> str:
        """A digest of every row of every table, however they lie in the files."""
        with self.connect() as connection:
            digest = hashlib.sha256()
            for line in connection.iterdump():
                digest.update(line.encode())
        connection.close()
        return digest.hexdigest()

    def end(self) -> None:
        """A file has no process."""

    def remove(self) -> None:
        shutil.rmtree(self.folder)


def digest(path: str) -> str:
    """The bytes of a file, or what it is where it is none."""
    if not os.path.isfile(path):
        return "folder" if os.path.isdir(path) else "none" if not os.path.exists(path) else "other"
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
