"""The database that leads dies, hangs or is replaced under load; another takes over."""

import os
import random
import signal
import time

from cluster import ClusterPlace, Member, SILENCE_SECONDS
from database import LOAD_SECONDS, SILENT, STEPS, Crossing, another, judged
from trial import Found, Order, Skipped, progress, working

# A silent server is given up after 70 s, then the next has to be found.
SECONDS = 150


def machine_dies(leader: Member) -> None:
    leader.kill()


def database_dies(leader: Member) -> None:
    leader.kill_database()


def supervisor_dies(leader: Member) -> None:
    """As a service manager starts it again at once."""
    leader.kill_supervisor()
    leader.start()


def supervisor_hangs(leader: Member) -> None:
    os.kill(leader.process.pid, signal.SIGSTOP)


def planned(leader: Member) -> None:
    leader.cluster.switch()


WAYS = (machine_dies, planned, supervisor_hangs, database_dies, supervisor_dies)


def heal(leader: Member, way) -> None:
    """What the machine's service manager or a person does afterwards."""
    if way is machine_dies:
        leader.start()
    if way is supervisor_hangs:
        os.kill(leader.process.pid, signal.SIGCONT)


def failover(order: Order, found: Found) -> None:
    """Two nodes at work on the database that leads; something happens to it."""
    if order.store != "patroni":
        raise Skipped("there is one database")
    chance = random.Random(order.seed)
    with working(order, "failover", found, transient=SILENT, gate=Crossing()) as work:
        place: ClusterPlace = work.place
        work.start()
        with another(work):
            for number in range(order.rounds):
                way = WAYS[number % len(WAYS)]
                strike(work, place, way, chance, found)
                found.rounds += 1
                progress(f"failover {found.rounds}/{order.rounds}")
        judged(work, found)
        found.faults += place.differences()


def strike(work, place: ClusterPlace, way, chance: random.Random, found: Found) -> None:
    name = way.__name__.replace("_", " ")
    ledger = work.load.ledger
    place.await_whole()
    if not found.expect(ledger.progresses(STEPS, SECONDS), f"no steps before {name}"):
        return
    time.sleep(chance.uniform(*LOAD_SECONDS))  # The random moment itself.
    leader, begun = place.leader, time.monotonic()
    way(leader)
    if way is supervisor_hangs:
        # Noticed by its silence. Then two lead, one without followers, until it wakes up; a watchdog
        # would have ended its machine.
        time.sleep(SILENCE_SECONDS + 10)
        heal(leader, way)
    found.expect(ledger.progresses(STEPS, SECONDS), f"no steps after {name}: {work.node.log[-600:]}")
    seconds = time.monotonic() - begun
    if way is not supervisor_hangs:
        heal(leader, way)
    place.await_whole()
    found.expect(ledger.progresses(STEPS, SECONDS), f"no steps once {name} was healed")
    changed = "" if place.leader is leader else ", another leads"
    found.notes.append(f"{name}: {STEPS} steps acknowledged after {seconds:.1f} s{changed}")
