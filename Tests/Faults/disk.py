"""The disk is full or fails while the city is served: refusals, reading, recovery."""

import contextlib
import errno
import json
import os
import subprocess

from ledger import compare
from load import ACTIONS, DISPATCHER, code_of, get
from program import Node
from shim import Shim
from trial import Found, Order, Skipped, progress, working

FULL, FAULT, READ_ONLY = "store.full", "store.disk-fault", "store.read-only"
STATUS = {FULL: 507, FAULT: 503, READ_ONLY: 503}
DISK_MEGABYTES = 64
STEPS = 60
SECONDS = 60
BLOCK = bytes(65_536)


@contextlib.contextmanager
def small_disk(folder: str, megabytes: int = DISK_MEGABYTES):
    """A disk of its own in memory, for those who may mount one."""
    os.makedirs(folder, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],
        capture_output=True, text=True)
    if mounted.returncode != 0:
        raise Skipped(f"no disk may be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(path: str) -> None:
    """Takes every byte that is left."""
    with open(path, "ab", buffering=0) as file:
        for block in (BLOCK, bytes(4096), bytes(1)):
            try:
                while file.write(block) == len(block):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


def full(order: Order, found: Found) -> None:
    """A real disk that really fills, with a restart while it is full."""
    rounds = max(2, order.rounds // 40)
    with small_disk(os.path.join(order.folder, "disk")):
        with working(order, "disk/full", found, transient=frozenset({FULL})) as work:
            filler = os.path.join(order.folder, "disk", "filler")
            work.start()
            for number in range(rounds):
                suffer(work, FULL, found, lambda: fill(filler))
                if number == 0:
                    end_while_full(work, found)
                os.truncate(filler, 0)
                if work.node.process.poll() is not None:
                    work.start()
                recover(work, found)
                progress(f"{found.trial} {found.rounds}/{rounds}")
            os.remove(filler)


def end_while_full(work, found: Found) -> None:
    """A node dies while the disk is full; the next one either serves or says why it does not."""
    work.kill()
    node = Node(work.place.address, work.spool)
    if node.listening():
        node.kill()
    else:
        status = node.wait()
        found.expect(status == 1 and "full" in node.log,
                     f"a start on a full disk ends with {status}: {node.log[-400:]}")


def with_shim(order: Order, found: Found, faults) -> None:
    """Writes or flushes fail with an error of the system for a while."""
    rounds = max(1, order.rounds // 100)
    with working(order, found.trial, found,
                 transient=frozenset({FULL, FAULT, READ_ONLY})) as work:
        try:
            shim = Shim(order.folder, work.place.folder)
        except LookupError as reason:
            raise Skipped(str(reason)) from None
        work.environment = shim.environment
        work.start()
        for _ in range(rounds):
            for code, setting in faults:
                suffer(work, code, found, lambda: shim.set(**setting))
                shim.set(write=0, sync=0)
                recover(work, found)
                progress(f"{found.trial} {found.rounds}")


def fault(order: Order, found: Found) -> None:
    with_shim(order, found, (
        (FAULT, {"write": errno.EIO}), (FAULT, {"sync": errno.EIO}), (FULL, {"write": errno.ENOSPC}),
        (FULL, {"sync": errno.ENOSPC}), (FULL, {"write": errno.EDQUOT}),
        (READ_ONLY, {"write": errno.EROFS})))


def suffer(work, code: str, found: Found, begin) -> None:
    """The fault begins: writing is refused in words, reading goes on, nothing is lost."""
    ledger = work.load.ledger
    found.expect(ledger.progresses(STEPS, SECONDS), "no steps before the fault")
    ledger.refusals.clear()
    begin()
    found.rounds += 1
    if not found.expect(ledger.wait(lambda: code in ledger.refusals, SECONDS),
                        f"nobody was refused with {code}; refusals: {list(ledger.refusals)}, "
                        f"log: {work.node.log[-300:]}"):
        return
    document = json.loads(ledger.refusals[code])
    found.expect(document["status"] == STATUS[code] and document["title"].endswith("."),
                 f"refused with {document}")
    found.expect(set(ledger.refusals) == {code}, f"also refused with {set(ledger.refusals)}")
    read_on(work, found, f"{code}, {found.rounds}")


def read_on(work, found: Found, when: str) -> None:
    """Whoever only reads notices nothing, and what was acknowledged is there."""
    for path, key in (("/health", None), ("/api/v1/matters?limit=5", work.load.keys[DISPATCHER]),
                      ("/api/v1/areas", None)):
        status, text = get(work.node.port, path, key)
        found.expect(status == 200, f"{when}: {path} answers {status} {code_of(text)}")
    lost, _ = compare(work.load.ledger, work.place.journal(), ACTIONS)
    found.lost += lost


def recover(work, found: Found) -> None:
    """The fault is over, and nobody restarted anything."""
    found.expect(work.load.ledger.progresses(STEPS, SECONDS),
                 f"no steps after the fault: {work.node.log[-400:]}")
