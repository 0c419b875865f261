import City
import Foundation
import Journal
import Kernel
import Organisation
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

/// An empty city under the example pack.
func emptyCity() async throws -> City {
  let folder = NSTemporaryDirectory() + "baodao-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let pack = try PackLoader.load("example", from: repositoryFiles())
  return try await City.open(
    pack, try SQLiteStore(temporaryIn: folder), random: fixedBytes
  ) {
    Instant(milliseconds: 1_780_000_000_000)
  }
}

struct PostTests {
  private let day = Instant("2026-05-01T09:00:00+08:00", offset: .china)!

  private func at(_ days: Int) -> Instant {
    day.advanced(byMilliseconds: Int64(days) * Instant.millisecondsPerDay)
  }

  private func take<Performed: Action>(
    _ action: Performed, _ post: String, _ days: Int, _ city: City
  )
    async throws where Performed.Subject == PostEngine
  {
    _ = try await city.perform(
      Request(
        action, on: city.posts.id(of: post), by: try city.actor(post: "administrator"),
        at: at(days)))
  }

  private func code(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return "done"
    } catch let problem as Problem {
      return problem.kind.code
    } catch {
      return "\(error)"
    }
  }

  @Test func `a post is held by one person at a time unless it is plural`() async throws {
    let city = try await emptyCity()
    try await take(AppointHolder(post: "a-editor", person: "liu"), "a-editor", 0, city)
    let second = await code {
      try await take(AppointHolder(post: "a-editor", person: "chen"), "a-editor", 1, city)
    }
    #expect(second == "post.taken")
    try await take(AppointHolder(post: "a-call-taker", person: "liu"), "a-call-taker", 0, city)
    try await take(AppointHolder(post: "a-call-taker", person: "chen"), "a-call-taker", 1, city)
  }

  @Test func `a hand-over leaves no moment without a holder and none with two`() async throws {
    let city = try await emptyCity()
    try await take(AppointHolder(post: "a-editor", person: "liu"), "a-editor", 0, city)
    try await take(
      HandOverPost(post: "a-editor", person: "liu", successor: "chen"), "a-editor", 2, city)
    let engine = city.posts
    for moment in [at(0), at(1), at(2).advanced(byMilliseconds: -1), at(2), at(3)] {
      let holders = try await city.store.read { reader in
        try ["liu", "chen"].filter { try !engine.posts(of: $0, at: moment, reader).isEmpty }
      }
      #expect(holders == [moment < at(2) ? "liu" : "chen"])
    }
  }

  @Test func `what a person may do follows from the posts they hold at the moment`() async throws {
    let city = try await emptyCity()
    try await take(AppointHolder(post: "a-editor", person: "liu"), "a-editor", 0, city)
    try await take(VacatePost(post: "a-editor", person: "liu", reason: "调离"), "a-editor", 5, city)
    #expect(try await city.actor(person: "liu", at: at(4)).holds("matter.publish"))
    #expect(try await !city.actor(person: "liu", at: at(5)).holds("matter.publish"))
    let engine = city.posts
    let now = at(6)
    let vacant = try await city.store.read { try engine.vacant(at: now, $0) }
    #expect(vacant.map(\.id).contains("a-editor"))
  }

  @Test func `terms that were recorded cannot be changed afterwards`() async throws {
    let city = try await emptyCity()
    try await take(AppointHolder(post: "a-editor", person: "liu"), "a-editor", 5, city)
    let early = await code {
      try await take(
        HandOverPost(post: "a-editor", person: "liu", successor: "chen"), "a-editor", 4, city)
    }
    #expect(early == "post.backwards")
    let stranger = await code {
      try await take(VacatePost(post: "a-editor", person: "chen", reason: "x"), "a-editor", 6, city)
    }
    #expect(stranger == "post.not-held")
    let unknown = await code {
      try await take(AppointHolder(post: "nobody", person: "liu"), "nobody", 6, city)
    }
    #expect(unknown == "request.not-found")
  }
}
