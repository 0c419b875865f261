"""A community's secretary: the duties of her tier, a neighbour's matter, the street's help."""

import pytest
from playwright.sync_api import expect

from conftest import WAYS
from picture import photograph


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_from_a_neighbour_to_the_district(people, way):
    secretary = people(way, "zheng.min")
    secretary.holds_together()
    secretary.open("/duties")
    secretary.holds_together()
    expect(secretary.page.locator("#community tbody tr")).to_have_count(10)

    # A neighbour tells her something; the page says who will lead it, before it is filed.
    secretary.open("/intake")
    secretary.holds_together()
    form = secretary.form("/intake")
    secretary.fill(
        form, title=f"芦苇社区健身器材松动 {way.name}", text="单杠松动，老人锻炼不安全。", caller="李秀英",
        area="芦苇社区")
    secretary.send(form, "check")
    secretary.holds_together()
    form = secretary.form("/intake")
    expect(form.locator("[name=text]")).to_have_value("单杠松动，老人锻炼不安全。")
    secretary.send(form)
    secretary.holds_together()
    number = secretary.page.locator("main b.number").first.inner_text()

    secretary.open(f"/matters/{number}")
    secretary.holds_together()
    secretary.take("NoteMatter", text="已先拉警戒线。")
    upload = secretary.form(f"/matters/{number}/photographs")
    upload.locator("input[type=file]").first.set_input_files(photograph())
    secretary.send(upload)
    expect(secretary.page.locator("main")).to_contain_text("已先拉警戒线")

    # Only her community's matters are on her desk, and its figures in her bulletin.
    secretary.open("/?group=all")
    secretary.holds_together()
    expect(secretary.page.locator("main")).to_contain_text("芦苇社区健身器材松动")
    secretary.open("/bulletin")
    secretary.holds_together()
    expect(secretary.page.locator("main")).to_contain_text("芦苇社区")


@pytest.mark.parametrize("way", WAYS[:2], ids=lambda way: way.name)
def test_a_half_written_call_is_kept(people, way):
    secretary = people(way, "zheng.min")
    secretary.open("/intake")
    form = secretary.form("/intake")
    words = f"电话里说到一半 {way.name}"
    secretary.fill(form, title="电动车占楼道", text=words)
    secretary.send(form, "save")
    secretary.open("/intake")
    expect(secretary.page.locator("main")).to_contain_text("电动车占楼道")
