"""How soon the first byte of each page comes from a store with many matters.

    bin/bench-pages [MATTERS] [--format json]

Every page that a post's own pages lead to is asked for again and again, one request at a time,
with a key of that post. The limit beside it is a page of the same server that reads no matters.
"""

import http.client
import json
import re
import statistics
import sys
import time

ROUNDS = 40
PAGES_MAX = 60
AIM = 50.0
LIMIT_PAGE = "/settings"
NO_PAGE = re.compile(r"^/(api|feeds|assets|open311|metrics|health|ready)|\.\w+$")


def shape(path: str) -> str:
    path, _, query = path.partition("?")
    parts = ["*" if re.search(r"\d", part) else part for part in path.split("/")]
    names = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    return "/".join(parts) + ("?" + "&".join(names) if names else "")


class Reader:
    def __init__(self, port: int, key: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Authorization": f"Bearer {key}", "Accept": "text/html"}

    def get(self, path: str) -> tuple[float, int, str]:
        """Milliseconds until the first byte, status, text."""
        begun = time.perf_counter()
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        elapsed = (time.perf_counter() - begun) * 1000
        return elapsed, answer.status, answer.read().decode("utf-8")

    def median(self, path: str) -> tuple[float, float]:
        """Median and the 99th part of a hundred, in milliseconds."""
        times = sorted(self.get(path)[0] for _ in range(ROUNDS))
        return statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))]


def measure(port: int, keys: dict[str, str]) -> list[dict]:
    rows = []
    for post, key in keys.items():
        reader = Reader(port, key)
        limit = reader.median(LIMIT_PAGE)[0]
        waiting, seen = ["/"], set()
        while waiting and len(seen) < PAGES_MAX:
            path = waiting.pop(0)
            if shape(path) in seen:
                continue
            seen.add(shape(path))
            first, status, text = reader.get(path)
            if status != 200:
                continue
            for found in re.findall(r'href="(/[^"#]*)', text):
                found = found.replace("&amp;", "&")
                if not NO_PAGE.search(found.partition("?")[0]):
                    waiting.append(found)
            median, slowest = reader.median(path)
            rows.append({
                "post": post, "page": path, "bytes": len(text.encode()), "first": round(first, 1),
                "median": round(median, 1), "p99": round(slowest, 1), "limit": round(limit, 1),
                "ratio": round(median / limit, 1), "aim": AIM, "kept": median < AIM,
            })
    return rows


def main() -> None:
    port, form = int(sys.argv[1]), sys.argv[2]
    keys = dict(pair.split("=", 1) for pair in sys.argv[3:])
    rows = measure(port, keys)
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    print(f"{'post':<22}{'page':<46}{'bytes':>8}{'first':>8}{'median':>8}{'p99':>8}{'limit':>7}")
    for row in sorted(rows, key=lambda row: -row["median"]):
        print(f"{row['post']:<22}{row['page'][:44]:<46}{row['bytes']:>8}{row['first']:>8}"
              f"{row['median']:>8}{row['p99']:>8}{row['limit']:>7}"
              f"{'' if row['kept'] else '  above ' + str(int(AIM)) + ' ms'}")


if __name__ == "__main__":
    main()
