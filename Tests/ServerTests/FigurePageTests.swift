import City
import Figures
import HTTPTypes
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store
import Synchronization
import Testing

@testable import Server

/// The bulletin and the figures, read by people at a browser.
struct FigurePageTests {
  private let lobby: Lobby

  init() async throws {
    lobby = try await Lobby()
    for (index, title) in ["A3区云杉路路灯不亮", "A3区医院排队太久", "A7县公交站牌倒伏"].enumerated() {
      try await receive(title, index: index)
    }
  }

  private func receive(_ title: String, kind: String = "hotline", index: Int = 0) async throws {
    _ = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(
        "ReceiveMatter", on: nil,
        [
          "kind": .string(kind), "title": .string(title), "text": "请处理。",
          "caller": .string("来电人\(index)"), "channel": "phone",
        ], by: try lobby.city.actor(post: "supervisor"), at: lobby.now), lobby.city)
  }

  private func browser(_ post: String) async throws -> Browser {
    try await lobby.settle("reader-" + post, post: post)
    let browser = Browser(lobby)
    try await browser.signIn("reader-" + post)
    return browser
  }

  /// The addresses of a page's links.
  private func links(_ body: String) -> [String] {
    body.matches(of: /href="([^"#]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
  }

  // MARK: The journey

  @Test func `a leader reads the day, opens a number to its rows and a row to its matter`()
    async throws
  {
    let leader = try await browser("a-leader")
    let bulletin = try await leader.get("/bulletin")
    #expect(bulletin.status == 200)
    #expect(bulletin.body.contains("<h1>日报</h1>"))
    #expect(bulletin.body.contains("2026年第148期 · 2026-05-28 · 范围：A市"))
    #expect(bulletin.body.contains("比前一天+3"))
    let rows = try #require(
      links(bulletin.body).first { $0.hasPrefix("/figures/received/rows?period=2026-05-28") })
    let list = try await leader.get(rows)
    #expect(list.status == 200 && list.body.contains("共3行"))
    let matter = try #require(links(list.body).first { $0.hasPrefix("/matters/") })
    #expect(try await leader.get(matter).status == 200)
    let english = try await leader.get("/bulletin", ["Cookie": "", "Accept-Language": "en"])
    #expect(english.status == 303 || english.body.contains("Daily bulletin"))
  }

  @Test func `every link of the bulletin and of a figure leads to a page`() async throws {
    let leader = try await browser("a-leader")
    var followed: Set<String> = []
    for page in [
      "/bulletin", "/bulletin?week=2026-W22", "/figures", "/figures/received",
      "/figures/received?by=week&compare=unit", "/figures/in-time-rate?by=month",
      "/figures/delay-natural", "/figures/open?compare=category", "/figures/petitions-registered",
    ] {
      let answer = try await leader.get(page)
      #expect(answer.status == 200, "\(page)")
      for link in links(answer.body) where !followed.contains(link) {
        followed.insert(link)
        guard link.hasPrefix("/bulletin") || link.hasPrefix("/figures"),
          !link.hasPrefix("/bulletin.pdf")
        else { continue }
        #expect(try await leader.get(link).status == 200, "\(page) → \(link)")
      }
    }
    #expect(followed.count > 100, "\(followed.count)")
  }

  @Test func `a week runs from Monday to Sunday and leads to its neighbours`() async throws {
    let leader = try await browser("a-leader")
    let week = try await leader.get("/bulletin?week=2026-W22").body
    #expect(week.contains("<h1>周报</h1>") && week.contains("2026-05-25 – 2026-05-31"))
    #expect(week.contains("2026年第22期") && week.contains("比前一周+3"))
    #expect(links(week).contains("/bulletin?week=2026-W21"))
    // Nothing is told of the future.
    #expect(!links(week).contains("/bulletin?week=2026-W23"))
    #expect(week.contains("本期还没有结束"))
    let before = try await leader.get("/bulletin?week=2026-W21").body
    #expect(links(before).contains("/bulletin?week=2026-W22") && !before.contains("本期还没有结束"))
    let chosen = try await leader.get("/bulletin?rhythm=week&date=2026-05-20").body
    #expect(chosen.contains("2026-05-18 – 2026-05-24"))
  }

  // MARK: What is refused

  @Test(arguments: [
    ("/bulletin?date=2026-05-29", "date"), ("/bulletin?date=1066-10-14", "date"),
    ("/bulletin?week=2026-W54", "week"), ("/bulletin?week=2026-W23", "week"),
    ("/figures/received?by=hour", "by"),
    ("/figures/received?from=2026-05-02&to=2026-05-01", "from"),
    ("/figures/received?from=gestern", "from"), ("/figures/received?compare=month", "compare"),
    ("/figures/received/rows", "period"), ("/figures/received/rows?period=1", "period"),
    ("/figures/received/rows?period=2026-05-28&after=x", "after"),
    ("/figures/received?area=" + String(repeating: "a", count: 65), "area"),
  ])
  func `an address that cannot be read is refused with the field named`(
    path: String, field: String
  ) async throws {
    let leader = try await browser("a-leader")
    let answer = try await leader.get(path)
    #expect(answer.status == 422, "\(path)")
    #expect(answer.body.contains("“\(field)”"), "\(path): \(answer.body.suffix(900))")
  }

  @Test(arguments: [
    "/figures/nothing", "/figures/nothing/rows?period=2026", "/figures/received?area=nowhere",
    "/figures/received/rows?period=2026&unit=nobody",
    "/figures/received/rows?period=2026&category=none&area=a",
  ])
  func `what there is not is not found`(path: String) async throws {
    #expect(try await browser("a-leader").get(path).status == 404, "\(path)")
  }

  @Test func `nobody without the permission reads figures`() async throws {
    let taker = try await browser("a-call-taker")
    for path in [
      "/bulletin", "/bulletin.pdf", "/figures", "/figures/received",
      "/figures/received/rows?period=2026",
    ] {
      #expect(try await taker.get(path).status == 403, "\(path)")
      let stranger = try await Browser(lobby).get(path)
      #expect(stranger.status == 303 && stranger.location?.hasPrefix("/sign-in") == true)
    }
  }

  // MARK: Scope

  @Test func `a district counts and lists its own`() async throws {
    let three = try await browser("a3-dispatcher")
    let list = try await three.get("/figures/received/rows?period=2026-05-28").body
    #expect(list.contains("共2行") && !list.contains("A7县公交站牌倒伏"))
    // Nobody gets further by asking for another area.
    let other = try await three.get("/figures/received/rows?period=2026-05-28&area=a7").body
    #expect(!other.contains("A7县公交站牌倒伏") && other.contains("这段时间没有明细"))
    let bulletin = try await three.get("/bulletin").body
    #expect(bulletin.contains("范围：A3区") && !bulletin.contains("A7县"))
  }

  @Test func `of a figure that protects persons only what one may open is listed`() async throws {
    try await receive("反映A3区某单位违规", kind: "petition", index: 7)
    let counted = try await lobby.city.store.read { [city = lobby.city] reader in
      let day = CivilDate(dayNumber: 20_601)
      return try city.figures.count(
        FigureQuestion(
          figure: "petitions-registered", period: FigurePeriod(days: day, day)), reader)
    }
    #expect(counted == 1)
    let path = "/figures/petitions-registered/rows?period=2026-05-28"
    let leader = try await browser("a-leader").get(path).body
    #expect(leader.contains("只列出您的岗位可以打开的事项") && !leader.contains("共1行"))
    let page = try await browser("supervisor").get("/figures/petitions-registered").body
    #expect(page.contains("少于5"))
    #expect(
      !page.contains("/figures/petitions-registered/rows?period=2026-04-29..2026-05-28&area="))
  }

  @Test func `a long list goes page by page to its end`() async throws {
    for index in 0..<60 { try await receive("A3区第\(index)盏路灯不亮", index: index) }
    let leader = try await browser("a-leader")
    var path = "/figures/received/rows?period=2026-05-28"
    var numbers: [String] = []
    for _ in 0..<5 {
      let page = try await leader.get(path).body
      numbers += links(page).filter { $0.hasPrefix("/matters/") }
      guard let next = links(page).first(where: { $0.contains("&after=") }) else { break }
      path = next
    }
    #expect(numbers.count == 63 && Set(numbers).count == 63)
    let csv = try await leader.get(
      "/api/v1/figures/received/rows?period=2026-05-28&format=csv", ["Accept": "text/csv"])
    #expect(csv.status == 200 && csv.body.split(whereSeparator: \.isNewline).count == 64)
  }

  // MARK: Paper

  /// Notes what it is to print.
  private final class Press: PagePrinter {
    let page = Mutex<String>("")
    let problem: Problem?

    init(_ problem: Problem? = nil) { self.problem = problem }

    func pdf(of page: PaperPage) async throws -> [UInt8] {
      if let problem { throw problem }
      self.page.withLock { $0 = String(decoding: page.files[0].bytes, as: UTF8.self) }
      return Array("%PDF-1.4".utf8)
    }
  }

  @Test func `the bulletin on paper asks for nothing outside and opens nothing`() async throws {
    let press = Press()
    let lobby = try await Lobby(printer: press)
    try await lobby.settle("leader", post: "a-leader")
    let leader = Browser(lobby)
    try await leader.signIn("leader")
    let answer = try await leader.get("/bulletin.pdf?week=2026-W22")
    #expect(answer.status == 200 && answer.body == "%PDF-1.4")
    #expect(answer.headers[.contentType] == "application/pdf")
    #expect(answer.headers[.contentDisposition]?.contains("bulletin-2026-W22.pdf") == true)
    let page = press.page.withLock { $0 }
    #expect(page.contains("<h1>周报</h1>"))
    for word in ["<a ", "<form", "<script", "http:", "https:", "/assets/", " src="] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test(
    arguments: [
      (nil, "apt install chromium"), (Problem(.printerBusy, ["seconds": "15"]), "15秒"),
      (Problem(.printFailed, ["reason": "30 s"]), "30 s"),
    ] as [(Problem?, String)])
  func `who cannot get a PDF is told why and how to go on`(problem: Problem?, words: String)
    async throws
  {
    let lobby = try await Lobby(printer: problem.map { Press($0) })
    try await lobby.settle("leader", post: "a-leader")
    let leader = Browser(lobby)
    try await leader.signIn("leader")
    let answer = try await leader.get("/bulletin.pdf?date=2026-05-27")
    #expect(answer.status == 503 && answer.body.contains(words))
    #expect(links(answer.body).contains("/bulletin?date=2026-05-27"))
    #expect(answer.headers[.retryAfter] == problem?.arguments["seconds"])
  }
}
