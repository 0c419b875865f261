"""The power goes at random moments: what was not flushed is lost, torn or out of order."""

import os
import random
import time

from shim import Disk, Shim
from trial import Found, Order, Skipped, check_journal, check_whole, progress, working

LOAD_SECONDS = (0.05, 0.9)
CUTS_OF_A_CITY = 10
FILES = ("city.sqlite", "city.sqlite-wal")


def power(order: Order, found: Found) -> None:
    if order.store != "sqlite":
        raise Skipped("the database flushes for itself; its own tests cut its power")
    chance = random.Random(order.seed)
    rounds = max(2, order.rounds // 4)
    while found.rounds < rounds:
        with working(order, f"power{found.rounds}", found) as work:
            shim = Shim(order.folder, work.place.folder)
            for _ in range(min(CUTS_OF_A_CITY, rounds - found.rounds)):
                one_cut(work, shim, chance, found)
                progress(f"{found.trial} {found.rounds}/{rounds}")


def one_cut(work, shim: Shim, chance: random.Random, found: Found) -> None:
    folder = work.place.folder
    disk = Disk({name: os.path.join(folder, name) for name in FILES
                 if os.path.exists(os.path.join(folder, name))})
    work.environment = shim.recording
    work.start()
    time.sleep(chance.uniform(*LOAD_SECONDS))  # The random moment itself.
    work.kill()
    flushes = disk.play(shim.record)
    os.remove(shim.record)
    found.expect(flushes > 0, "the program flushed nothing")
    lost = disk.lose_power(chance)
    found.notes.append(f"{flushes} flushes, {lost} writes lost or torn")
    # The index of the log lives in memory and goes with the power.
    for name in (*FILES, "city.sqlite-shm"):
        if os.path.exists(os.path.join(folder, name)):
            os.remove(os.path.join(folder, name))
    disk.write(folder)
    found.rounds += 1
    check_journal(work.place, work.load.ledger, found)
    check_whole(work.place, found)
