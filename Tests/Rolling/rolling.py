"""Restarts two nodes in turn behind a balancer, under load, and looks whether anybody noticed.

    rolling.py [--restarts N] [--clients N] [--format table|json]

Ends with 1 where a request failed, an event did not reach an open page, or something was lost or
done twice.
"""

import argparse
import collections
import http.client
import json
import os
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Faults"))

from balancer import Balancer  # noqa: E402
from ledger import compare  # noqa: E402
from load import ACTIONS, DISPATCHER, Client, Load, keys, settle  # noqa: E402
from postgres import PostgresPlace  # noqa: E402
from program import Node  # noqa: E402
from trial import progress  # noqa: E402

READY_SECONDS = 30
# The program's own default.
STOP_WAIT = 5
STEPS_BETWEEN = 200
STEPS_SECONDS = 60
# Silence at which an open page counts as deaf: longer than the server's own comments are apart.
SILENCE_SECONDS = 30
PAGES = ("/", "/matters", "/wall", "/api/v1/matters")


class Strict(Client):
    """Counts as failed whatever a client behind a balancer must not see."""

    def ask(self, node: tuple[int, int], step) -> tuple[int, str]:
        begun = time.monotonic()
        try:
            status, text = super().ask(node, step)
        except (OSError, http.client.HTTPException) as error:
            self.load.ledger.faults.append(f"{step.action}: {error!r}")
            raise
        if status >= 500:
            self.load.ledger.faults.append(f"{step.action}: {status} {text[:200]}")
        self.load.longest = max(getattr(self.load, "longest", 0), time.monotonic() - begun)
        return status, text


class Reader(threading.Thread):
    """Reads pages one after another, over one connection."""

    def __init__(self, port: int, key: str) -> None:
        super().__init__(daemon=True)
        self.port, self.key = port, key
        self.faults: list[str] = []
        self.count, self.longest = 0, 0.0
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=READY_SECONDS * 2)
        while not self.ended.is_set():
            path = PAGES[self.count % len(PAGES)]
            begun = time.monotonic()
            try:
                line.request("GET", path, headers={"Authorization": f"Bearer {self.key}"})
                answer = line.getresponse()
                answer.read()
                if answer.status >= 400:
                    self.faults.append(f"GET {path}: {answer.status}")
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(f"GET {path}: {error!r}")
                line.close()
            self.longest = max(self.longest, time.monotonic() - begun)
            self.count += 1
        line.close()


class Page(threading.Thread):
    """An open page: hears what happens, and comes back as browsers do when its stream ends."""

    def __init__(self, port: int, key: str) -> None:
        super().__init__(daemon=True)
        self.port, self.key = port, key
        self.heard: list[int] = []
        self.faults: list[str] = []
        self.streams, self.longest = 0, 0.0
        self.retry = 3.0
        self.ended = threading.Event()
        self.began = threading.Event()
        self.changed = threading.Condition()
        self.start()

    def run(self) -> None:
        while not self.ended.is_set():
            left = time.monotonic()
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SILENCE_SECONDS)
            try:
                headers = {"Authorization": f"Bearer {self.key}"}
                if self.heard:
                    headers["Last-Event-ID"] = str(self.heard[-1])
                line.request("GET", "/live/matters", headers=headers)
                answer = line.getresponse()
                if answer.status != 200:
                    self.faults.append(f"live: {answer.status}, at which browsers give up")
                else:
                    self.hear(answer)
            except (OSError, http.client.HTTPException) as error:
                if not self.ended.is_set():
                    self.faults.append(f"live: {error!r}")
            line.close()
            self.ended.wait(self.retry)
            if self.began.is_set():
                self.longest = max(self.longest, time.monotonic() - max(left, self.last))

    def hear(self, answer) -> None:
        self.streams += 1
        for line in answer:
            self.last = time.monotonic()
            words = line.decode().strip()
            if words.startswith("retry: "):
                self.retry = int(words[7:]) / 1000
                self.began.set()
            elif words.startswith("id: "):
                with self.changed:
                    self.heard.append(int(words[4:]))
                    self.changed.notify_all()
            if self.ended.is_set():
                return

    def has_heard(self, position: int) -> bool:
        with self.changed:
            return self.changed.wait_for(
                lambda: bool(self.heard) and self.heard[-1] >= position, SILENCE_SECONDS)


class Trial:
    """Two nodes, a balancer, and everybody who uses them."""

    def __init__(self, place, folder: str, clients: int) -> None:
        self.place = place
        self.spool = os.path.join(folder, "notices")
        self.faults: list[str] = []
        self.stops: list[float] = []
        self.held: set[str] = set()
        posts = keys(place.address)
        self.balancer = Balancer()
        self.nodes: list[tuple[Node, object]] = []
        for _ in range(2):
            self.begin()
        self.load = Load(posts, self.spool, clients=clients, kind=Strict, run_name="rolling")
        self.load.gate.open(self.balancer.port)
        self.readers = [Reader(self.balancer.port, posts[DISPATCHER]) for _ in range(2)]
        self.page = Page(self.balancer.port, posts[DISPATCHER])
        if not self.page.began.wait(READY_SECONDS):
            self.faults.append("the stream of events does not begin")

    def begin(self) -> None:
        """Starts a node and waits until the balancer has taken it in."""
        node = Node(self.place.address, self.spool, stop_wait=STOP_WAIT)
        if not node.listening():
            raise SystemExit(f"a node does not start: {node.log[-1000:]}")
        known = self.balancer.add(node.port)
        self.nodes.append((node, known))
        end = time.monotonic() + READY_SECONDS
        while not known.is_in:
            if time.monotonic() > end:
                raise SystemExit(f"a node is not ready: {node.log[-1000:]}")
            # The balancer's own checks are a second apart.
            time.sleep(0.1)

    def restart(self) -> None:
        """Restarts the node that has run for longest."""
        node, known = self.nodes.pop(0)
        begun = time.monotonic()
        status = node.stop()
        self.stops.append(time.monotonic() - begun)
        if status != 0:
            self.faults.append(f"serve ended with {status}: {node.log[-600:]}")
        self.balancer.remove(known)
        if not self.load.ledger.progresses(STEPS_BETWEEN, STEPS_SECONDS):
            self.faults.append("nothing goes on while one node is away")
        # One node is at work, and another one than at the last restart.
        held = self.holders()
        if len(held) > 1 or held & self.held:
            self.faults.append("a node that ended still holds a duty")
        self.held = held
        self.begin()

    def holders(self) -> set[str]:
        """Who has the right to fire deadlines, deliver messages and seal."""
        return {row[0] for row in self.place.server.sql("SELECT holder FROM lease")}

    def finish(self) -> dict:
        self.load.end()
        for reader in self.readers:
            reader.ended.set()
            reader.join(READY_SECONDS)
        settle(self.load, self.balancer.port)
        lost, twice = compare(self.load.ledger, self.place.journal(), ACTIONS)
        matters = [(int(row[0]), row[1]) for row in self.place.server.sql(
            "SELECT e.position, e.action FROM event AS e JOIN matter AS m ON m.id = e.subject "
            "ORDER BY e.position")]
        self.page.has_heard(matters[-1][0])
        self.page.ended.set()
        first = self.page.heard[0] if self.page.heard else 0
        heard = [position for position, _ in matters if position >= first]
        if self.page.heard != heard:
            missed = [matter for matter in matters
                      if matter[0] in set(heard) - set(self.page.heard)]
            self.faults.append(
                f"the open page heard {len(self.page.heard)} of {len(heard)}: {missed[:5]}")
        failed = [*self.load.ledger.faults, *self.balancer.failures, *self.page.faults,
                  *(fault for reader in self.readers for fault in reader.faults)]
        return {
            "restarts": len(self.stops), "actions": len(self.load.ledger.acknowledged),
            "pages": sum(reader.count for reader in self.readers), "streams": self.page.streams,
            "heard": len(self.page.heard), "failed": len(failed), "lost": lost, "twice": twice,
            "stopSeconds": [round(stop, 1) for stop in self.stops],
            "longestActionSeconds": round(self.load.longest, 2),
            "longestPageSeconds": round(max(reader.longest for reader in self.readers), 2),
            "faults": [f"{count}× {words}" for words, count in
                       collections.Counter([*self.faults, *failed]).most_common(20)]}

    def end(self) -> None:
        """Leaves nothing behind."""
        self.load.gate.end()
        self.page.ended.set()
        for reader in self.readers:
            reader.ended.set()
        self.balancer.end()
        for node, _ in self.nodes:
            node.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--restarts", type=int, default=6, help="of the two nodes in turn")
    parser.add_argument("--clients", type=int, default=16, help="users of the API at once")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="baodao-rolling-") as folder:
        place = PostgresPlace(folder)
        trial = None
        try:
            trial = Trial(place, folder, chosen.clients)
            for number in range(chosen.restarts):
                progress(f"restart {number + 1}/{chosen.restarts}")
                trial.restart()
            result = trial.finish()
        finally:
            if trial:
                trial.end()
            place.end()
    progress("")
    is_sound = not (result["faults"] or result["lost"] or result["twice"])
    if chosen.format == "json":
        print(json.dumps(result | {"sound": is_sound}, ensure_ascii=False, indent=2))
    else:
        for name, value in result.items():
            if name != "faults":
                print(f"{name:22} {value}")
        for fault in result["faults"]:
            print(fault)
        print("sound" if is_sound else "FAULT")
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
