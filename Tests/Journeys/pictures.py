"""Takes the pictures that the READMEs and guides show: `bin/journeys --pictures [NAME…]`."""

import os
import re
import sys

from playwright.sync_api import sync_playwright

from conftest import BROWSERS, Way, shutil
from town import Town
from visitor import Visitor

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "pictures")
PHONE, DESK = Way(390, "zh", True), Way(1280, "zh", True)


def desk(visit) -> None:
    visit("xu.li", DESK).open("/")


def desk_on_a_phone(visit) -> None:
    visit("sun.hao", PHONE).open("/")


def matter(visit) -> None:
    handler = visit("sun.hao", DESK)
    handler.open("/?group=lead")
    handler.open(handler.page.get_attribute("main table a[href^='/matters/']", "href"))


def intake(visit) -> None:
    taker = visit("zhang.wei", DESK)
    taker.open("/intake")
    form = taker.form("/intake")
    taker.fill(
        form, title="A3区云杉路路灯白天一直亮着", text="从菜场到小学一段，已经三天，晚上反而不亮。", caller="王建国")
    taker.send(form, "check")


def arbitration(visit) -> None:
    visit("wang.fang", DESK).open("/arbitration")


def whistle(visit) -> None:
    """A room with one unit there and two on their way."""
    street = visit("lin.yue", DESK)
    street.open("/whistle")
    form = street.form("/whistle")
    street.fill(
        form, title="夜市占道、油烟、食品安全一并整治", demand="请到夜市北口，联合检查摊位。", area="白桦街道",
        sort="joint-enforcement")
    street.send(form, "whom")
    for word, unit in (("市场监督", "a3-market"), ("生态环境", "a3-ecology"), ("公安", "a3-security")):
        form = street.form("/whistle")
        street.fill(form, query=word)
        street.send(form, "search")
        street.fill(street.form("/whistle"), units=unit)
    street.send(street.form("/whistle"), "preview")
    street.send(street.form("/whistle"), "blow")
    number = re.search(r"/whistles/([0-9-]+)", street.page.url).group(1)
    market = visit("tang.yu", DESK)
    market.open(f"/matters/{number}")
    market.take("SignInToTask")
    market.take("ArriveAtTask", place="夜市北口")
    visit("lin.yue", DESK).open(f"/whistles/{number}")


def bulletin(visit) -> None:
    visit("wu.jun", DESK).open("/bulletin")


def figures(visit) -> None:
    visit("wu.jun", DESK).open("/figures/received")


def administration(visit) -> None:
    visit("ma.chao", DESK).open("/administration")


def report_on_a_phone(visit) -> None:
    visit(None, PHONE).open("/report")


PICTURES = [
    desk, desk_on_a_phone, matter, intake, arbitration, whistle, bulletin, figures,
    administration, report_on_a_phone,
]


def main(names: list[str]) -> None:
    town = Town()
    try:
        with sync_playwright() as playwright:
            found = next(filter(None, map(shutil.which, BROWSERS)))
            arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=found, args=arguments)
            for picture in PICTURES:
                name = picture.__name__.replace("_", "-")
                if names and name not in names:
                    continue
                visitors = []

                def visit(login: str | None, way: Way) -> Visitor:
                    visitors.append(Visitor(browser, town, way))
                    if login:
                        visitors[-1].sign_in(login)
                    return visitors[-1]

                picture(visit)
                visitors[-1].page.wait_for_load_state("load")
                visitors[-1].page.screenshot(path=os.path.join(FOLDER, f"{name}.png"))
                for visitor in visitors:
                    visitor.end()
                print(name)
    finally:
        town.end()


if __name__ == "__main__":
    main(sys.argv[1:])
