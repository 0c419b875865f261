"""A PostgreSQL of the run's own, and a city in it. The server ends with the harness, however."""

import collections
import glob
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import threading

from place import Entry, identifier

START_SECONDS = 60
LINES_MAX = 400
DATABASE = "city"
READY = "database system is ready to accept connections"


def binary(name: str) -> str | None:
    """A program of the server: where Debian puts it, newest first, or on the path."""
    debian = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"),
                    key=lambda path: int(path.split("/")[4]), reverse=True)
    return debian[0] if debian else shutil.which(name)


def is_there() -> bool:
    return all(map(binary, ("initdb", "postgres", "psql", "pg_dump"))) and shutil.which("setpriv") is not None


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def children(parent: int) -> list[int]:
    """The processes that a process has begun."""
    found = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue  # It has ended meanwhile.
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(path.split("/")[2]))
    return found


def kill_and_wait(processes: list[int]) -> None:
    """kill -9, and the moment at which each is gone; some may go by themselves before."""
    handles = []
    for process in processes:
        try:
            handle = os.pidfd_open(process)
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            handles.append(handle)
        except ProcessLookupError:
            continue
    for handle in handles:
        select.select([handle], [], [], START_SECONDS)
        os.close(handle)


class Server:
    """A server on a folder of its own, run by a user who is not root."""

    def __init__(self, folder: str, environment: dict | None = None) -> None:
        self.folder, self.environment = folder, environment or {}
        self.data = os.path.join(folder, "data")
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.lines: collections.deque[str] = collections.deque(maxlen=LINES_MAX)
        self._changed = threading.Condition()
        self._is_ready = False
        os.makedirs(folder, exist_ok=True)
        if os.geteuid() == 0:
            names = {entry.pw_name: entry for entry in pwd.getpwall()}
            user = names.get("postgres") or names["nobody"]
            os.chown(folder, user.pw_uid, user.pw_gid)
            account = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
        else:
            account = []
        # The signal of an immediate shutdown, should the harness itself be killed.
        self.wrap = ["setpriv", "--pdeathsig", "QUIT", *account]
        made = subprocess.run(
            [*self.wrap, binary("initdb"), "-D", self.data, "-U", "postgres", "-A", "trust", "-E",
             "UTF8", "--locale=C", "--no-sync"], capture_output=True, text=True, cwd=folder)
        if made.returncode != 0:
            raise RuntimeError(f"initdb: {made.stderr[-600:]}")

    def begin(self) -> None:
        self.forget()
        self.process = subprocess.Popen(
            [*self.wrap, binary("postgres"), "-D", self.data, "-k", self.folder, "-p",
             str(self.port), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60",
             "-c", "shared_buffers=32MB", "-c", "max_wal_size=64MB", "-c", "lc_messages=C"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", cwd=self.folder, env=os.environ | self.environment,
            start_new_session=True)
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()

    def start(self) -> None:
        self.begin()
        self.await_ready()

    def await_ready(self) -> None:
        """Waits until the server says that it is ready, after a start or a crash of its own."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_ready, START_SECONDS)
            is_ready = self._is_ready
        if not is_ready or self.process.poll() is not None:
            raise RuntimeError(f"no database: {self.log[-1500:]}")

    def forget(self) -> None:
        """What was said so far counts no more."""
        with self._changed:
            self._is_ready = False
            self.lines.clear()

    def says(self, text: str, seconds: float) -> bool:
        """Waits until the server says something."""
        with self._changed:
            return self._changed.wait_for(lambda: text in self.log, seconds)

    def _read(self, process: subprocess.Popen) -> None:
        for line in process.stdout:
            with self._changed:
                self.lines.append(line)
                self._is_ready = self._is_ready or READY in line
                self._changed.notify_all()
        with self._changed:
            # Who waits for a server that has ended is told by its process.
            self._is_ready = True
            self._changed.notify_all()

    def kill(self) -> None:
        """kill -9 of the server and of every process that it began."""
        # Stopped first, so that it neither begins another child nor notices what happens to them.
        os.kill(self.process.pid, signal.SIGSTOP)
        kill_and_wait([*children(self.process.pid), self.process.pid])
        self.process.wait()

    def kill_backend(self, process: int) -> None:
        """kill -9 of one process, after which the server ends all others and recovers."""
        self.forget()
        kill_and_wait([process])

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: quickly (SIGINT) or at once (SIGQUIT)."""
        self.process.send_signal(how)
        self.process.wait(START_SECONDS)

    def end(self) -> None:
        """Leaves no process behind."""
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def sql(self, text: str, database: str = DATABASE) -> list[list[str]]:
        """Asks past the program; answers rows of texts."""
        done = subprocess.run(
            [binary("psql"), "-X", "-q", "-t", "-A", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h",
             "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c", text, database],
            capture_output=True, text=True, timeout=START_SECONDS)
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()[-600:]}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def dump(self, database: str) -> str:
        """Everything in a database, as text."""
        done = subprocess.run(
            [binary("pg_dump"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres",
             database], capture_output=True, text=True, timeout=START_SECONDS, check=True)
        # Later versions put a word of chance into these lines.
        return "".join(line for line in done.stdout.splitlines(keepends=True)
                       if not line.startswith(("\\restrict", "\\unrestrict")))

    def backends(self) -> list[int]:
        """The server's processes at work for the program."""
        return [int(row[0]) for row in self.sql(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'baodao'")]

    @property
    def log(self) -> str:
        return "".join(self.lines)


class PostgresPlace:
    """A city in a database of a server of its own."""

    kind = "postgres"

    def __init__(self, folder: str, environment: dict | None = None) -> None:
        os.makedirs(folder, exist_ok=True)
        # The server's user has to get through to its own folder.
        os.chmod(folder, 0o711)
        self.folder = folder
        self.server = Server(os.path.join(folder, "server"), environment)
        self.address = self.address_at(self.server.port)
        try:
            self.server.start()
            self.server.sql(f"CREATE DATABASE {DATABASE}", "postgres")
        except BaseException:
            self.server.end()
            raise

    def address_at(self, port: int, database: str = DATABASE) -> str:
        return f"postgres://postgres@127.0.0.1:{port}/{database}"

    def journal(self) -> list[Entry]:
        rows = self.server.sql(
            "SELECT position, subject, version, action FROM event ORDER BY position")
        return [Entry(int(row[0]), identifier(int(row[1])), int(row[2]), row[3]) for row in rows]

    def end(self) -> None:
        self.server.end()

    def remove(self) -> None:
        self.end()
        shutil.rmtree(self.folder)
