"""The real program: its commands, and nodes that serve a city until something happens to them."""

import collections
import dataclasses
import json
import os
import signal
import subprocess
import threading

COMMAND_SECONDS = 120
START_SECONDS = 60
LINES_MAX = 400


class Silent(Exception):
    """A program that neither answered nor ended in time."""


def program() -> str:
    """The program under test: BAODAO, or what was built here, release first."""
    named = os.environ.get("BAODAO")
    root = os.path.join(os.path.dirname(__file__), "..", "..")
    built = [os.path.join(root, ".build", kind, "baodao") for kind in ("release", "debug")]
    for path in [named] if named else built:
        if os.access(path, os.X_OK):
            return os.path.abspath(path)
    raise SystemExit("build the program first: make release")


@dataclasses.dataclass(frozen=True)
class Ended:
    """How a command ended: its status (below 0 for a signal) and its words."""

    status: int
    output: str
    errors: str

    @property
    def json(self) -> dict:
        return json.loads(self.output)


def run(*arguments: str, wrap: tuple = (), environment: dict | None = None,
        seconds: float = COMMAND_SECONDS) -> Ended:
    """Runs one command to its end."""
    words = [*wrap, program(), *arguments]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=seconds,
                              stdin=subprocess.DEVNULL, env=os.environ | (environment or {}))
    except subprocess.TimeoutExpired:
        raise Silent(f"{' '.join(arguments[:2])} did not end within {seconds:.0f} s") from None
    return Ended(done.returncode, done.stdout, done.stderr)


class Node:
    """One serving program. Its log is read as it comes, so that nothing has to be waited out."""

    def __init__(self, address: str, spool: str, *, wrap: tuple = (),
                 environment: dict | None = None, stop_wait: int = 0) -> None:
        self.lines: collections.deque[str] = collections.deque(maxlen=LINES_MAX)
        self.port: int | None = None
        self._told = threading.Event()
        self.process = subprocess.Popen(
            [*wrap, program(), "serve", "--store", address, "--spool", spool, "--port", "0",
             "--request-rate", "0", "--guess-burst", "100000", "--guesses-per-hour", "100000",
             "--log-level", "notice", "--lang", "en", "--stop-wait-seconds", str(stop_wait)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=os.environ | (environment or {}))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line)
            if '"message":"listening"' in line:
                self.port = json.loads(line)["port"]
                self._told.set()
        self._told.set()

    def listening(self, seconds: float = START_SECONDS) -> bool:
        """Waits until it listens (true) or has ended (false)."""
        if not self._told.wait(seconds):
            self.kill()
            raise Silent(f"serve neither listened nor ended within {seconds:.0f} s")
        return self.port is not None

    @property
    def log(self) -> str:
        return "".join(self.lines)

    def kill(self) -> None:
        """Ends it as a power cut would end the process: at once, whatever it is at."""
        self.process.send_signal(signal.SIGKILL)
        self.wait()

    def stop(self) -> int:
        """Asks it to end."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self, seconds: float = START_SECONDS) -> int:
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Silent(f"serve did not end within {seconds:.0f} s") from None
        self._reader.join()
        self.process.stdout.close()
        return status
