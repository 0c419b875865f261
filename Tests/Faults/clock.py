"""The clock jumps forward and back under load, and the node dies while it is wrong."""

import itertools
import random
import time

from shim import Shim
from trial import Found, Order, Skipped, progress, working

HOUR = 3_600_000
DAY = 24 * HOUR
JUMPS = (HOUR, -HOUR, DAY, -DAY, 3 * DAY, -3 * DAY, 40 * DAY)
STEPS_OF_A_JUMP = 25
JUMP_SECONDS = 30
LOAD_SECONDS = (0.1, 0.5)
# A step that would lie before the receipt of its matter is refused until the clock is right.
EXPLAINED = frozenset({"matter.before-received"})


def clock(order: Order, found: Found) -> None:
    chance = random.Random(order.seed)
    jumps = list(itertools.islice(itertools.cycle(JUMPS), max(len(JUMPS), order.rounds // 10)))
    with working(order, "clock", found, transient=EXPLAINED, gives_up=True) as work:
        try:
            shim = Shim(order.folder, work.place.folder)
        except LookupError as reason:
            raise Skipped(str(reason)) from None
        work.environment = shim.environment
        work.start()
        for jump in jumps:
            one_jump(work, shim, jump, chance, found)
            progress(f"{found.trial} {found.rounds}/{len(jumps)}")


def one_jump(work, shim: Shim, jump: int, chance: random.Random, found: Found) -> None:
    ledger = work.load.ledger
    found.expect(ledger.progresses(STEPS_OF_A_JUMP, JUMP_SECONDS), "no steps by the right clock")
    shim.set(clock=jump)
    time.sleep(chance.uniform(*LOAD_SECONDS))  # The random moment itself.
    # Ends while its clock is wrong, starts by the wrong clock, and dies again: whatever a node
    # tidies up when it starts, it does by the wrong date.
    work.kill()
    work.start()
    aim = len(ledger.acknowledged) + STEPS_OF_A_JUMP
    ledger.refusals.clear()
    # By a clock that is behind, what was received before waits for its time.
    found.expect(
        ledger.wait(lambda: len(ledger.acknowledged) >= aim or jump < 0 and ledger.refusals,
                    JUMP_SECONDS), f"no steps by a clock that is {jump / HOUR:+.0f} h off")
    work.kill()
    shim.set(clock=0)
    work.start()
    found.rounds += 1
