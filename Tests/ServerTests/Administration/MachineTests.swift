import City
import Journal
import Kernel
import Matters
import Pack
import Settings
import Store
import TestKit
import Testing
import Upkeep

@testable import Server

/// The journal, its verification, dead letters, packs, the calendar and health.
struct MachineTests {
  private func settled(
    _ post: String, equip: (inout ServerEquipment) -> Void = { _ in }
  ) async throws -> (Lobby, Browser, token: String) {
    let lobby = try await Lobby(
      { $0.metricsToken = "geheim-geheim-geheim-geheim" }, equip: equip)
    try await lobby.settle("gao", post: post)
    let browser = Browser(lobby)
    try await browser.signIn("gao")
    return (lobby, browser, try #require(try await browser.get("/me").token))
  }

  private func receive(_ lobby: Lobby) async throws -> (id: Int64, number: String) {
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter",
        [
          "kind": "hotline", "title": "A3区云杉路路灯不亮", "text": "我叫钱多多，请处理。",
          "caller": "钱多多", "channel": "phone",
        ], by: try lobby.city.actor(post: "supervisor"), at: lobby.now), lobby.city)
    let engine = lobby.city.matters
    let number = try await lobby.city.store.read {
      try engine.load(outcome.subject, $0)?.number ?? ""
    }
    return (outcome.subject, number)
  }

  // MARK: The journal

  @Test func `an auditor finds who did what, and not what a caller said`() async throws {
    let (lobby, browser, _) = try await settled("auditor")
    let (_, number) = try await receive(lobby)
    let list = try await browser.get("/administration/journal?subject=" + number)
    #expect(list.status == 200)
    #expect(list.body.contains("受理"))
    let position = try #require(list.body.firstMatch(of: /journal\/(\d+)"/)).1
    let entry = try await browser.get("/administration/journal/\(position)").body
    #expect(entry.contains("您的岗位不能看"))
    #expect(!entry.contains("钱多多") && !entry.contains("云杉路"))
    #expect(entry.contains("与哈希相符"))
    let post = try await browser.get("/administration/journal?subject=auditor").body
    #expect(post.contains("任职"))
    let mine = try await browser.get("/administration/journal?actor=post:supervisor").body
    #expect(mine.contains("受理") && !mine.contains("开设账号"))
    let none = try await browser.get(
      "/administration/journal?actor=post:supervisor&from=2030-01-01")
    #expect(none.body.contains("没有找到"))
    let wrong = try await browser.get("/administration/journal?subject=niemand&from=x")
    #expect(wrong.status == 404)
    #expect(wrong.body.contains("value=\"niemand\""))
    #expect(try await browser.get("/administration/journal?from=x").status == 422)
    #expect(try await browser.get("/administration/journal/999999").status == 404)
    #expect(try await browser.get("/administration/journal/x").status == 404)
  }

  @Test func `an altered entry is told as such`() async throws {
    let (lobby, browser, _) = try await settled("auditor")
    try await lobby.city.store.write {
      try $0.run("UPDATE event SET actor = 'person:x' WHERE position = 2", [])
    }
    #expect(try await browser.get("/administration/journal/2").body.contains("被改动过"))
    #expect(try await browser.get("/administration/journal/1").body.contains("与哈希相符"))
  }

  private func verify(_ lobby: Lobby, goesOn: Bool = true) async throws -> Bool {
    try await lobby.city.verifyWhereOrdered(
      at: { Lobby.start }, elapsed: { 0 }, goesOn: { goesOn })
  }

  @Test func `a verification is ordered once, carried out, and its result stands there`()
    async throws
  {
    let (lobby, browser, token) = try await settled("auditor")
    let path = "/administration/verifications"
    #expect(try await browser.get("/administration/journal").body.contains("还没有核验过"))
    #expect(try await verify(lobby) == false, "nobody has ordered one")
    let fields = [("csrf", token), ("ground", "季度审计")]
    #expect(try await browser.post(path, fields).location == path)
    #expect(try await browser.get(path).body.contains("排队或进行中"))
    #expect(try await browser.post(path, fields).status == 409)
    #expect(try await verify(lobby))
    let body = try await browser.get(path).body
    #expect(body.contains("完好") && body.contains("季度审计"))
    #expect(try await browser.get("/administration").body.contains("完好"))
    try await lobby.city.store.write {
      try $0.run("UPDATE event SET body = '{}' WHERE position = 2", [])
    }
    _ = try await browser.post(path, fields)
    #expect(try await verify(lobby))
    let broken = try await browser.get(path).body
    #expect(broken.contains("有问题") && broken.contains("at position 2"))
    _ = try await browser.post(path, fields)
    #expect(try await verify(lobby, goesOn: false))
    #expect(try await browser.get(path).body.contains("没有做完"))
    #expect(try await verify(lobby) == false)
  }

  @Test func `a rebuild makes verifications and enactments again`() async throws {
    let (lobby, browser, token) = try await settled("administrator")
    _ = try await browser.post(
      "/administration/verifications", [("csrf", token), ("ground", "季度审计")])
    _ = try await verify(lobby)
    _ = try await browser.post(
      "/administration/packs/ground", [("csrf", token), ("ground", "市政府令第3号")])
    let before = try await rows(lobby)
    #expect(before.joined().contains("市政府令第3号"))
    _ = try await lobby.city.rebuilder.rebuild(lobby.city.store)
    #expect(try await rows(lobby) == before)
  }

  private func rows(_ lobby: Lobby) async throws -> [String] {
    try await lobby.city.store.read { store in
      try ["pack_enactment", "verification"].flatMap { table in
        try store.rows(Statement("SELECT * FROM \(table)"), []).map { "\($0.values)" }
      }
    }
  }

  // MARK: Messages

  @Test func `dead letters are sent again or let go, with a ground`() async throws {
    let (lobby, browser, token) = try await settled("administrator")
    try await lobby.city.store.write { store in
      for (position, state) in [(900, "dead"), (901, "dead"), (902, "waiting")] {
        try store.run(
          """
          INSERT INTO outbox (position, part, jurisdiction, destination, payload, attempts, due,
            state, failure)
          VALUES (?, 0, 1, 'notice', '{"to":"13800000000"}', 10, 5, ?, 'folder is gone')
          """, [.integer(Int64(position)), .text(state)])
      }
    }
    let path = "/administration/outbox"
    let body = try await browser.get(path).body
    #expect(body.contains("folder is gone") && !body.contains("13800000000"))
    #expect(try await browser.get("/administration").body.contains("tile-red"))
    let bare = try await browser.post(
      path + "/DropMessage", [("csrf", token), ("position", "900"), ("part", "0")])
    #expect(bare.status == 422)
    let dropped = try await browser.post(
      path + "/DropMessage",
      [("csrf", token), ("position", "900"), ("part", "0"), ("ground", "已电话告知")])
    #expect(dropped.location == path)
    let twice = try await browser.post(
      path + "/DropMessage",
      [("csrf", token), ("position", "900"), ("part", "0"), ("ground", "已电话告知")])
    #expect(twice.status == 409)
    _ = try await browser.post(
      path + "/DropMessage",
      [("csrf", token), ("position", "902"), ("part", "0"), ("ground", "不是死信")])
    _ = try await browser.post(
      path + "/RetryMessages", [("csrf", token), ("ground", "文件夹已恢复")])
    let left = try await lobby.city.store.read {
      try $0.rows("SELECT position, state, attempts FROM outbox ORDER BY position", []).map {
        "\($0.integer(0)) \($0.text(1)) \($0.integer(2))"
      }
    }
    #expect(left == ["901 waiting 0", "902 waiting 10"])
  }

  // MARK: Packs

  @Test func `a candidate is checked, compared, put in force, and waits for the start`()
    async throws
  {
    let folder = Folder()
    let (lobby, browser, token) = try await settled("administrator") {
      $0.candidate = { try folder.load() }
    }
    let path = "/administration/packs/candidate"
    #expect(try await browser.get(path).body.contains("没有改动"))
    folder.replace("A市回音壁编辑", by: "A市回音壁责任编辑")
    let page = try await browser.get(path).body
    for part in ["posts[a-editor].name.zh", "A市回音壁责任编辑", "修改"] {
      #expect(page.contains(part), "\(part)")
    }
    let reference = try folder.load().reference
    let unread = try await browser.post(
      path, [("csrf", token), ("ground", "x"), ("revision", "example@000000000000")])
    #expect(unread.status == 409 && unread.body.contains("又变了"))
    let bare = try await browser.post(path, [("csrf", token), ("revision", reference)])
    #expect(bare.status == 422)
    let done = try await browser.post(
      path, [("csrf", token), ("ground", "编办发〔2026〕9号"), ("revision", reference)])
    #expect(done.location == "/administration/packs")
    #expect(lobby.city.pack.reference != reference, "the running program keeps its pack")
    let packs = try await browser.get("/administration/packs").body
    #expect(packs.contains("\(reference) 待下次启动生效"))
    #expect(try await browser.get("/administration").body.contains("待下次启动生效"))
    let compared = try await browser.get(
      "/administration/packs/difference?from=\(lobby.city.pack.reference)&to=\(reference)")
    #expect(compared.body.contains("A市回音壁责任编辑"))
    // The next start.
    let next = try await City.open(try folder.load(), lobby.city.store, random: fixedBytes) {
      Lobby.start
    }
    let engine = next.upkeep
    let reader = try UpkeepReader(engine, try next.actor(post: "auditor"))
    let starts = try await next.store.read { try reader.starts($0) }
    #expect(starts.map(\.revision) == [reference, lobby.city.pack.reference])
    let enacted = try await next.store.read { try reader.enactment(of: reference, $0) }
    #expect(enacted?.ground == "编办发〔2026〕9号" && enacted?.actor == "person:gao")
  }

  @Test func `a candidate with faults is told with their lines and cannot be put in force`()
    async throws
  {
    let folder = Folder()
    let (lobby, browser, token) = try await settled("administrator") {
      $0.candidate = { try folder.load() }
    }
    folder.replace("role: editor", by: "role: editr")
    let page = try await browser.get("/administration/packs/candidate").body
    #expect(page.contains("editr") && page.contains("Packs/example/pack.yaml:"))
    let done = try await browser.post(
      "/administration/packs/candidate",
      [("csrf", token), ("ground", "x"), ("revision", lobby.city.pack.reference)])
    #expect(done.status == 409)
  }

  @Test func `whoever answers for the pack in force gives the ground`() async throws {
    let (_, browser, token) = try await settled("administrator")
    #expect(try await browser.get("/administration").body.contains("没有人写明依据"))
    let done = try await browser.post(
      "/administration/packs/ground", [("csrf", token), ("ground", "市政府令第3号")])
    #expect(done.location == "/administration/packs")
    let page = try await browser.get("/administration/packs").body
    #expect(page.contains("市政府令第3号") && !page.contains("没有人写明依据"))
    let missing = try await browser.get("/administration/packs/difference?from=x&to=y")
    #expect(missing.status == 404)
    #expect(try await browser.get("/administration/packs/difference").status == 422)
  }

  // MARK: The calendar and health

  @Test func `a limit is tried out and explained day by day`() async throws {
    let (_, browser, _) = try await settled("auditor")
    let limit = LocalPath.escaped("3个工作日")
    let body = try await browser.get(
      "/administration/calendar?limit=\(limit)&from=2026-04-30T09:00"
    ).body
    // 1 to 5 May is a holiday of 2026; the rest of 30 April, 6 and 7 May and the morning of the 8th
    // are worked.
    #expect(body.contains("2026-05-08"))
    #expect(body.contains("劳动节"))
    #expect(body.contains("合计 21:00"))
    let english = try await browser.get(
      "/administration/calendar?limit=24+hours&from=2026-04-30T09:00",
      ["Accept-Language": "en"])
    #expect(english.body.contains("24 hours from 2026-04-30 09:00 end at 2026-05-01 09:00"))
    let far = try await browser.get("/administration/calendar?limit=\(limit)&from=2027-02-01T09:00")
    #expect(far.body.contains("暂按平常的周计算"))
    let wrong = try await browser.get("/administration/calendar?limit=bald")
    #expect(wrong.status == 422 && wrong.body.contains("看不懂这个时限"))
    let missing = try await browser.get("/administration/calendar?year=2031").body
    #expect(missing.contains("没有2031年的节假日表"))
    #expect(missing.utf8.count < 150_000)
    #expect(try await browser.get("/administration/calendar?year=x").status == 422)
  }

  @Test func `health shows settings with their sources and no secret`() async throws {
    let (_, browser, _) = try await settled("auditor")
    let body = try await browser.get("/administration/health").body
    #expect(body.contains("metrics-token") && body.contains("•••"))
    #expect(!body.contains("geheim"))
    #expect(body.contains("缺省值"))
  }

  @Test func `deadlines are listed by their time, page by page`() async throws {
    let (lobby, browser, _) = try await settled("auditor")
    try await lobby.city.store.write { store in
      for index in 0..<120 {
        let due = Lobby.start.milliseconds + Int64(index - 60) * 60_000
        try Timers.set(
          Timers.Timer(
            due: Instant(milliseconds: due), subject: 7, name: "t/\(index)", kind: "matter"),
          lobby.city.pack.jurisdiction, store)
      }
    }
    let next = try await browser.get("/administration/timers").body
    #expect(next.contains(">t/61<") && !next.contains(">t/59<"))
    let late = try await browser.get("/administration/timers?late=true").body
    #expect(late.contains(">t/0<") && !late.contains(">t/61<"))
    let path = try #require(late.firstMatch(of: /href="([^"]+after=[^"]+)"/)).1
    let second = try await browser.get(String(path).replacing("&amp;", with: "&")).body
    #expect(second.contains(">t/55<") && !second.contains(">t/0<"))
    #expect(try await browser.get("/administration/timers?after=x").status == 422)
  }
}

/// A pack's files as somebody changes them on the server.
private final class Folder: Sendable {
  private let files = Changing(repositoryFiles())

  func load() throws -> Pack { try PackLoader.load("example", from: files.value) }

  func replace(_ old: String, by new: String) {
    let path = "Packs/example/pack.yaml"
    let text = String(decoding: files.value.bytes[path] ?? [], as: UTF8.self)
    files.value = files.value.overlaid(
      with: PackFiles([path: Array(text.replacing(old, with: new).utf8)]))
  }
}
