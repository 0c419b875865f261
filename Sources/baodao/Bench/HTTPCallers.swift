import City
import Foundation
import Kernel
import Synchronization

/// Callers through the JSON API, each on a connection and a thread of its own, and two readers who
/// ask for pages at a steady pace meanwhile.
final class HTTPCallers: LifecycleCallers {
  private let city: City
  private let port: Int
  /// Connections that wait for a round.
  private let lines: Mutex<[Caller]>
  private let keys: Keys
  private let pages = Mutex<[Double]>([])

  private struct Keys: Sendable {
    let taker: String
    let dispatcher: String
    let handler: String
  }

  /// A connection with its thread's work on it.
  // Safe because a caller is handed from one thread to the next under the lock of `lines`.
  private final class Caller: @unchecked Sendable {
    let line: HTTPLine
    init(_ line: HTTPLine) { self.line = line }
  }

  /// The pages of the readers: the desk of the region's head of the hotline, and a filtered list.
  private static let pagePaths = ["/", "/matters?phase=open&area=a3&lead=a3-housing"]
  /// Milliseconds between two pages of one reader.
  private static let paceMilliseconds = 50.0

  init(_ city: City, callers: Int, port: Int) async throws {
    self.city = city
    self.port = port
    func key(_ post: String) async throws -> String {
      "Authorization: Bearer "
        + (try await city.makeKey(post: post, label: "bench", at: Edge.now()).key) + "\r\n"
    }
    keys = Keys(
      taker: try await key("a-call-taker"), dispatcher: try await key("supervisor"),
      handler: try await key("a3-housing-handler"))
    lines = Mutex(try (0..<callers).map { _ in Caller(try HTTPLine(port: port)) })
  }

  func takePages() -> [Double] {
    pages.withLock { pages in
      defer { pages = [] }
      return pages
    }
  }

  func run(_ count: Int) async throws -> Double {
    let next = BenchCounter()
    let isOver = BenchBox(false)
    let callers = lines.withLock { $0 }
    let clock = ContinuousClock()
    let start = clock.now
    let readers = HTTPCallers.pagePaths.map { path in
      Task {
        try await HTTPCallers.onThread { try self.readPages(path) { isOver.content } }
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in callers {
        group.addTask {
          try await HTTPCallers.onThread {
            while true {
              let number = next.next()
              if number > count { return }
              try self.live(number, caller.line)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    isOver.content = true
    for reader in readers { try await reader.value }
    return elapsed
  }

  /// Runs blocking work on a thread of its own.
  private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }

  // MARK: One matter

  private func live(_ number: Int, _ line: HTTPLine) throws {
    let words = BenchWords(number)
    let made = try post(
      line, "/matters/receive", keys.taker,
      [
        "kind": "hotline", "title": .string(BenchWords.lostTitle), "text": .string(words.text),
        "caller": .string(words.caller), "channel": "phone",
      ])
    guard let id = made["id"]?.string, let number = made["number"]?.string else {
      throw HTTPLine.failure("the new matter has no number: \(made.canonicalText)")
    }
    let path = "/matters/" + id
    _ = try post(
      line, path + "/dispatch", keys.dispatcher,
      ["unit": "a3-housing", "area": "a3", "reason": "属地"])
    _ = try post(line, path + "/accept", keys.handler, [:])
    _ = try post(line, path + "/answer", keys.handler, ["reply": .string(BenchWords.reply)])
    _ = try post(
      line, "/matters/\(number)/rate", "Matter-Code: \(try code(of: id))\r\n",
      ["grade": .integer(words.grade)])
  }

  /// The code that the call taker tells the caller.
  private func code(of name: String) throws -> String {
    guard let id = Identifier<City>(name) else {
      throw HTTPLine.failure("“\(name)” is no identifier")
    }
    let found = BenchBox<Result<String, any Error>?>(nil)
    let isFound = DispatchSemaphore(value: 0)
    let city = city
    Task {
      let code: Result<String, any Error>
      do { code = .success(try await city.code(of: id.rawValue)) } catch { code = .failure(error) }
      found.content = code
      isFound.signal()
    }
    isFound.wait()
    guard let code = found.content else { throw HTTPLine.failure("no code") }
    return try code.get()
  }

  private func post(
    _ line: HTTPLine, _ path: String, _ who: String, _ body: JSON
  ) throws -> JSON {
    let answer = try line.post(
      "/api/v1" + path, who + "Idempotency-Key: \(BenchWords.key())\r\n", body.canonicalText)
    guard answer.status == 200 || answer.status == 201 else {
      throw HTTPLine.failure("\(path): \(answer.status) \(answer.body.prefix(300))")
    }
    return try JSON(parsing: answer.body)
  }

  // MARK: Pages

  private func readPages(_ path: String, until isOver: () -> Bool) throws {
    let line = try HTTPLine(port: port)
    let clock = ContinuousClock()
    while !isOver() {
      let begun = clock.now
      let answer = try line.get(path, keys.dispatcher + "Accept: text/html\r\n")
      guard answer.status == 200 else {
        throw HTTPLine.failure("\(path): \(answer.status) \(answer.body.prefix(300))")
      }
      let milliseconds = begun.duration(to: clock.now) / .milliseconds(1)
      pages.withLock { $0.append(milliseconds) }
      // The pace of somebody who reads; nothing is waited for.
      usleep(UInt32(max(0, HTTPCallers.paceMilliseconds - milliseconds) * 1000))
    }
  }
}
