"""Every page that some role can reach, each looked at once for each shape of address.

Nothing is listed here: the pages are found by following links, so that a new page is looked at
without anybody's remembering it.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import Way

WEIGHT_MAX = 150_000
SHIFT_MAX = 0.02
PAGES_MAX = 90
# Pages beside each other, such as those of one figure each, are alike after so many.
SIBLINGS_MAX = 8
# Of pages that another role has been to, only so many are followed further.
KNOWN_MAX = 15
# Answers for programs.
NO_PAGE = re.compile(r"^/(api|feeds|assets|open311|metrics|health|ready)|\.(pdf|csv|jsonl|json|ics|atom)$")
# What sets language, theme or size of letters for all pages that follow.
SETTING = "/settings?"
# The third look at a page is at the most that a reader may set.
SETTINGS = "/settings?text=large&theme=dark"
# What size, colour and language of a page change; everything else was held before.
RULES_OF_SETTINGS = [
    "color-contrast", "scrollable-region-focusable", "target-size", "link-in-text-block",
    "html-has-lang", "html-lang-valid", "valid-lang",
]

LOGINS = [
    None, "wang.fang", "zhang.wei", "liu.yang", "yang.min", "huang.ying", "zhou.tao", "wu.jun",
    "lin.yue", "zheng.min", "feng.lei", "tang.yu", "sun.hao", "ma.chao", "he.lin",
]


def shape(path: str) -> str:
    """An address without its numbers and names, so that alike pages are looked at once."""
    path, _, query = path.partition("?")
    parts = [
        "*" if index > 0 and (re.search(r"\d", part) or len(part) > 24) else part
        for index, part in enumerate(path.strip("/").split("/"))
    ]
    names = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    return "/" + "/".join(parts) + ("?" + "&".join(names) if names else "")


def family(path: str) -> str:
    """What pages have in common that differ in the last part of their address."""
    parts = path.partition("?")[0].strip("/").split("/")
    return "/".join(parts[:-1]) if len(parts) > 1 else path


@pytest.fixture(scope="session")
def looked() -> set[str]:
    """Shapes that some role before has looked at already."""
    return set()


def links(page) -> list[str]:
    found = page.eval_on_selector_all(
        "a[href^='/']", "all => all.filter(a => !a.download).map(a => a.getAttribute('href'))")
    return [
        path.partition("#")[0] for path in found
        if not path.startswith(SETTING) and not NO_PAGE.search(path.partition("?")[0])
    ]


class Scale:
    """Weighs what a browser with nothing kept fetches for a page, without people's photographs."""

    def __init__(self, visitor) -> None:
        self.client = visitor.context.new_cdp_session(visitor.page)
        self.urls, self.sizes = {}, {}
        self.client.send("Network.enable")
        self.client.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.client.on("Network.responseReceived", lambda event: self.urls.update(
            {event["requestId"]: event["response"]["url"]}))
        self.client.on("Network.loadingFinished", lambda event: self.sizes.update(
            {event["requestId"]: event["encodedDataLength"]}))

    def bytes(self) -> int:
        """Bytes so far; nothing is weighed any more."""
        self.client.detach()
        return int(sum(
            size for key, size in self.sizes.items()
            if "/photographs/" not in self.urls.get(key, "")))


def serious(page, rules: list[str] | None) -> list[str]:
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']} at {fault['nodes'][0]['target']}: {fault['help']}"
        for fault in found if fault["impact"] in ("serious", "critical")
    ]


def opened(visitor, path: str) -> None:
    answer = visitor.open(path)
    assert answer.status < 500, f"{path} answers {answer.status}"


def faults_of(visitor, path: str, rules: list[str] | None = None) -> list[str]:
    """What is wrong with the page that is open. What moves on it has moved when axe is through."""
    faults = serious(visitor.page, rules)
    shifted, width = visitor.page.evaluate(
        "[window.shifted, document.documentElement.scrollWidth]")
    if shifted > SHIFT_MAX:
        faults.append(f"shifts by {shifted:.3f}")
    if width > visitor.way.width:
        faults.append(f"is {width} px wide")
    return [f"{path} at {visitor.way.name}{' as set' if rules else ''}: {fault}" for fault in faults]


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login or "nobody")
def test_every_page_is_light_still_and_accessible(people, looked, login):
    wide = people(Way(1280, "zh", True), login)
    narrow, third = (people(Way(390, language, True)) for language in ("zh", "en"))
    for visitor in (narrow, third):
        visitor.context.add_cookies(wide.context.cookies())
    third.open(SETTINGS)
    waiting, seen, faults = ["/", "/wall", "/report", "/track", "/settings", "/nowhere"], set(), []
    while waiting and len(seen) < PAGES_MAX:
        path = waiting.pop(0)
        alike = [known for known in seen if family(known) == family(shape(path))]
        if shape(path) in seen or len(alike) >= SIBLINGS_MAX:
            continue
        seen.add(shape(path))
        if shape(path) in looked:
            if len(seen) <= KNOWN_MAX:
                opened(wide, path)
                waiting += links(wide.page)
            continue
        looked.add(shape(path))
        scale = Scale(wide)
        opened(wide, path)
        waiting += links(wide.page)
        faults += faults_of(wide, path)
        if (bytes_ := scale.bytes()) > WEIGHT_MAX:
            faults.append(f"{path} weighs {bytes_} bytes")
        opened(narrow, path)
        faults += faults_of(narrow, path)
        opened(third, path)
        faults += faults_of(third, path, RULES_OF_SETTINGS)
    assert not faults, "\n".join(faults)
    print(f"{login or 'nobody'}: {len(seen)} pages")
