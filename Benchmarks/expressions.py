"""Nanoseconds per evaluation of expressions.json with PyPI's common-expression-language.

Program and context are made once; prints a JSON list of name, nanoseconds and value.
"""

import datetime
import json
import sys
import time

import cel


def value(variable):
    kind, plain = variable["type"], variable["value"]
    if kind == "timestamp":
        return datetime.datetime.fromisoformat(plain.replace("Z", "+00:00"))
    if kind == "duration":
        return datetime.timedelta(seconds=plain)
    return plain


def nanoseconds(program, context, rounds=5, wanted=0.1):
    count = 1000
    best = None
    for _ in range(rounds):
        while True:
            start = time.perf_counter_ns()
            for _ in range(count):
                program.execute(context)
            elapsed = time.perf_counter_ns() - start
            if elapsed >= wanted * 1e9:
                break
            count *= 2
        best = min(best or elapsed / count, elapsed / count)
    return best


def main(path):
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    context = cel.Context()
    for name, variable in plan["variables"].items():
        context.add_variable(name, value(variable))
    found = []
    for entry in plan["expressions"]:
        program = cel.compile(entry["source"])
        found.append({
            "name": entry["name"],
            "nanoseconds": round(nanoseconds(program, context), 1),
            "value": str(program.execute(context)),
        })
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)


main(sys.argv[1])
