import City
import Journal
import Kernel
import Pack
import Store
import StoreSQLite
import Synchronization
import TestKit
import Testing

/// What leaves the house about a matter.
@Suite struct MatterNoticesTests {
  private final class Post: Destination {
    let letters = Mutex<[String]>([])

    func deliver(_ item: Outbox.Item) async throws {
      letters.withLock { $0.append(item.payload) }
    }
  }

  private func moment(_ text: String) throws -> Instant {
    try #require(Instant(text, offset: .china))
  }

  private func open() async throws -> (City, Int64) {
    let pack = try PackLoader.load("example", from: repositoryFiles())
    let now = try moment("2022-09-05 09:00")
    let city = try await City.open(pack, try temporaryStore(), random: fixedBytes) { now }
    let call = ActionCatalogue.Call(
      "ReceiveMatter",
      [
        "kind": "hotline", "channel": "phone", "title": "A3区云杉路的路灯不亮", "text": "请修",
        "caller": "王建国",
      ], by: try city.actor(post: "a-call-taker"), at: now)
    return (city, try await ActionCatalogue.all.perform(call, city).subject)
  }

  @Test func `a notice of receipt carries the code and the journal does not`() async throws {
    let (city, id) = try await open()
    let code = try await city.code(of: id)
    let post = Post()
    let notices = MatterNotices(city, to: post)
    _ = try await Outbox(city.store).deliverDue(
      try moment("2022-09-05 09:01"), ["notice": notices])
    let letters = post.letters.withLock { $0 }
    #expect(letters.count == 1)
    #expect(letters[0].contains("\"code\":\"\(code)\""))
    let bodies = try await city.store.read {
      try $0.rows("SELECT body FROM event", []).map { $0.text(0) }
    }
    #expect(bodies.allSatisfy { !$0.contains(code) })
  }

  @Test(arguments: [true, false])
  func `a reminder that waited is dropped once the matter is answered`(
    isAnswered: Bool
  ) async throws {
    let (city, id) = try await open()
    _ = try await city.runTimers(until: try moment("2022-09-30 12:00"))
    if isAnswered {
      let call = ActionCatalogue.Call(
        "AnswerMatter", on: id, ["reply": "已修"],
        by: try city.actor(post: "a3-housing-handler"), at: try moment("2022-09-30 12:00"))
      _ = try await ActionCatalogue.all.perform(call, city)
    }
    let post = Post()
    _ = try await Outbox(city.store).deliverDue(
      try moment("2023-01-01 00:00"), ["notice": MatterNotices(city, to: post)])
    let turns = post.letters.withLock { $0 }.filter { $0.contains("matter.clock-turned") }
    #expect(turns.count == (isAnswered ? 0 : 2))
  }
}
