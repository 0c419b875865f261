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
SIBLINGS_MAX = 14
# Answers for programs.
NO_PAGE = re.compile(r"^/(api|feeds|assets|open311|metrics|health|ready)|\.(pdf|csv|jsonl|json|ics|atom)$")
# What sets language, theme or size of letters for all pages that follow.
SETTING = "/settings?"

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


def weight(visitor, path: str) -> int:
    """Bytes that a browser with nothing kept fetches for a page, without people's photographs."""
    client = visitor.context.new_cdp_session(visitor.page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    urls, sizes = {}, {}
    client.on("Network.responseReceived",
              lambda event: urls.update({event["requestId"]: event["response"]["url"]}))
    client.on("Network.loadingFinished",
              lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    answer = visitor.open(path)
    assert answer.status < 500, f"{path} answers {answer.status}"
    visitor.page.wait_for_load_state("load")
    visitor.page.wait_for_timeout(150)
    client.detach()
    return int(sum(size for key, size in sizes.items() if "/photographs/" not in urls.get(key, "")))


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']} at {fault['nodes'][0]['target']}: {fault['help']}"
        for fault in found if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login or "nobody")
def test_every_page_is_light_still_and_accessible(people, looked, login):
    wide, narrow = (people(Way(width, "zh", True), login) for width in (1280, 390))
    waiting, seen, faults = ["/", "/wall", "/report", "/track", "/settings", "/nowhere"], set(), []
    while waiting and len(seen) < PAGES_MAX:
        path = waiting.pop(0)
        alike = [known for known in seen if family(known) == family(shape(path))]
        if shape(path) in seen or len(alike) >= SIBLINGS_MAX:
            continue
        seen.add(shape(path))
        if shape(path) in looked and len(seen) > 15:
            continue
        bytes_ = weight(wide, path)
        waiting += links(wide.page)
        if shape(path) in looked:
            continue
        looked.add(shape(path))
        if bytes_ > WEIGHT_MAX:
            faults.append(f"{path} weighs {bytes_} bytes")
        for visitor in (wide, narrow):
            if visitor is narrow:
                visitor.open(path)
            shifted = visitor.page.evaluate("window.shifted")
            if shifted > SHIFT_MAX:
                faults.append(f"{path} at {visitor.way.width} px shifts by {shifted:.3f}")
            width = visitor.page.evaluate("document.documentElement.scrollWidth")
            if width > visitor.way.width:
                faults.append(f"{path} at {visitor.way.width} px is {width} px wide")
            faults += [f"{path} at {visitor.way.width} px: {fault}" for fault in serious(visitor.page)]
    assert not faults, "\n".join(faults)
    print(f"{login or 'nobody'}: {len(seen)} pages")
