import Journal
import Kernel
import Store
import Synchronization

/// An engine that keeps nothing and only counts, stream by stream, what it is told.
struct Listener: Engine {
  static let kind = "account"

  final class Heard: Sendable {
    fileprivate let numbers = Mutex<[Int]>([])

    var all: [Int] { numbers.withLock { $0 } }
  }

  let heard = Heard()
  let projections: [ProjectionTable] = []

  func load(_ id: Int64, _ reader: any Reading) throws -> Int? { nil }

  func apply(_ happening: AccountEvent, at: Instant, to state: Int?) throws -> Int {
    (state ?? 0) + 1
  }

  func save(_ id: Int64, before: Int?, after: Int, _ writer: any Writing) throws {}

  func record(
    _ happening: AccountEvent, _ stamp: EventStamp, before: Int?, after: Int,
    _ writer: any Writing
  ) throws {
    heard.numbers.withLock { $0.append(after) }
  }

  func effects(of happening: AccountEvent, id: Int64, after: Int, at: Instant) -> [Effect] { [] }
}
