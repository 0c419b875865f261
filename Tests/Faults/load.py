"""Clients that take matters through their lives over HTTP, and never give a step up."""

import collections
import http.client
import itertools
import json
import os
import threading

from ledger import Ledger, Step
from program import run

CALL_TAKER, DISPATCHER, HANDLER, CLERK = (
    "a-call-taker", "supervisor", "a3-housing-handler", "administrator")
POSTS = (CALL_TAKER, DISPATCHER, HANDLER, CLERK)
ACTIONS = frozenset(
    {"ReceiveMatter", "DispatchMatter", "AcceptMatter", "AnswerMatter", "RateMatter"})
REQUEST_SECONDS = 30
BACK_OFF_SECONDS = 0.05
# Matters whose caller waits for the notice with the code before rating.
WAITING_MAX = 40


def keys(address: str) -> dict[str, str]:
    """Makes the city and a key of each post."""
    made = {}
    for post in POSTS:
        ended = run("account", "key", "--post", post, "--store", address, "--format", "json")
        if ended.status != 0:
            raise RuntimeError(f"no key of {post}: {ended.errors}")
        made[post] = ended.json["key"]
    return made


def code_of(text: str) -> str:
    """The code of a problem document; the text itself where it is none."""
    try:
        return json.loads(text)["code"]
    except (ValueError, KeyError, TypeError):
        return text[:80]


class Gate:
    """Where the clients find the node: its port while it listens, and which node it is."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._port: int | None = None
        self._number = 0
        self._ended = False

    def open(self, port: int) -> None:
        with self._changed:
            self._port = port
            self._number += 1
            self._changed.notify_all()

    def shut(self) -> None:
        with self._changed:
            self._port = None

    def end(self) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def enter(self) -> tuple[int, int] | None:
        """The node's port and number once there is one; nil at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._port is not None)
            return None if self._ended else (self._port, self._number)

    def ended(self, seconds: float) -> bool:
        """Waits a little, or until the end."""
        with self._changed:
            return self._changed.wait_for(lambda: self._ended, seconds)


class Client(threading.Thread):
    """One user of the API. Sends every step until it is answered, always under the same key."""

    def __init__(self, load: "Load", name: str) -> None:
        super().__init__(daemon=True)
        self.load, self.label = load, name
        self.line: http.client.HTTPConnection | None = None
        self.node = 0
        self.numbers = itertools.count(1)
        self.waiting: collections.deque[tuple[str, int]] = collections.deque(maxlen=WAITING_MAX)

    def run(self) -> None:
        try:
            while self._live():
                pass
        except Exception as error:  # A client that dies unseen would make every check weaker.
            self.load.ledger.faults.append(f"{self.label} ended: {error!r}")
        finally:
            self.hang_up()

    def _live(self) -> bool:
        """One matter, or one rating where a notice has come; false at the end."""
        rated = self._rate()
        if rated is not None:
            return rated
        life = f"{self.label}-{next(self.numbers)}"
        received = self._step(life, "ReceiveMatter", "/matters/receive", CALL_TAKER, {
            "kind": "hotline", "title": "路灯白天一直亮着没人管", "channel": "phone",
            "text": f"您好，云杉路的路灯三天没关了，请尽快处理。{life}", "caller": life})
        if not received:
            return self.load.goes_on
        matter = f"/matters/{received.number}"
        for action, verb, post, body in (
                ("DispatchMatter", "dispatch", DISPATCHER,
                 {"unit": "a3-housing", "area": "a3", "reason": "属地"}),
                ("AcceptMatter", "accept", HANDLER, {}),
                ("AnswerMatter", "answer", HANDLER, {"reply": "您好，已现场核查并处理完毕。"})):
            if not self._step(life, action, f"{matter}/{verb}", post, body):
                return self.load.goes_on
        self.waiting.append((received.number, received.answer.position))
        return True

    def _rate(self) -> bool | None:
        """Rates the oldest matter whose notice has come; None where none has."""
        if not self.waiting:
            return None
        number, position = self.waiting[0]
        code = self.load.code(position)
        if code is None:
            return None
        self.waiting.popleft()
        step = Step(f"{number}-rate", "RateMatter", f"/matters/{number}/rate", {"grade": 5},
                    {"Matter-Code": code})
        return self._send(step) or self.load.goes_on

    def _step(self, life: str, action: str, path: str, post: str, body: dict) -> Step | None:
        step = Step(f"{life}-{action}", action, path, body,
                    {"Authorization": f"Bearer {self.load.keys[post]}"})
        return step if self._send(step) else None

    def _send(self, step: Step) -> bool:
        """Sends a step until it is settled; false where it was refused or the end came."""
        while (node := self.load.gate.enter()) is not None:
            self.load.ledger.sent(step)
            try:
                status, text = self.ask(node, step)
            except (OSError, http.client.HTTPException):
                self.hang_up()
                # The node may be gone for a moment and nobody tells the client when it is back.
                if self.load.gate.ended(BACK_OFF_SECONDS):
                    return False
                continue
            if status in (200, 201):
                self.load.ledger.acknowledge(step, json.loads(text))
                return True
            code = code_of(text)
            if code in self.load.transient:
                self.load.ledger.put_off(code, text)
                if self.load.gives_up:
                    return False
                if self.load.gate.ended(BACK_OFF_SECONDS):
                    return False
                continue
            self.load.ledger.refuse(step, status, text)
            return False
        return False

    def ask(self, node: tuple[int, int], step: Step) -> tuple[int, str]:
        """Sends a step and waits for the answer."""
        line = self.connect(node)
        line.request("POST", "/api/v1" + step.path, json.dumps(step.body), self.headers(step))
        answer = line.getresponse()
        return answer.status, answer.read().decode()

    def connect(self, node: tuple[int, int]) -> http.client.HTTPConnection:
        port, number = node
        if self.line is None or self.node != number:
            self.hang_up()
            self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=REQUEST_SECONDS)
            self.node = number
        return self.line

    def headers(self, step: Step) -> dict[str, str]:
        return {"Content-Type": "application/json", "Accept-Language": "en",
                "Idempotency-Key": step.key, **step.headers}

    def hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None


class Load:
    """Some clients at work on one city, whichever node serves it."""

    def __init__(self, posts: dict[str, str], spool: str, *, clients: int = 16,
                 transient: frozenset[str] = frozenset(), gives_up: bool = False, kind=Client,
                 run_name: str = "c", seed: int = 0, gate: Gate | None = None) -> None:
        """`gives_up`: a refusal that the fault explains leaves the step open for the end."""
        self.keys, self.spool, self.transient = posts, spool, transient
        self.gives_up = gives_up
        self.ledger, self.gate = Ledger(), gate or Gate()
        self.seed = seed
        self.clients = [kind(self, f"{run_name}{number}") for number in range(clients)]
        for client in self.clients:
            client.start()

    @property
    def goes_on(self) -> bool:
        return self.gate.ended(0) is False

    def code(self, position: int) -> str | None:
        """The code in a matter's notice of receipt, once the gateway's folder has it."""
        try:
            with open(os.path.join(self.spool, f"{position}-0.json"), encoding="utf-8") as file:
                return json.load(file).get("code")
        except FileNotFoundError:
            return None

    def end(self) -> None:
        """Lets every client finish; steps that are open stay open."""
        self.gate.end()
        for client in self.clients:
            client.join(REQUEST_SECONDS * 2)
            if client.is_alive():
                self.ledger.faults.append(f"{client.label} did not end")


def settle(load: Load, port: int) -> None:
    """Sends every open step once more under its key, and every fifth acknowledged one again."""
    client = load.clients[0]
    acknowledged, unsettled = load.ledger.snapshot()
    repeats = [load.ledger.acknowledged[place] for place in sorted(acknowledged)[::5]]
    for step in [*unsettled, *repeats]:
        load.ledger.sent(step)
        status, text = Client.ask(client, (port, -1), step)
        if status in (200, 201):
            load.ledger.acknowledge(step, json.loads(text))
        elif code_of(text) not in load.transient:
            load.ledger.refuse(step, status, text)


def get(port: int, path: str, key: str | None = None, language: str = "en") -> tuple[int, str]:
    """Reads something from a node."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=REQUEST_SECONDS)
    headers = {"Accept-Language": language} | ({"Authorization": f"Bearer {key}"} if key else {})
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer.status, text
