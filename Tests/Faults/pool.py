"""pgbouncer in transaction mode between the nodes and the database; it dies and restarts too."""

import collections
import contextlib
import os
import random
import shutil
import signal
import subprocess
import threading
import time

from database import LOAD_SECONDS, SILENT, Crossing, another, goes_on, judged
from postgres import DATABASE, PostgresPlace, free_port
from trial import Found, Order, Skipped, Work, progress, working

PROGRAM = "pgbouncer"
READY = "process up"
START_SECONDS = 30
LINES_MAX = 400
# Fewer connections than two nodes have, so that they have to share them.
CONNECTIONS = 4


def is_there() -> bool:
    return shutil.which(PROGRAM, path=os.environ["PATH"] + ":/usr/sbin") is not None


class Pool:
    """A pgbouncer before a server, run by the server's user."""

    def __init__(self, place: PostgresPlace) -> None:
        server = place.server
        self.folder, self.wrap, self.port = server.folder, server.wrap, free_port()
        self.settings = os.path.join(self.folder, "pool.ini")
        self.process: subprocess.Popen | None = None
        with open(self.settings, "w", encoding="utf-8") as file:
            file.write(
                f"[databases]\n{DATABASE} = host=127.0.0.1 port={server.port} user=postgres\n"
                f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\n"
                "unix_socket_dir =\nauth_type = any\npool_mode = transaction\n"
                f"default_pool_size = {CONNECTIONS}\nserver_login_retry = 1\n")

    def start(self) -> None:
        lines: collections.deque[str] = collections.deque(maxlen=LINES_MAX)
        told = threading.Event()
        self.process = subprocess.Popen(
            [*self.wrap, shutil.which(PROGRAM, path=os.environ["PATH"] + ":/usr/sbin"),
             self.settings], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", cwd=self.folder,
            start_new_session=True)

        def read(process: subprocess.Popen) -> None:
            for line in process.stdout:
                lines.append(line)
                if READY in line:
                    told.set()
            told.set()

        threading.Thread(target=read, args=(self.process,), daemon=True).start()
        told.wait(START_SECONDS)
        if not any(READY in line for line in lines):
            raise RuntimeError(f"no pool: {''.join(lines)[-600:]}")

    def stop(self, how: signal.Signals) -> None:
        """SIGKILL, or SIGTERM: at once, SIGINT: once every transaction is over."""
        self.process.send_signal(how)
        self.process.wait(START_SECONDS)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop(signal.SIGKILL)


def pool_dies(work: Work, between: Pool) -> None:
    between.stop(signal.SIGKILL)
    between.start()


def pool_restarts(work: Work, between: Pool) -> None:
    between.stop(signal.SIGTERM)
    between.start()


def pool_ends_politely(work: Work, between: Pool) -> None:
    between.stop(signal.SIGINT)
    between.start()


def server_dies(work: Work, between: Pool) -> None:
    work.place.server.kill()
    work.place.server.start()


def connections_end(work: Work, between: Pool) -> None:
    work.place.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                          "WHERE pid <> pg_backend_pid() AND datname = current_database()")


WAYS = (pool_dies, server_dies, pool_restarts, connections_end, pool_dies, pool_ends_politely)


@contextlib.contextmanager
def told(pooled: dict[str, str]):
    """What nodes and commands that begin meanwhile find in their environment."""
    os.environ |= pooled
    try:
        yield
    finally:
        for name in pooled:
            del os.environ[name]


def pool(order: Order, found: Found) -> None:
    """Two nodes behind one pool, which dies, restarts, and loses the server behind it."""
    if order.store != "postgres":
        raise Skipped("there is no server")
    if not is_there():
        raise Skipped("no pgbouncer on this machine")
    chance = random.Random(order.seed)
    with working(order, "pool", found, transient=SILENT, gate=Crossing()) as work:
        place = work.place
        between = Pool(place)
        direct = place.address_at(place.server.port)
        with contextlib.closing(between), told(
                {"BAODAO_STORE_POOLED": "true", "BAODAO_STORE_LISTEN": direct}):
            between.start()
            work.address = place.address = place.address_at(between.port)
            work.start()
            with another(work):
                for number in range(max(len(WAYS), order.rounds // 10)):
                    strike(work, between, WAYS[number % len(WAYS)], chance, found)
                    found.rounds += 1
                    progress(f"{found.trial} {found.rounds}")
                unclean(work, found)
            judged(work, found)
        place.address = direct


def strike(work: Work, between: Pool, way, chance: random.Random, found: Found) -> None:
    name = way.__name__.replace("_", " ")
    goes_on(work, found, f"the start of {name}")
    time.sleep(chance.uniform(*LOAD_SECONDS))  # The random moment itself.
    begun = time.monotonic()
    way(work, between)
    goes_on(work, found, name)
    found.notes.append(f"{name}: on after {time.monotonic() - begun:.1f} s")


def unclean(work: Work, found: Found) -> None:
    """Nothing was left in a session of the pool for whoever gets it next."""
    seen = work.place.server.sql(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
    found.expect(seen == [["0"]], f"advisory locks are kept in sessions: {seen}")
