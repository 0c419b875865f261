"""kill -9 of the commands that copy a city: nothing is left that looks whole and is not."""

import dataclasses
import glob
import os
import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable

import postgres
from opening import REFUSED
from place import SQLitePlace
from program import Node, program, run
from trial import Found, Order, Work, check_whole, progress

LOAD_STEPS = 200
SECONDS = 60
# Leaves what an older version of the program would have: the last step of a module is missing.
OLDER = ("DROP TABLE lease", "DELETE FROM schema_step WHERE module = 'journal' AND number = 3")


@dataclasses.dataclass
class Try:
    """One command on one target, which is a file, a folder or a database of its own."""

    name: str
    words: list[str]
    target: str
    # How the target is looked at: a store, or an archive.
    look: list[str]
    is_there: Callable[[], bool]


def killed_after(words: list[str], seconds: float) -> int:
    """Runs a command and kills it at a moment; its status, below 0 where it was killed."""
    process = subprocess.Popen([program(), *words], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def copies(order: Order, found: Found) -> None:
    """Backup, restore, move, archive and the first start of a newer program, each killed."""
    chance = random.Random(order.seed)
    work = Work(order, "template", found)
    try:
        work.start()
        found.expect(work.load.ledger.progresses(LOAD_STEPS, SECONDS), "no steps for a template")
        work.finish()
        sealed = run("verify", "--seal", "--store", work.place.address)
        found.expect(sealed.status == 0, f"no seal: {sealed.errors}")
        rounds = max(2, order.rounds // 20)
        for name, make in kinds(work).items():
            one_kind(name, make, work, rounds, chance, found)
        if order.store == "sqlite":
            migrations(work.place, rounds, chance, found)
    finally:
        work.abandon()


def kinds(work: Work) -> dict[str, Callable[[str], Try]]:
    """What is tried, by name; each is made for a folder of its own."""
    address = work.place.address
    backup = os.path.join(work.place.folder, "backup.sqlite")

    def file(name: str, *words: str) -> Callable[[str], Try]:
        def made(folder: str) -> Try:
            target = os.path.join(folder, "copy.sqlite")
            filled = [target if word == "TARGET" else word for word in words]
            return Try(name, filled, target, ["verify", "--store", target],
                       lambda: os.path.exists(target))
        return made

    def archive(folder: str) -> Try:
        target = os.path.join(folder, "archive")
        return Try("archive", ["archive", "--store", address, "--to", target], target,
                   ["verify", "--archive", target, "--store", address],
                   lambda: os.path.exists(os.path.join(target, "manifest.json")))

    if work.place.kind == "postgres":
        move_back = ("move", address, "TARGET")
        return {"archive": archive, "move to a file": file("move", *move_back),
                "move to a database": lambda folder: into_database(work, folder)}
    made = run("backup", backup, "--store", address)
    if made.status != 0:
        raise RuntimeError(f"no backup: {made.errors}")
    return {"backup": file("backup", "backup", "TARGET", "--store", address),
            "restore": file("restore", "restore", backup, "--to", "TARGET"),
            "restore to a moment": file("restore", "restore", backup, "--to", "TARGET",
                                        "--position", "40"),
            "move": file("move", "move", address, "TARGET"), "archive": archive}


def into_database(work: Work, folder: str) -> Try:
    """The city goes into a file, and from there into a database of its own."""
    place: postgres.PostgresPlace = work.place
    source = os.path.join(work.place.folder, "source.sqlite")
    if not os.path.exists(source):
        made = run("move", place.address, source)
        if made.status != 0:
            raise RuntimeError(f"no source: {made.errors}")
    name = os.path.basename(folder).replace("-", "_")
    place.server.sql(f"CREATE DATABASE {name}", "postgres")
    target = place.address_at(place.server.port, name)
    # Until there are steps of a schema, the database is as empty as it was.
    return Try("move", ["move", source, target], target, ["verify", "--store", target],
               lambda: place.server.sql("SELECT to_regclass('schema_step')", name) != [[""]])


def one_kind(name: str, make: Callable[[str], Try], work: Work, rounds: int,
             chance: random.Random, found: Found) -> None:
    took = 0.0
    for number in range(rounds + 1):
        folder = os.path.join(work.place.folder, f"{name.replace(' ', '-')}-{number}")
        os.mkdir(folder)
        tried = make(folder)
        if number == 0:
            begun = time.monotonic()
            ended = run(*tried.words)
            took = time.monotonic() - begun
            found.expect(ended.status == 0, f"{name}: {ended.errors[-400:]}")
        else:
            # The random moment itself: the end is as likely as the beginning.
            status = killed_after(tried.words, chance.uniform(0, took))
            found.notes.append(f"{name} {'killed' if status < 0 else 'was faster'}")
            judge(name, tried, folder, found)
            found.rounds += 1
        shutil.rmtree(folder)
        progress(f"{found.trial} {name} {number}/{rounds}")


def judge(name: str, tried: Try, folder: str, found: Found) -> None:
    """What is there is whole, or is refused; the same command then makes it whole."""
    was_whole = False
    if tried.is_there():
        looked = run(*tried.look, "--lang", "en")
        was_whole = looked.status == 0
        found.expect(was_whole or looked.status == REFUSED,
                     f"{name}: what was left says {looked.status} {looked.errors[-400:]}")
        if not was_whole and tried.name == "move":
            refused_by_all(name, tried, found)
    again = run(*tried.words, "--lang", "en")
    # A copy that has its name already is whole, and is not replaced.
    found.expect(again.status == (REFUSED if was_whole and tried.name != "archive" else 0),
                 f"{name}: again ends with {again.status} {again.errors[-400:]}")
    found.expect(run(*tried.look).status == 0, f"{name}: not whole after the second time")
    left = glob.glob(os.path.join(folder, ".baodao-*"))
    found.expect(was_whole or not left, f"{name}: {left} stays")


def refused_by_all(name: str, tried: Try, found: Found) -> None:
    """Half a city is opened by nobody, for writing least of all."""
    ended = run("account", "key", "--post", "administrator", "--store", tried.target,
                "--lang", "en")
    found.expect(ended.status == REFUSED, f"{name}: half a city takes writes: {ended.status}")


def migrations(template: SQLitePlace, rounds: int, chance: random.Random, found: Found) -> None:
    """The first start on an older file is killed; the next one brings it up to date."""
    before = template.journal()
    for number in range(rounds):
        place = template.copy(os.path.join(template.folder, f"older-{number}"))
        connection = sqlite3.connect(place.address)
        for statement in OLDER:
            connection.execute(statement)
        connection.commit()
        connection.close()
        node = Node(place.address, place.folder + "-notices")
        time.sleep(chance.uniform(0, 0.3))  # The random moment itself.
        node.kill()
        node = Node(place.address, place.folder + "-notices")
        found.expect(node.listening(), f"an older file after a kill: {node.log[-400:]}")
        node.stop()
        found.expect(place.journal()[:len(before)] == before, "events changed by a killed start")
        check_whole(place, found)
        place.remove()
        found.notes.append("migration killed")
        found.rounds += 1
        progress(f"{found.trial} migration {number}/{rounds}")
