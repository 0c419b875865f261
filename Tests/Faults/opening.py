"""Files that a node must refuse to open, or must know what to do with."""

import dataclasses
import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable

from disk import small_disk
from place import Place, SQLitePlace, digest
from program import Ended, Node, run
from trial import Found, Order, Skipped, Work, check_whole, progress

LOAD_STEPS = 120
SECONDS = 60
REFUSED = 1
READING = ("verify", "matter list", "backup")
WRITING = ("serve", "account key")


@dataclasses.dataclass(frozen=True)
class Case:
    """A file, what is said of it in both languages, and who says it."""

    name: str
    make: Callable[[str, SQLitePlace, random.Random], str]
    english: str
    chinese: str
    commands: tuple[str, ...] = READING + WRITING


def command(name: str, address: str, language: str, folder: str, wrap: tuple = ()) -> Ended:
    """Runs one command on a store."""
    words = {
        "serve": ("serve", "--store", address, "--port", "0", "--spool", folder + "-notices"),
        "account key": ("account", "key", "--post", "administrator", "--store", address),
        "backup": ("backup", folder + "-copy.sqlite", "--store", address),
    }.get(name, (*name.split(), "--store", address))
    return run(*words, "--lang", language, wrap=wrap, seconds=SECONDS)


def state(folder: str) -> dict[str, str]:
    return {name: digest(os.path.join(folder, name)) for name in sorted(os.listdir(folder))}


def city(order: Order, found: Found) -> SQLitePlace:
    """A city with something in it, closed as it should be."""
    work = Work(order, "template", found)
    try:
        work.start()
        found.expect(work.load.ledger.progresses(LOAD_STEPS, SECONDS), "no steps for a template")
        work.finish()
    finally:
        work.abandon()
    return work.place


# What lies at the path.

def put(folder: str, name: str, content: bytes) -> str:
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def content(template: SQLitePlace) -> bytes:
    with open(template.address, "rb") as file:
        return file.read()


def a_folder(folder: str, _: SQLitePlace, __: random.Random) -> str:
    path = os.path.join(folder, "city.sqlite")
    os.mkdir(path)
    return path


def a_pipe(folder: str, _: SQLitePlace, __: random.Random) -> str:
    path = os.path.join(folder, "city.sqlite")
    os.mkfifo(path)
    return path


def a_link(folder: str, _: SQLitePlace, __: random.Random) -> str:
    path = os.path.join(folder, "city.sqlite")
    os.symlink("nowhere", path)
    return path


def a_letter(folder: str, _: SQLitePlace, __: random.Random) -> str:
    return put(folder, "city.sqlite", "尊敬的领导：\n路灯不亮。\n".encode() * 50)


def another_program(folder: str, _: SQLitePlace, __: random.Random) -> str:
    path = os.path.join(folder, "city.sqlite")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a INTEGER)")
    connection.commit()
    connection.close()
    return path


def cut_off(folder: str, template: SQLitePlace, chance: random.Random) -> str:
    whole = content(template)
    return put(folder, "city.sqlite", whole[:chance.randrange(5_000, len(whole) - 1)])


def scribbled_on(folder: str, template: SQLitePlace, chance: random.Random) -> str:
    """The pages that name the tables are overwritten."""
    whole = bytearray(content(template))
    whole[100:4096] = chance.randbytes(3996)
    return put(folder, "city.sqlite", bytes(whole))


def emptied(folder: str, template: SQLitePlace, chance: random.Random) -> str:
    """The file is empty while its log is not: SQLite alone would throw the log away."""
    put(folder, "city.sqlite-wal", chance.randbytes(8_192))
    return put(folder, "city.sqlite", b"")


def from_tomorrow(folder: str, template: SQLitePlace, _: random.Random) -> str:
    place = template.copy(folder)
    connection = sqlite3.connect(place.address)
    for table in ("schema_step", "schema_contract"):
        connection.execute(f"INSERT INTO {table} (module, number) VALUES ('journal', 9999)")
    connection.commit()
    connection.close()
    return place.address


FROM_TOMORROW = "from tomorrow"
CASES = (
    Case("a folder", a_folder, "it is a folder", "无法打开"),
    Case("a pipe", a_pipe, "it is not a file", "无法打开"),
    Case("a link to nothing", a_link, "leads nowhere", "无法打开", WRITING),
    Case("a letter", a_letter, "not a store of this program", "不是报到的数据库"),
    Case("another program's", another_program, "not a store of this program", "不是报到的数据库"),
    Case("cut off", cut_off, "restore the latest backup", "恢复最近的备份"),
    Case("scribbled on", scribbled_on, "restore the latest backup", "恢复最近的备份"),
    Case("emptied", emptied, "restore the latest backup", "恢复最近的备份"),
    Case(FROM_TOMORROW, from_tomorrow, "upgrade the program", "请升级程序",
         ("serve", "account key", "verify", "matter list")),
)


def only_sqlite(order: Order) -> None:
    if order.store != "sqlite":
        raise Skipped("there is no file")


def foreign(order: Order, found: Found) -> None:
    """Every case, every command, both languages; not one byte may change, no file may appear."""
    only_sqlite(order)
    chance = random.Random(order.seed)
    template = city(order, found)
    for number, case in enumerate(CASES):
        for name in case.commands:
            folder = os.path.join(order.folder, f"case-{number}-{name.replace(' ', '-')}")
            os.mkdir(folder)
            address = case.make(folder, template, chance)
            refused(case.name, name, address, (case.english, case.chinese), folder, found)
            found.rounds += 1
        progress(f"{found.trial} {number + 1}/{len(CASES)}")


def refused(what: str, name: str, address: str, words: tuple[str, str], folder: str, found: Found,
            wrap: tuple = ()) -> None:
    before = state(folder)
    rows = SQLitePlace(folder).content() if what == FROM_TOMORROW else ""
    for language, word in zip(("en", "zh"), words):
        ended = command(name, address, language, folder, wrap)
        found.expect(ended.status == REFUSED, f"{what}: {name} ends with {ended.status}")
        found.expect(word in ended.errors, f"{what}: {name} says {ended.errors[-400:]}")
        found.expect("Fatal error" not in ended.errors, f"{what}: {name} crashes")
    if what == FROM_TOMORROW:
        # SQLite counts in a file's head how often it was opened for writing; rows are what matters.
        before, after = rows, SQLitePlace(folder).content()
        found.expect(after == before, f"{what}: {name} changed rows")
        return
    after = {path: kept for path, kept in state(folder).items() if not is_index(path, before)}
    found.expect(after == before, f"{what}: {name} left {set(after.items()) ^ set(before.items())}")


def is_index(name: str, before: dict[str, str]) -> bool:
    """Locks and the index of the log hold nothing of the city."""
    return name not in before and name.endswith(("-shm", ".lock")) or (
        name not in before and name.endswith("-wal"))


def read_only(order: Order, found: Found) -> None:
    """A disk that nobody may write to: writing is refused, reading works."""
    only_sqlite(order)
    template = city(order, found)
    with small_disk(os.path.join(order.folder, "disk")) as folder:
        place = template.copy(folder)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        for name in WRITING:
            refused("a read-only disk", name, place.address, ("only read", "只做查询"), folder,
                    found)
            found.rounds += 1
        for name in ("verify", "matter list"):
            ended = command(name, place.address, "en", folder)
            found.expect(ended.status == 0, f"read-only: {name} ends with {ended.errors[-300:]}")
            found.rounds += 1
        copy = os.path.join(order.folder, "copy.sqlite")
        ended = run("backup", copy, "--store", place.address)
        found.expect(ended.status == 0, f"read-only: backup ends with {ended.errors[-300:]}")
    if os.geteuid() == 0:
        strangers(template, order, found)


def strangers(template: SQLitePlace, order: Order, found: Found) -> None:
    """The program runs as a user who may not write to, or not even read, the file."""
    wrap = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    if shutil.which(wrap[0]) is None:
        return
    os.chmod(order.folder, 0o755)
    place = template.copy(os.path.join(order.folder, "strangers"))
    for mode, name in ((0o644, "serve"), (0o600, "serve"), (0o600, "verify")):
        os.chmod(place.address, mode)
        refused(f"mode {mode:o}", name, place.address, ("cannot be opened", "无法打开"),
                place.folder, found, wrap)
        found.rounds += 1


def locked(order: Order, found: Found) -> None:
    """A second node on the same file, also by another name; a dead one's lock is free at once."""
    only_sqlite(order)
    work = Work(order, "locked", found)
    try:
        alias = os.path.join(order.folder, "alias.sqlite")
        os.symlink(work.place.address, alias)
        work.start()
        for _ in range(max(2, order.rounds // 50)):
            for address in (work.place.address, alias):
                for name in WRITING:
                    for language, word in (("en", "Another program is writing"),
                                           ("zh", "正由另一个程序写入")):
                        ended = command(name, address, language, work.place.folder)
                        found.expect(ended.status == REFUSED and word in ended.errors,
                                     f"{name}: {ended.status} {ended.errors[-300:]}")
            found.expect(work.load.ledger.progresses(20, SECONDS), "the first node stands still")
            check_whole(work.place, found)
            work.kill()
            work.start()
            found.rounds += 1
        work.finish()
    finally:
        work.abandon()


def older(order: Order, found: Found) -> None:
    """A store that lacks the last steps of the schema: readers say so, a node takes them."""
    only_sqlite(order)
    place = city(order, found).copy(os.path.join(order.folder, "older"))
    before = place.journal()
    connection = sqlite3.connect(place.address)
    connection.execute("DROP TABLE lease")
    connection.execute("DELETE FROM schema_step WHERE module = 'journal' AND number = 3")
    connection.commit()
    connection.close()
    refused("older", "matter list", place.address, ("older version", "较旧的版本"), place.folder,
            found)
    found.expect(command("verify", place.address, "en", place.folder).status == 0,
                 "an older store cannot be verified")
    node = Node(place.address, place.folder + "-notices")
    found.expect(node.listening(), f"an older store is not brought up to date: {node.log[-400:]}")
    node.stop()
    found.expect(place.journal()[:len(before)] == before, "events changed")
    with place.connect() as reading:
        steps = reading.execute("SELECT count(*) FROM schema_step WHERE module = 'journal'")
        found.expect(steps.fetchone()[0] >= 3, "the step was not taken")
    check_whole(place, found)
    found.rounds += 1


def cut_log(order: Order, found: Found) -> None:
    """The end of the log is gone: what is left is a whole past, or is refused; an anchor tells."""
    only_sqlite(order)
    chance = random.Random(order.seed)
    rounds = max(4, order.rounds // 5)
    work = Work(order, "log", found)
    try:
        work.start()
        found.expect(work.load.ledger.progresses(LOAD_STEPS, SECONDS), "no steps")
        work.kill()
        # The seal of an auditor, whose anchor lies elsewhere; it is written into the log.
        sealed = run("verify", "--seal", "--store", work.place.address, "--format", "json")
        anchor = sealed.json["anchor"]
        work.start()
        found.expect(work.load.ledger.progresses(LOAD_STEPS, SECONDS), "no steps")
        work.kill()
        journal = work.place.journal()
        for number in range(rounds):
            place = work.place.copy(os.path.join(order.folder, f"log-{number}"))
            if number % 2:
                checkpoint(place)
            size = os.path.getsize(place.address + "-wal")
            os.truncate(place.address + "-wal", chance.randrange(size))
            judge_log(place, anchor, journal, found)
            found.rounds += 1
            place.remove()
            progress(f"{found.trial} {found.rounds}/{rounds}")
        work.finish()
    finally:
        work.abandon()


def checkpoint(place: SQLitePlace) -> None:
    """Brings the log into the file and leaves the log as it is, as a node does that dies then."""
    log = open(place.address + "-wal", "rb").read()
    connection = place.connect("rw")
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    connection.close()
    with open(place.address + "-wal", "wb") as file:
        file.write(log)
    if os.path.exists(place.address + "-shm"):
        os.remove(place.address + "-shm")


def judge_log(place: SQLitePlace, anchor: str, journal: list, found: Found) -> None:
    verified = run("verify", "--store", place.address, "--format", "json", "--lang", "en")
    if verified.status == REFUSED:
        found.notes.append("told")
        return
    left = place.journal()
    found.expect(verified.status == 0, f"verify ends with {verified.status}: {verified.errors}")
    found.expect(left == journal[:len(left)], "verified, and yet no past of this city")
    if left == journal:
        found.notes.append("nothing missing")
        return
    found.notes.append(f"{len(left)} of {len(journal)} events")
    rebuilt = run("rebuild", "--check", "--store", place.address)
    found.expect(rebuilt.status == 0, f"rebuild --check: {rebuilt.output}{rebuilt.errors}"[:400])
    told = run("verify", "--store", place.address, "--anchor", anchor)
    with place.connect() as reading:
        has = reading.execute("SELECT count(*) FROM seal WHERE lower(hex(hash)) = ?", (anchor,))
        is_sealed = has.fetchone()[0] == 1
    found.expect((told.status == 0) == is_sealed, f"the anchor says {told.status}")
