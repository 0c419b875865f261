import TestKit
import City
import Journal
import Kernel
import Pack
import Store
import Testing

@testable import Matters

@Suite struct RevisionTests {
  private static let stricter = [
    "limit: 5个工作日": "limit: 2个工作日", "reopenWithin: 30天": "reopenWithin: 1天",
    "grounds: [outside-mandate, outside-area, another-unit-handles-it]": "grounds: [other]",
    "{id: accept, name: {zh: 签收, en: Sign in}, does: accept, from: [dispatched], to: handling}":
      "{id: accept, name: {zh: 签收, en: Sign in}, does: accept, from: [handling], to: handling}",
    "grades: 5": "grades: 3",
  ]

  @Test func `a matter keeps the limits and steps of the revision it began under`() async throws {
    let store: any Store = try temporaryStore()
    let before = try await Hall.open(on: store)
    let old = try await before.receive()
    try await before.perform(AnswerMatter(reply: "已修"), on: old, at: "2022-09-06 10:00")
    try await before.perform(CloseMatter(outcome: "solved"), on: old, at: "2022-09-06 11:00")
    let signed = try await before.receive()

    let after = try await Hall.open(try TestPack.changed(RevisionTests.stricter), on: store)
    #expect(after.city.pack.reference != before.city.pack.reference)
    let new = try await after.receive()
    func clock(_ id: Int64) async throws -> MatterClock? { try await after.matter(id).clocks.last }

    try await after.perform(RateMatter(grade: 5), on: old, by: Hall.wang, at: "2022-09-20 10:00")
    try await after.perform(ReopenMatter(reason: "没修"), on: old, at: "2022-09-20 10:00")
    #expect(try await clock(old)?.limit == "5个工作日")
    try await after.perform(AcceptMatter(), on: signed, at: "2022-09-06 10:00")
    let refuse = RefuseMatter(ground: "outside-area", reason: "不归我们")
    try await after.perform(refuse, on: signed, at: "2022-09-06 10:00")

    #expect(try await clock(new)?.limit == "2个工作日")
    let time = "2022-09-06 10:00"
    #expect(
      await after.refusal(AcceptMatter(), on: new, at: time) == "matter.step-impossible")
    #expect(await after.refusal(refuse, on: new, at: time) == "matter.ground-needed")
    try await after.perform(AnswerMatter(reply: "已修"), on: new, at: time)
    #expect(
      await after.refusal(RateMatter(grade: 5), on: new, by: Hall.wang, at: time)
        == "matter.grade-invalid")
    try await after.perform(CloseMatter(outcome: "solved"), on: new, at: time)
    let reopen = ReopenMatter(reason: "没修")
    #expect(
      await after.refusal(reopen, on: new, at: "2022-09-08 10:00") == "matter.reopen-late")
    let packs = try await after.events(old).map(\.pack)
    #expect(Set(packs) == [before.city.pack.reference])
    #expect(try await after.matter(new).pack == after.city.pack.reference)
  }

  @Test func `a step that the new revision drops stays for those that began before`() async throws {
    let store: any Store = try temporaryStore()
    let before = try await Hall.open(on: store)
    let old = try await before.receive()
    let step = "{id: close, name: {zh: 办结, en: Close}, does: close, from: [answered], to: closed}"
    let without = try TestPack.changed(["      - \(step)\n": ""])
    let after = try await Hall.open(without, on: store)
    let new = try await after.receive()
    for id in [old, new] {
      try await after.perform(AnswerMatter(reply: "已修"), on: id, at: "2022-09-06 10:00")
    }
    let close = CloseMatter(outcome: "solved")
    #expect(await after.refusal(close, on: old, at: "2022-09-06 11:00") == nil)
    #expect(
      await after.refusal(close, on: new, at: "2022-09-06 11:00") == "matter.step-impossible")
  }

  @Test func `deadlines of both revisions fall due in the new one`() async throws {
    let store: any Store = try temporaryStore()
    let before = try await Hall.open(on: store)
    let old = try await before.receive()
    let after = try await Hall.open(try TestPack.changed(RevisionTests.stricter), on: store)
    let new = try await after.receive()
    try await after.runTimers(until: "2022-09-30 00:00")
    #expect(try await after.turns(old).last == "red 2022-09-13 17:30")
    #expect(try await after.turns(new).last == "red 2022-09-07 17:30")
    #expect(try await after.figure("overdue", "2022-09") == 2)
  }

  @Test func `what is counted follows the revision in force, as a rebuild does`() async throws {
    let store: any Store = try temporaryStore()
    let before = try await Hall.open(on: store)
    let old = try await before.receive()
    try await before.perform(AnswerMatter(reply: "已修"), on: old, at: "2022-09-06 10:00")
    let pack = try TestPack.changed(["when: grade >= 4": "when: grade >= 5"])
    let after = try await Hall.open(pack, on: store)
    try await after.perform(RateMatter(grade: 4), on: old, by: Hall.wang, at: "2022-09-07 10:00")
    #expect(try await after.figure("rated", "2022-09") == 1)
    #expect(try await after.figure("satisfied", "2022-09") == 0)
    let counted = try await after.city.rebuilder.digests(store)
    _ = try await after.city.rebuilder.rebuild(store)
    #expect(try await after.city.rebuilder.digests(store) == counted)
  }

  @Test func `a revision is kept once and new identifiers stay above old ones`() async throws {
    let store: any Store = try temporaryStore()
    let first = try await Hall.open(on: store)
    let id = try await first.receive()
    func files() async throws -> Int64? {
      try await first.store.read {
        try $0.row("SELECT count(*) FROM pack_file", [])?.integer(0)
      }
    }
    let count = try await files()
    let second = try await Hall.open(on: store)
    #expect(try await files() == count)
    #expect(try await second.receive() > id)
  }
}
