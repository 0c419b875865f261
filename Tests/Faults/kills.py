"""kill -9 of the node at random moments under load."""

import random
import time

from trial import Found, Order, check_journal, check_whole, progress, working

# Kills on one city before a new one is begun, so that each check stays quick.
KILLS_OF_A_CITY = 10
# One in so many kills meets a node that is still starting.
STARTING = 6
LOAD_SECONDS = (0.02, 0.9)
START_SECONDS = (0.0, 0.2)


def kill(order: Order, found: Found) -> None:
    moments = random.Random(order.seed)
    while found.rounds < order.rounds:
        with working(order, f"kill{found.rounds}", found) as work:
            for _ in range(min(KILLS_OF_A_CITY, order.rounds - found.rounds)):
                one_kill(work, moments, found)
                progress(f"{found.trial} {found.rounds}/{order.rounds}")


def one_kill(work, moments: random.Random, found: Found) -> None:
    if moments.randrange(STARTING) == 0:
        starting = work.spawn()
        time.sleep(moments.uniform(*START_SECONDS))  # The random moment itself.
        starting.kill()
    work.start()
    time.sleep(moments.uniform(*LOAD_SECONDS))  # The random moment itself.
    work.kill()
    found.rounds += 1
    check_journal(work.place, work.load.ledger, found)
    check_whole(work.place, found)
