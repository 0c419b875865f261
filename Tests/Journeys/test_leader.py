"""A leader reads the bulletin, opens a number down to its rows, and supervises what is late."""

import re

import pytest
from playwright.sync_api import expect

from conftest import WAYS


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_from_a_number_to_what_stands_behind_it(people, way):
    leader = people(way, "wu.jun")
    leader.open("/bulletin")
    leader.holds_together()

    tile = leader.page.locator("main a.tile[href^='/figures/received/rows']")
    value = int(re.search(r"\d+", tile.locator(".tile-value").inner_text()).group())
    leader.press(tile)
    leader.holds_together()
    rows = leader.page.locator("main table tbody tr, main ul.rows > li")
    assert min(value, 50) == rows.count(), (value, rows.count())

    leader.press(leader.page.locator("main a[href^='/matters/']").first)
    leader.holds_together()

    leader.open("/bulletin?week=2026-W22")
    leader.holds_together()
    leader.open("/figures")
    leader.holds_together()
    leader.press(leader.page.locator("main a[href^='/figures/open']").first)
    leader.holds_together()
    expect(leader.page.locator("main svg").first).to_be_visible()
    expect(leader.page.locator("main table").first).to_be_attached()

    # What is overdue is supervised, once.
    leader.open("/?group=all&light=red")
    leader.holds_together()
    leader.press(leader.page.locator("main a[href^='/matters/']").nth(WAYS.index(way)))
    leader.take("SuperviseMatter", level="city", ground="逾期未办，请三日内报结果。")
    expect(leader.page.locator("main")).to_contain_text("逾期未办")
