"""Breaks the machine under a city in every way that machines break, and looks at what is left.

    faults.py [--seed N] [--rounds N] [--store KIND] [--format table|json] [TRIAL ...]

Ends with 1 where an acknowledged action was lost or done twice, a check failed, or a refusal did
not say what it must.
"""

import argparse
import collections
import dataclasses
import json
import signal
import sys
import unicodedata

import clock
import copies
import cuts
import database
import disk
import failover
import kills
import opening
import pool
import power
from kinds import KINDS, has, here
from trial import Found, Order, progress, scratch, timed

TRIALS = {
    "kill": kills.kill,
    "power": power.power,
    "cut": cuts.cut,
    "restart": database.restart,
    "line": database.line,
    "two": database.two,
    "pool": pool.pool,
    "clock": clock.clock,
    "disk-full": disk.full,
    "disk-fault": disk.fault,
    "read-only": opening.read_only,
    "locked": opening.locked,
    "foreign": opening.foreign,
    "older": opening.older,
    "log-cut": opening.cut_log,
    "copies": copies.copies,
    "failover": failover.failover,
}
# Trials that go another way where the city lies on a server of its own.
ON_POSTGRES = {
    "kill": database.kill,
    "disk-full": database.full,
    "read-only": database.read_only,
    "foreign": database.foreign,
}
# Lines of notes below the table for each trial.
NOTES_MAX = 4
COLUMNS = ("trial", "store", "rounds", "acknowledged", "unanswered", "lost", "twice", "seconds",
           "result")


def result(found: Found) -> str:
    if found.skipped:
        return f"skipped: {found.skipped}"
    return "sound" if found.is_sound else "FAULT"


def cells(found: Found) -> list[str]:
    values = dataclasses.asdict(found) | {
        "seconds": f"{found.seconds:.1f}", "result": result(found)}
    return [str(values[name]) for name in COLUMNS]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def show(all_found: list[Found]) -> None:
    rows = [list(COLUMNS), *map(cells, all_found)]
    widths = [max(width(row[index]) for row in rows) for index in range(len(COLUMNS))]
    for number, row in enumerate(rows):
        print("  ".join(cell + " " * (size - width(cell))
                        for cell, size in zip(row, widths)).rstrip())
        if number == 0:
            print("  ".join("─" * size for size in widths))
    for found in all_found:
        for note, count in collections.Counter(found.notes).most_common(NOTES_MAX):
            print(f"{found.trial} on {found.store}, {count}×: {note}")
        for fault in found.faults:
            print(f"\n{found.trial} on {found.store}: {fault}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trials", nargs="*", metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--seed", type=int, default=1, help="makes the moments repeatable")
    parser.add_argument("--rounds", type=int, default=200, help="kills; other trials take a share")
    parser.add_argument("--clients", type=int, default=16, help="users at once")
    parser.add_argument("--store", action="append", choices=KINDS, help="all kinds there are if left out")
    parser.add_argument("--folder", help="where the cities lie meanwhile")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    chosen = parser.parse_args()
    for name in chosen.trials:
        if name not in TRIALS:
            parser.error(f"there is no trial {name}; there are {', '.join(TRIALS)}")
    chosen.store = chosen.store or here()
    for kind in chosen.store:
        if not has(kind):
            parser.error(f"{kind}: its programs are not here; see bin/setup")
    return chosen


def main() -> int:
    chosen = arguments()
    # Ended from outside, it still leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    all_found: list[Found] = []
    for kind in chosen.store:
        for name in chosen.trials or (["failover"] if kind == "patroni" else TRIALS):
            progress(f"{name} on {kind}")
            found = Found(name, kind)
            with scratch(chosen.folder) as folder:
                order = Order(chosen.seed, chosen.rounds, kind, chosen.clients, folder)
                trial = (ON_POSTGRES if kind == "postgres" else {}).get(name, TRIALS[name])
                all_found.append(timed(found, lambda: trial(order, found)))
            progress("")
            print(f"==> {name} on {kind}: {result(found)}, {found.rounds} rounds, "
                  f"{found.acknowledged} acknowledged, {found.lost} lost, {found.twice} twice, "
                  f"{found.seconds:.0f} s", file=sys.stderr, flush=True)
    if chosen.format == "json":
        print(json.dumps({
            "seed": chosen.seed,
            "trials": [dataclasses.asdict(found) | {"sound": found.is_sound}
                       for found in all_found]}, ensure_ascii=False, indent=2))
    else:
        show(all_found)
    return 0 if all(found.is_sound for found in all_found) else 1


if __name__ == "__main__":
    sys.exit(main())
