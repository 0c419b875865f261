"""Clients whose connection breaks in the middle of a request, and who ask again under the key."""

import http.client
import json
import random
import threading

from ledger import Step
from load import REQUEST_SECONDS, Client
from trial import Found, Order, progress, working

STEPS_OF_A_ROUND = 150
ROUND_SECONDS = 60


class RudeClient(Client):
    """Hangs up in the middle of the body or before the answer, or sends the same thing twice."""

    def __init__(self, load, name: str) -> None:
        super().__init__(load, name)
        self.chance = random.Random(f"{load.seed}-{name}")

    def ask(self, node: tuple[int, int], step: Step) -> tuple[int, str]:
        mood = self.chance.randrange(6)
        if mood == 0:
            return self._send_half(node, step)
        if mood == 1:
            return self._leave_before_the_answer(node, step)
        if mood == 2:
            return self._send_twice_at_once(node, step)
        return super().ask(node, step)

    def _send_half(self, node: tuple[int, int], step: Step) -> tuple[int, str]:
        body = json.dumps(step.body).encode() or b"{}"
        line = self.connect(node)
        line.putrequest("POST", "/api/v1" + step.path)
        for name, value in (self.headers(step) | {"Content-Length": str(len(body))}).items():
            line.putheader(name, value)
        line.endheaders(body[:self.chance.randrange(len(body))])
        self.hang_up()
        raise ConnectionAbortedError("hung up in the middle of the body")

    def _leave_before_the_answer(self, node: tuple[int, int], step: Step) -> tuple[int, str]:
        line = self.connect(node)
        line.request("POST", "/api/v1" + step.path, json.dumps(step.body), self.headers(step))
        self.hang_up()
        raise ConnectionAbortedError("hung up before the answer")

    def _send_twice_at_once(self, node: tuple[int, int], step: Step) -> tuple[int, str]:
        answers: list[tuple[int, str]] = []

        def other() -> None:
            line = http.client.HTTPConnection("127.0.0.1", node[0], timeout=REQUEST_SECONDS)
            line.request("POST", "/api/v1" + step.path, json.dumps(step.body), self.headers(step))
            answer = line.getresponse()
            answers.append((answer.status, answer.read().decode()))
            line.close()

        thread = threading.Thread(target=other)
        thread.start()
        own = super().ask(node, step)
        thread.join()
        self._compare(step, own, answers)
        # Which of the two came first is not known here.
        step.tries += 1
        return own

    def _compare(self, step: Step, own: tuple[int, str], others: list[tuple[int, str]]) -> None:
        if not others or own[0] not in (200, 201) or others[0][0] not in (200, 201):
            self.load.ledger.refuse(step, own[0], f"sent twice: {own[1]} and {others}")
            return
        mine, theirs = json.loads(own[1]), json.loads(others[0][1])
        if any(mine[name] != theirs[name] for name in ("id", "version", "position")):
            self.load.ledger.refuse(step, own[0], f"sent twice: {mine} and {theirs}")


def cut(order: Order, found: Found) -> None:
    rounds = max(2, order.rounds // 20)
    with working(order, "cut", found, kind=RudeClient) as work:
        work.start()
        for _ in range(rounds):
            found.expect(work.load.ledger.progresses(STEPS_OF_A_ROUND, ROUND_SECONDS),
                         f"no {STEPS_OF_A_ROUND} steps in {ROUND_SECONDS} s")
            found.rounds += 1
            progress(f"{found.trial} {found.rounds}/{rounds}")
