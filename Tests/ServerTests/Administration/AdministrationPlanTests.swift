import Accounts
import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import TestKit
import Testing
import Upkeep

@testable import Server

/// The lists of administration are read from indices, in their order, however large the city.
struct AdministrationPlanTests {
  private func plans(
    _ lobby: Lobby, _ body: @escaping @Sendable (any Reading) throws -> Void
  ) async throws -> [String] {
    try await lobby.city.store.read { try $0.plans(body) }
  }

  @Test func `entries of the journal are found without reading it`() async throws {
    let lobby = try await Lobby()
    let jurisdiction = lobby.city.pack.jurisdiction
    func plan(_ change: (inout JournalSearch) -> Void) async throws -> String {
      var search = JournalSearch()
      change(&search)
      return try await plans(lobby) { [search] in
        _ = try EventReader.events(search, jurisdiction, limit: 50, $0)
      }.joined()
    }
    let found = [
      ("INTEGER PRIMARY KEY", try await plan { _ in }),
      ("event_by_actor", try await plan { $0.actor = "person:x" }),
      ("event_by_subject", try await plan { $0.subject = 7 }),
      ("event_by_subject", try await plan { ($0.subject, $0.actor) = (7, "person:x") }),
    ]
    for (index, plan) in found {
      #expect(plan.contains(index) && !plan.contains("TEMP B-TREE"), "\(plan)")
    }
    let since = try await plans(lobby) {
      _ = try EventReader.position(since: Lobby.start, $0)
    }
    #expect(!since.joined().contains("SCAN event;"), "\(since)")
  }

  @Test func `accounts, posts, deadlines and letters are read from their indices`() async throws {
    let lobby = try await Lobby()
    try await lobby.settle("boss", post: "administrator")
    let city = lobby.city
    let accounts = try AccountReader(city.accounts, try city.actor(post: "administrator"))
    let upkeep = try UpkeepReader(city.upkeep, try city.actor(post: "auditor"))
    let jurisdiction = city.pack.jurisdiction
    let plans = try await plans(lobby) { reader in
      _ = try accounts.lines(after: "a", limit: 50, reader)
      _ = try accounts.lines(beginningWith: "bo", reader)
      _ = try accounts.lines(beginningWith: "王", reader)
      _ = try accounts.line("boss", reader)
      _ = try city.accounts.known(["boss"], reader)
      _ = try city.posts.current(["administrator"], at: Lobby.start, reader)
      _ = try city.posts.terms(of: "boss", reader)
      _ = try Timers.kinds(from: Lobby.start, to: Lobby.start, jurisdiction, reader)
      _ = try Outbox.deadLetters(limit: 20, reader)
      _ = try upkeep.verifications(reader)
      _ = try upkeep.enactment(of: "example@1", reader)
      _ = try upkeep.starts(reader)
      _ = try city.subjectNames(
        [
          StreamName(kind: "matter", id: 1), StreamName(kind: "post", id: 1),
          StreamName(kind: "account", id: 1),
        ], for: try city.actor(post: "a3-dispatcher"), reader)
    }
    #expect(plans.count >= 13)
    for plan in plans {
      for table in [
        "account", "session", "post_term", "timer", "outbox", "event", "verification", "matter",
        "pack_enactment", "pack_start",
      ] {
        #expect(!plan.contains("SCAN \(table)") || plan == "SCAN pack_start", "\(plan)")
      }
    }
  }
}
