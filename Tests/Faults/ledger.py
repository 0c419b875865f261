"""What was asked of the city and what it acknowledged, and whether the journal agrees."""

import dataclasses
import threading

from place import Entry


@dataclasses.dataclass
class Step:
    """One action that somebody asks for, under one key however often it is sent."""

    key: str
    action: str
    path: str
    body: dict
    headers: dict
    tries: int = 0
    answer: Entry | None = None
    number: str | None = None


class Ledger:
    """Acknowledged steps by their place in the journal, steps whose outcome is unknown by key."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self.acknowledged: dict[int, Step] = {}
        self.open: dict[str, Step] = {}
        self.faults: list[str] = []
        self.refusals: dict[str, str] = {}
        self.settled_as_done = 0
        self.settled_as_new = 0

    def sent(self, step: Step) -> None:
        with self._lock:
            step.tries += 1
            self.open[step.key] = step

    def acknowledge(self, step: Step, answer: dict) -> None:
        entry = Entry(answer["position"], answer["id"], answer["version"], step.action)
        with self._lock:
            self.open.pop(step.key, None)
            if step.answer is not None and step.answer != entry:
                self.faults.append(f"{step.key}: answered {step.answer}, then {entry}")
            other = self.acknowledged.get(entry.position)
            if other is not None and other is not step:
                self.faults.append(f"{step.key} and {other.key} were both given {entry}")
            if step.tries > 1 and step.answer is None:
                if answer["repeated"]:
                    self.settled_as_done += 1
                else:
                    self.settled_as_new += 1
            elif answer["repeated"] != (step.answer is not None):
                self.faults.append(f"{step.key}: repeated is {answer['repeated']}")
            step.answer = entry
            step.number = answer.get("number")
            self.acknowledged[entry.position] = step
            self._lock.notify_all()

    def refuse(self, step: Step, status: int, text: str) -> None:
        """A refusal that nothing explains."""
        with self._lock:
            self.open.pop(step.key, None)
            self.faults.append(f"{step.action} {step.key}: {status} {text[:300]}")

    def put_off(self, code: str, text: str) -> None:
        """A refusal that the fault explains: the step stays open and is sent again."""
        with self._lock:
            self.refusals[code] = text
            self._lock.notify_all()

    def wait(self, condition, seconds: float) -> bool:
        """Waits until something that is acknowledged or put off makes a condition true."""
        with self._lock:
            return self._lock.wait_for(condition, seconds)

    def progresses(self, steps: int, seconds: float) -> bool:
        """Waits until so many more steps are acknowledged."""
        aim = len(self.acknowledged) + steps
        return self.wait(lambda: len(self.acknowledged) >= aim, seconds)

    def snapshot(self) -> tuple[dict[int, Entry], list[Step]]:
        with self._lock:
            done = {position: step.answer for position, step in self.acknowledged.items()}
            return done, list(self.open.values())


def compare(ledger: Ledger, journal: list[Entry], actions: frozenset[str]) -> tuple[int, int]:
    """How many acknowledged steps are not in the journal, and how many events nobody accounts for.

    An event beyond the acknowledged ones is explained by a step of the same action that is still
    open, and only by one.
    """
    acknowledged, unsettled = ledger.snapshot()
    lasts: dict[tuple[str, str, int], Entry] = {}
    for entry in journal:
        if entry.action in actions:
            lasts[entry.subject, entry.action, entry.position] = entry
    found = {entry.position: entry for entry in last_of_each_step(lasts.values())}
    lost = sum(1 for position, entry in acknowledged.items() if found.get(position) != entry)
    extra = [entry for position, entry in found.items() if position not in acknowledged]
    for step in unsettled:
        known = next((entry for entry in extra if entry.action == step.action), None)
        if known:
            extra.remove(known)
    return lost, len(extra)


def last_of_each_step(entries) -> list[Entry]:
    """One action may append several events, which then lie one after another."""
    last: list[Entry] = []
    for entry in sorted(entries):
        before = last[-1] if last else None
        if before and (before.subject, before.action, before.position + 1) == (
                entry.subject, entry.action, entry.position):
            last.pop()
        last.append(entry)
    return last
