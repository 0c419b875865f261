"""Takes the pictures that the READMEs and guides show: `bin/journeys --pictures`."""

import os
import sys

from playwright.sync_api import sync_playwright

from conftest import BROWSERS, Way, shutil
from town import Town
from visitor import Visitor

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "pictures")

# Name, login, width, path or what finds it, whether the whole page is taken.
PICTURES = [
    ("desk", "xu.li", 1280, "/", False),
    ("matter", "xu.li", 1280, "@matter", False),
    ("intake", "zhang.wei", 1280, "/intake", False),
    ("arbitration", "wang.fang", 1280, "/arbitration", False),
    ("whistle", "lin.yue", 1280, "/whistle", False),
    ("bulletin", "wu.jun", 1280, "/bulletin", False),
    ("figures", "wu.jun", 1280, "/figures", False),
    ("administration", "ma.chao", 1280, "/administration", False),
    ("report-on-a-phone", None, 390, "/report", False),
    ("desk-on-a-phone", "sun.hao", 390, "/", False),
]


def main(names: list[str]) -> None:
    town = Town()
    try:
        with sync_playwright() as playwright:
            found = next(filter(None, map(shutil.which, BROWSERS)))
            arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=found, args=arguments)
            for name, login, width, path, whole in PICTURES:
                if names and name not in names:
                    continue
                visitor = Visitor(browser, town, Way(width, "zh", True))
                if login:
                    visitor.sign_in(login)
                if path == "@matter":
                    visitor.open("/")
                    path = visitor.page.get_attribute("main table a[href^='/matters/']", "href")
                answer = visitor.open(path)
                if answer.status != 200:
                    raise SystemExit(f"{path} answers {answer.status}")
                visitor.page.screenshot(
                    path=os.path.join(FOLDER, f"{name}.png"), full_page=whole)
                visitor.end()
                print(name)
    finally:
        town.end()


if __name__ == "__main__":
    main(sys.argv[1:])
