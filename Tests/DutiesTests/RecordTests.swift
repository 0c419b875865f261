import Duties
import Kernel
import Pack
import TestKit
import Testing

/// What a pack may say about meetings and programmes.
@Suite struct RecordTests {
  private func faults(_ text: String) -> [String] {
    do {
      _ = try Chamber.pack(text)
      return []
    } catch let error as PackRefused {
      return error.diagnostics.map(\.text.english)
    } catch {
      return ["\(error)"]
    }
  }

  private func series(_ more: String) -> [String] {
    faults("meetings:\n  - {id: weekly, name: 周调度, unit: a-office\(more)}\n")
  }

  @Test func `a rhythm is complete or absent`() {
    #expect(series("") == [])
    #expect(series(", every: 7, weekday: 1") == [])
    #expect(series(", every: 14, anchor: 2022-09-06") == [])
    #expect(series(", every: 10, weekday: 1").contains { $0.contains("7 or 14") })
    #expect(series(", every: 7").contains { $0.contains("weekday") })
    #expect(series(", every: 14, weekday: 1").contains { $0.contains("anchor") })
    #expect(series(", weekday: 1").contains { $0.contains("every") })
    #expect(series(", assumption: true").contains { $0.contains("note") })
    #expect(series(", assumption: true, note: 未写明") == [])
  }

  @Test func `no series is above itself, and what it names exists`() {
    #expect(series(", upward: weekly").contains { $0.contains("circle") })
    #expect(series(", upward: monthly").contains { $0.contains("monthly") })
  }

  @Test func `topics are distinct and the kind of matter exists`() {
    func program(_ more: String) -> [String] {
      faults("programs:\n  - {id: p, name: 走访, unit: a-office\(more)}\n")
    }
    #expect(program(", kind: hotline") == [])
    #expect(program(", kind: nothing").contains { $0.contains("nothing") })
    let twice = program(", topics: [{id: fire, name: 火}, {id: fire, name: 火}]")
    #expect(twice.contains { $0.contains("fire") })
    #expect(program(", assumption: true").contains { $0.contains("note") })
  }
}
