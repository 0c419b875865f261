"""A street dispatcher blows the whistle, departments report in, she confirms and rates."""

import re

import pytest
from playwright.sync_api import expect

from conftest import WAYS


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_whistle_from_blowing_to_closing(people, way):
    street = people(way, "lin.yue")
    street.holds_together()

    # Step one says what and where; nothing is sent before units are chosen.
    street.open("/whistle")
    street.holds_together()
    form = street.form("/whistle")
    street.fill(
        form, title=f"夜市食品安全联合检查 {way.name}", demand="请七点前到夜市北口，检查食品经营许可。",
        area="白桦街道", sort="joint-enforcement")
    street.send(form, "whom")
    street.holds_together()

    # Step two: the unit is found by a word of its name, and the preview says what it will be told.
    form = street.form("/whistle")
    street.fill(form, query="市场监督")
    street.send(form, "search")
    form = street.form("/whistle")
    street.fill(form, units="a3-market")
    street.send(form, "preview")
    street.holds_together()
    expect(street.page.locator("main")).to_contain_text("请七点前到夜市北口")
    street.send(street.form("/whistle"), "blow")
    number = re.search(r"/whistles/([0-9-]+)", street.page.url).group(1)
    street.holds_together()
    before = street.page.locator("main").inner_text()

    # The department signs in, arrives and reports; with scripts the room follows by itself.
    market = people(way, "tang.yu")
    market.open(f"/matters/{number}")
    market.holds_together()
    market.take("SignInToTask")
    if way.scripts:
        expect(street.page.locator("main")).not_to_have_text(before, use_inner_text=True)
    market.take("ArriveAtTask", place="夜市北口")
    market.take("ReportTask", report="已检查十二个摊位，两户限期补办。")
    assert not market.offers("RateTask"), "nobody rates themselves"

    # The street looks at the result, confirms it, which ends the whistle, and rates.
    street.open(f"/matters/{number}")
    street.holds_together()
    street.take("ConfirmWhistle", settled={"solved": "true"})
    street.take("RateTask", grade="5", comment="来得快，办得实。")
    assert not street.offers("SummonUnits")
    market.open(f"/whistles/{number}")
    market.holds_together()
