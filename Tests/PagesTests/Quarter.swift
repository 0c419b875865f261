import TestKit
import City
import Figures
import Glibc
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Pages
import Store
import StoreSQLite

/// A quarter of a city in which a small story has happened, at fixed times and with fixed numbers.
struct Quarter {
  let city: City

  /// The residents' full names, which no page may show.
  static let callers = ["王建国", "欧阳秀英", "赵平", "郑义"]

  private static let pack = Result { try PackLoader.load("example", from: repositoryFiles()) }

  static func open() async throws -> Quarter {
    Quarter(
      city: try await City.open(
        try pack.get(), try temporaryStore(), random: fixedBytes
      ) { moment("2022-09-30 12:00") }
    )
  }

  /// A lamp that is answered with a promise, rated, and reopened; oil smoke without a place,
  /// something without a category, and moss: all three turn red.
  static func story() async throws -> Quarter {
    let quarter = try await open()
    let lamp = try await quarter.receive(
      "A3区云杉路的路灯白天仍亮着", "整条路的路灯亮着。\n请查一查。", callers[0], at: "2022-09-05 09:10")
    _ = try await quarter.receive(
      "A1区滨海步道台阶长满青苔", "昨天有人滑倒,垃圾没有人清理。", callers[1], at: "2022-09-05 09:40")
    _ = try await quarter.receive("楼下饭店油烟太大", "窗户不敢开。", callers[2], at: "2022-09-05 10:00")
    _ = try await quarter.receive("A7县有件事想当面说", "请回个话。", callers[3], at: "2022-09-05 10:30")
    let housing = try quarter.city.actor(role: "handler", unit: "a3-housing")
    try await quarter.act(AcceptMatter(), on: lamp, by: housing, at: "2022-09-05 14:30")
    try await quarter.act(
      AnswerMatter(
        reply: "光控开关损坏,已先关闭。", promise: "更换光控开关", promiseDue: moment("2022-09-30 17:30")),
      on: lamp, by: housing, at: "2022-09-07 16:00")
    let resident = try quarter.city.resident(callers[0])
    try await quarter.act(RateMatter(grade: 3), on: lamp, by: resident, at: "2022-09-08 8:00")
    try await quarter.act(
      ReopenMatter(reason: "又亮了"), on: lamp, by: resident, at: "2022-09-08 8:05")
    _ = try await quarter.city.runTimers(until: moment("2022-09-14 08:00"))
    return quarter
  }

  @discardableResult
  func receive(_ title: String, _ text: String, _ caller: String, at: String) async throws -> Int64
  {
    let action = ReceiveMatter(
      kind: "hotline", title: title, text: text, caller: caller, channel: "phone")
    let taker = try city.actor(post: "a-call-taker")
    return try await city.perform(Request(action, by: taker, at: moment(at))).subject
  }

  func act<Performed: Action>(
    _ action: Performed, on id: Int64, by actor: Actor, at: String
  ) async throws where Performed.Subject == MatterEngine {
    _ = try await city.perform(Request(action, on: id, by: actor, at: moment(at)))
  }

  func list(
    _ language: Language, light: Matter.Light? = nil, next: MatterReader.Cursor? = nil
  ) async throws -> HTML {
    let waiting = WaitingReader(city.matters, try city.actor(post: "supervisor"))
    let model = try await city.store.read { store in
      var model = MatterListPage.Model()
      (model.chosen, model.light, model.next) = (.all, light, next)
      model.groups = try waiting.groups.map { ($0, try waiting.count($0, store)) }
      model.lights = try waiting.count(.all, store).lights
      model.lines = try waiting.lines(.all, light: light, store)
      model.unread = Set(model.lines.prefix(1).map(\.id))
      model.hasAccount = true
      return model
    }
    return MatterListPage(model, token: FormToken("token"), city: city, language: language).content
  }

  func matter(_ number: String, _ language: Language) async throws -> HTML {
    let reader = MatterReader(city.matters, .everything)
    let city = city
    let found = try await city.store.read { store -> (Matter, [RecordedEvent])? in
      guard let (id, matter) = try reader.matter(number, store) else { return nil }
      return (matter, try EventReader.events(of: id, city.pack.jurisdiction, store))
    }
    guard let (matter, events) = found else { throw MatterMissing(number: number) }
    let file = try CaseFile(id: 0, matter: matter, events: events, in: city.matters)
    return MatterPage(
      file, now: moment("2022-09-14 08:00"), city: city, language: language
    ).content
  }

  func bulletin(_ day: String, _ language: Language) async throws -> HTML {
    let city = city
    let date = moment(day).local(.china).date
    let bulletin = try await city.store.read { try Bulletin.make(city, .day(date), $0) }
    return BulletinPage(
      bulletin: bulletin, now: moment("2022-09-14 08:00"), areas: [], city: city,
      language: language
    ).content
  }

  /// Every page that there is of the city's matters, in both languages, and every matter's facts.
  func everything() async throws -> [String] {
    let city = city
    let ids = try await city.store.read { try $0.rows("SELECT id, number FROM matter", []) }
    var pages: [String] = []
    for language in Language.allCases {
      pages.append(try await list(language).source)
      pages.append(try await bulletin("2022-09-05", language).source)
      for row in ids { pages.append(try await matter(row.text(1), language).source) }
    }
    for row in ids {
      let facts = try await city.store.read { store in
        try city.matters.loadWhole(row.integer(0), store).map {
          MatterFacts.json(row.integer(0), $0, city).canonicalText
        }
      }
      pages.append(facts ?? "")
    }
    return pages
  }
}

struct MatterMissing: Error { let number: String }

/// `2019-12-31 10:00` in China.
func moment(_ text: String) -> Instant {
  guard let instant = Instant(text, offset: .china) else { preconditionFailure(text) }
  return instant
}
