"""A database server that dies, restarts, is cut off or takes no writes, under nodes at work."""

import contextlib
import dataclasses
import itertools
import os
import random
import signal
import time

import postgres
import proxy
from disk import fill, small_disk
from load import ACTIONS, DISPATCHER, Gate, get
from opening import REFUSED, command
from program import Node
from trial import Found, Order, Skipped, Work, check_journal, check_whole, progress, working

# What a node says of a database that it cannot reach at the moment.
AWAY = frozenset({"store.away"})
FULL = frozenset({"store.away", "store.full", "store.disk-fault"})
SILENT = AWAY | {"store.outcome-unknown"}
LOAD_SECONDS = (0.02, 0.9)
STEPS = 30
SECONDS = 60
# A node waits for as long as any statement may last before it gives a silent server up.
SILENCE_SECONDS = 150
DISK_MEGABYTES = 320
ROUNDS_OF_A_CITY = 10


def only_postgres(order: Order) -> None:
    if order.store != "postgres":
        raise Skipped("there is no server")


def judged(work: Work, found: Found) -> None:
    """The node dies too, and what is left is looked at."""
    work.kill()
    check_journal(work.place, work.load.ledger, found)
    check_whole(work.place, found)


def goes_on(work: Work, found: Found, when: str, seconds: float = SECONDS) -> None:
    """Nobody restarted the node, and clients get on."""
    found.expect(work.load.ledger.progresses(STEPS, seconds),
                 f"no steps after {when}: {work.node.log[-600:]}")


# What is done to a server.

def node_dies(work: Work, _: random.Random) -> None:
    work.kill()
    work.start()


def server_dies(work: Work, _: random.Random) -> None:
    work.place.server.kill()
    work.place.server.start()


def backend_dies(work: Work, chance: random.Random) -> None:
    server = work.place.server
    server.kill_backend(chance.choice(server.backends()))
    server.await_ready()


def both_die(work: Work, _: random.Random) -> None:
    work.place.server.kill()
    work.kill()
    work.place.server.start()
    work.start()


def connections_end(work: Work, _: random.Random) -> None:
    work.place.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                          "WHERE application_name = 'baodao'")


def server_restarts(work: Work, _: random.Random) -> None:
    work.place.server.stop()
    work.place.server.start()


def server_restarts_at_once(work: Work, _: random.Random) -> None:
    work.place.server.stop(signal.SIGQUIT)
    work.place.server.start()


DEATHS = (node_dies, node_dies, server_dies, server_dies, backend_dies, both_die)
RESTARTS = (connections_end, server_restarts, server_restarts_at_once)


def kill(order: Order, found: Found) -> None:
    """kill -9 of the node, the server, one process of the server, or node and server."""
    strikes(order, found, DEATHS, order.rounds)


def restart(order: Order, found: Found) -> None:
    """What an administrator does: ends connections, restarts the server."""
    only_postgres(order)
    strikes(order, found, RESTARTS, max(3, order.rounds // 10))


def strikes(order: Order, found: Found, ways: tuple, rounds: int) -> None:
    chance = random.Random(order.seed)
    while found.rounds < rounds:
        with working(order, f"{found.trial}{found.rounds}", found, transient=AWAY) as work:
            for _ in range(min(ROUNDS_OF_A_CITY, rounds - found.rounds)):
                way = chance.choice(ways)
                work.start()
                goes_on(work, found, "the start")
                time.sleep(chance.uniform(*LOAD_SECONDS))  # The random moment itself.
                way(work, chance)
                goes_on(work, found, way.__name__.replace("_", " "))
                judged(work, found)
                found.rounds += 1
                found.notes.append(way.__name__.replace("_", " "))
                progress(f"{found.trial} {found.rounds}/{rounds}")


def line(order: Order, found: Found) -> None:
    """The line between node and database is cut around a commit, at random, or falls silent."""
    only_postgres(order)
    chance = random.Random(order.seed)
    rounds = max(4, order.rounds // 4)
    moods = itertools.cycle(("before", "between", "after", "at random"))
    with working(order, "line", found, transient=SILENT) as work:
        between = proxy.Proxy(work.place.server.port)
        with contextlib.closing(between):
            work.address = work.place.address_at(between.port)
            for number in range(rounds):
                if work.node is None or work.node.process.poll() is not None:
                    work.start()
                goes_on(work, found, "the start")
                is_silent = rounds >= 50 and number == rounds // 2
                one_line(work, between, "silence" if is_silent else next(moods), chance, found)
                if number % 5 == 4 or number == rounds - 1:
                    judged(work, found)
                found.rounds += 1
                progress(f"{found.trial} {found.rounds}/{rounds}")


def one_line(work: Work, between: proxy.Proxy, mood: str, chance: random.Random,
             found: Found) -> None:
    time.sleep(chance.uniform(*LOAD_SECONDS) / 4)  # The random moment itself.
    if mood == "at random":
        found.expect(between.cut() > 0, "no line to cut")
    else:
        between.arm(mood)
        found.expect(between.hit(SECONDS), f"nothing was committed to cut {mood}")
    goes_on(work, found, f"a line cut: {mood}",
            SILENCE_SECONDS if mood == "silence" else SECONDS)
    found.notes.append(mood)


class Crossing(Gate):
    """Clients find any of several nodes."""

    def __init__(self) -> None:
        super().__init__()
        self._nodes: dict[int, int] = {}
        self._chance = random.Random(0)

    def open(self, port: int) -> None:
        super().open(port)
        with self._changed:
            self._nodes[port] = self._number

    def shut(self, port: int | None = None) -> None:
        with self._changed:
            self._nodes = {} if port is None else {
                other: number for other, number in self._nodes.items() if other != port}
            self._port = next(iter(self._nodes), None)

    def enter(self) -> tuple[int, int] | None:
        if super().enter() is None:
            return None
        with self._changed:
            nodes = list(self._nodes.items())
            return self._chance.choice(nodes) if nodes else (self._port or 1, self._number)


def two(order: Order, found: Found) -> None:
    """Two nodes at once; one of them dies, and then both."""
    only_postgres(order)
    chance = random.Random(order.seed)
    rounds = max(3, order.rounds // 10)
    with working(order, "two", found, transient=AWAY, gate=Crossing()) as work:
        for _ in range(rounds):
            with another(work) as other:
                work.start()
                goes_on(work, found, "the start of two")
                time.sleep(chance.uniform(*LOAD_SECONDS))  # The random moment itself.
                first, last = chance.sample([work.node, other], 2)
                first.kill()
                work.load.gate.shut(first.port)
                goes_on(work, found, "one of two died")
                last.kill()
                work.load.gate.shut()
            check_journal(work.place, work.load.ledger, found)
            check_whole(work.place, found)
            found.rounds += 1
            progress(f"{found.trial} {found.rounds}/{rounds}")


@contextlib.contextmanager
def another(work: Work):
    """A second node beside the work's own."""
    node = Node(work.address, work.spool)
    try:
        if not node.listening():
            raise RuntimeError(f"the second node does not start: {node.log[-600:]}")
        work.load.gate.open(node.port)
        yield node
    finally:
        if node.process.poll() is None:
            node.kill()


def full(order: Order, found: Found) -> None:
    """The disk of the server fills: refused or waiting, and on again once there is room."""
    with small_disk(os.path.join(order.folder, "disk"), DISK_MEGABYTES) as folder:
        with working(order, "disk/full", found, transient=FULL) as work:
            work.start()
            for _ in range(max(1, order.rounds // 100)):
                goes_on(work, found, "the start")
                one_filling(work, os.path.join(folder, "filler"), found)
                found.rounds += 1
            judged(work, found)


def one_filling(work: Work, filler: str, found: Found) -> None:
    server = work.place.server
    begun = len(server.log)
    fill(filler)
    told = server.says("No space left on device", SECONDS)
    found.expect(told, "the server noticed nothing of its full disk")
    # It lives on where a table could not grow, and ends where its log could not.
    has_ended = "PANIC" in server.log[begun:]
    found.notes.append("the server ended" if has_ended else "the server lived on")
    if not has_ended:
        reads(work, found, "a full disk")
    os.remove(filler)
    if server.process.poll() is not None:
        server.start()
    goes_on(work, found, "there was room again", 2 * SECONDS)


def read_only(order: Order, found: Found) -> None:
    """A server that takes no writes for a while, as after a switch to another one."""
    server_says = "read-only transaction"
    with working(order, "read-only", found, transient=AWAY) as work:
        work.start()
        for _ in range(max(2, order.rounds // 40)):
            goes_on(work, found, "the start")
            set_read_only(work, "on")
            found.expect(work.place.server.says(server_says, SECONDS), "nobody tried to write")
            reads(work, found, "a server that takes no writes")
            set_read_only(work, "off")
            goes_on(work, found, "writes were taken again")
            found.rounds += 1
        judged(work, found)


@dataclasses.dataclass(frozen=True)
class Case:
    """A database that is no city, what is done to make it, and what is said of it."""

    name: str
    make: str
    sql: str
    english: str
    chinese: str


FROM_TOMORROW = "INSERT INTO schema_step (module, number) VALUES ('journal', 9999)"
CASES = (
    Case("theirs", "TEMPLATE template0", "CREATE TABLE theirs (a INTEGER)",
         "not a store of this program", "不是报到的数据库"),
    Case("letters", "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'", "SELECT 1",
         "UTF8 and C are needed", "需要UTF8与C"),
    Case("tomorrow", "TEMPLATE city", FROM_TOMORROW, "upgrade the program", "请升级程序"),
    Case("missing", "", "", "does not exist", "does not exist"),
)
WRITING, READING = ("serve", "account key"), ("verify", "matter list")


def foreign(order: Order, found: Found) -> None:
    """Databases that are no city of this program's: refused in words, and not one row changes."""
    work = Work(order, "foreign", found)
    try:
        work.start()
        goes_on(work, found, "the start")
        work.finish()
        for case in CASES:
            refused(case, work.place, found)
            found.rounds += 1
        away = f"postgres://postgres@127.0.0.1:{postgres.free_port()}/city"
        for name in (*WRITING, *READING):
            told(name, away, ("cannot be reached", "不可达"), work.place, found)
        found.rounds += 1
    finally:
        work.abandon()


def refused(case: Case, place: postgres.PostgresPlace, found: Found) -> None:
    if case.make:
        place.server.sql(f"CREATE DATABASE {case.name} {case.make}", "postgres")
        place.server.sql(case.sql, case.name)
    before = place.server.dump(case.name) if case.make else ""
    for name in (*WRITING, *READING):
        told(name, place.address_at(place.server.port, case.name), (case.english, case.chinese),
             place, found)
    after = place.server.dump(case.name) if case.make else ""
    found.expect(before == after, f"{case.name}: something was changed")


def told(name: str, address: str, words: tuple[str, str], place: postgres.PostgresPlace,
         found: Found) -> None:
    for language, word in zip(("en", "zh"), words):
        ended = command(name, address, language, os.path.join(place.folder, name))
        found.expect(ended.status == REFUSED and word in ended.errors,
                     f"{name} on {address} ends with {ended.status}: {ended.errors[-400:]}")


def set_read_only(work: Work, value: str) -> None:
    server = work.place.server
    server.forget()
    server.sql(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
    server.sql("SELECT pg_reload_conf()")


def reads(work: Work, found: Found, when: str) -> None:
    """Who only reads notices nothing, and what was acknowledged is there."""
    for path, key in (("/health", None), ("/api/v1/matters?limit=5", work.load.keys[DISPATCHER])):
        status, text = get(work.node.port, path, key)
        found.expect(status == 200, f"{when}: {path} answers {status} {text[:200]}")
    known = set(work.load.ledger.snapshot()[0])
    there = {entry.position for entry in work.place.journal() if entry.action in ACTIONS}
    found.lost += len(known - there)
