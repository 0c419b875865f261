"""What one trial found, and the checks that every trial ends with."""

import contextlib
import dataclasses
import os
import sys
import tempfile
import time

from kinds import KINDS
from ledger import Ledger, compare
from load import ACTIONS, Load, keys, settle
from place import Place
from program import Node, run


@dataclasses.dataclass
class Found:
    """What came of one trial on one kind of store."""

    trial: str
    store: str
    rounds: int = 0
    acknowledged: int = 0
    unanswered: int = 0
    lost: int = 0
    twice: int = 0
    seconds: float = 0
    skipped: str = ""
    faults: list[str] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not (self.faults or self.lost or self.twice)

    def expect(self, condition: bool, otherwise: str) -> bool:
        if not condition and otherwise not in self.faults:
            self.faults.append(otherwise)
        return condition


class Skipped(Exception):
    """Why a trial cannot be made on this machine."""


@dataclasses.dataclass(frozen=True)
class Order:
    """What the harness was asked for."""

    seed: int
    rounds: int
    store: str
    clients: int
    folder: str

    def place(self, name: str) -> Place:
        return KINDS[self.store](os.path.join(self.folder, name))


def progress(text: str) -> None:
    """One line that is written over, only on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def scratch(base: str | None):
    """A folder that goes again, whatever happens."""
    with tempfile.TemporaryDirectory(prefix="baodao-faults-", dir=base) as folder:
        # A server's user has to get through to its own folder.
        os.chmod(folder, 0o711)
        yield folder


def check_journal(place: Place, ledger: Ledger, found: Found) -> None:
    """Every acknowledged step stands in the journal once, and nothing that nobody asked for."""
    lost, twice = compare(ledger, place.journal(), ACTIONS)
    found.lost += lost
    found.twice += twice


def check_whole(place: Place, found: Found) -> None:
    """The chain verifies and the state tables are what the journal says."""
    verified = run("verify", "--store", place.address, "--format", "json")
    found.expect(verified.status == 0 and verified.json["ok"],
                 f"verify: {verified.status} {verified.output}{verified.errors}"[:600])
    rebuilt = run("rebuild", "--check", "--store", place.address, "--format", "json")
    found.expect(rebuilt.status == 0 and rebuilt.json["ok"],
                 f"rebuild --check: {rebuilt.status} {rebuilt.output}{rebuilt.errors}"[:600])


class Work:
    """A city with clients at work on it, and the node that serves it at the moment."""

    def __init__(self, order: Order, name: str, found: Found, *, clients: int | None = None,
                 environment: dict | None = None, **more) -> None:
        self.found = found
        self.place = order.place(name)
        self.spool = os.path.join(self.place.folder, "notices")
        self.environment = environment or {}
        # Where nodes find the city, as far as they know.
        self.address = self.place.address
        try:
            posts = keys(self.address)
        except BaseException:
            self.place.end()
            raise
        self.load = Load(posts, self.spool, clients=clients or order.clients, seed=order.seed,
                         run_name=name, **more)
        self.node: Node | None = None

    def spawn(self) -> Node:
        """A node, which the clients do not find yet."""
        self.node = Node(self.address, self.spool, environment=self.environment)
        return self.node

    def start(self) -> Node:
        """A node, which the clients find."""
        self.spawn()
        if not self.node.listening():
            raise RuntimeError(f"the node does not start: {self.node.log[-1000:]}")
        self.load.gate.open(self.node.port)
        return self.node

    def kill(self) -> None:
        self.load.gate.shut()
        self.node.kill()

    def stop(self) -> None:
        self.load.gate.shut()
        status = self.node.stop()
        self.found.expect(status == 0, f"serve ended with {status}: {self.node.log[-600:]}")

    def finish(self) -> None:
        """Lets the clients end, settles what is open on a node of its own, and looks at all."""
        self.load.gate.shut()
        self.load.end()
        if self.node is None or self.node.process.poll() is not None:
            self.node = Node(self.place.address, self.spool)
            self.found.expect(self.node.listening(), f"no node at the end: {self.node.log[-600:]}")
        ledger = self.load.ledger
        self.found.unanswered += ledger.settled_as_done + ledger.settled_as_new + len(ledger.open)
        settle(self.load, self.node.port)
        self.stop()
        check_journal(self.place, ledger, self.found)
        check_whole(self.place, self.found)
        self.found.acknowledged += len(ledger.acknowledged)
        self.found.faults += ledger.faults[:20]
        self.found.expect(bool(ledger.acknowledged), "nothing was acknowledged")

    def abandon(self) -> None:
        """After a failure of the harness itself: no process is left behind."""
        self.load.gate.end()
        if self.node is not None and self.node.process.poll() is None:
            self.node.kill()
        self.place.end()


@contextlib.contextmanager
def working(order: Order, name: str, found: Found, **more):
    """A city at work, finished and judged at the end."""
    work = Work(order, name, found, **more)
    try:
        yield work
        work.finish()
        work.place.remove()
    finally:
        work.abandon()


def timed(found: Found, body) -> Found:
    begun = time.monotonic()
    try:
        body()
    except Skipped as reason:
        found.skipped = str(reason)
    except Exception as error:  # A trial that breaks is a fault of its own; the others go on.
        found.faults.append(f"{type(error).__name__}: {error}"[:1500])
    found.seconds = time.monotonic() - begun
    return found
