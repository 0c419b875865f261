import City
import HTTPTypes
import Hummingbird
import Journal
import Kernel
import Matters
import NIOCore
import Organisation
import Pack
import ServiceLifecycle
import Store
import Synchronization

/// What happens to matters, as it happens: server-sent events that the whistle room and the desk
/// listen to. A listener that was cut off goes on after the `Last-Event-ID` that it has seen.
struct LiveUpdates: Sendable {
  let server: CityServer
  let tide: Tide

  /// Most listeners of one node.
  static let listenersMax = 2_000
  /// Most events of one round.
  private static let batch = 200
  /// Milliseconds without an event after which a comment keeps the connection open.
  private static let silenceMilliseconds = 15_000

  func add(to router: Router<CityRequestContext>) {
    router.get("live/matters") { request, context in try await listen(request, context) }
  }

  private func listen(
    _ request: Request, _ context: CityRequestContext
  ) async throws -> Response {
    let actor = try server.actor(context)
    guard actor.holds("matter.read") else {
      throw Problem(.forbidden, ["permission": "matter.read"])
    }
    let query = request.uri.queryParameters
    let number = query["matter"].map(String.init)
    let kind = query["kind"].map(String.init)
    let scope = RowScope(actor, "matter.read")
    let reader = MatterReader(server.city.matters, scope)
    if let number, try await server.city.store.read({ try reader.matter(number, $0) }) == nil {
      throw Problem(.notFound, ["what": "matter", "name": String(number.prefix(80))])
    }
    guard tide.enter(most: LiveUpdates.listenersMax) else {
      throw Problem(.tooManyListeners, ["most": String(LiveUpdates.listenersMax)])
    }
    let first = try await start(request)
    var response = Answer.text("", type: "text/event-stream; charset=utf-8")
    response.headers[.init("X-Accel-Buffering")!] = "no"
    response.body = ResponseBody { writer in
      defer { tide.leave() }
      try await send(from: first, Wanted(number: number, kind: kind), reader, &writer) {
        // What was taken away meanwhile is told no more.
        await server.signInState(request, context).visitor?.actor == actor
      }
      try await writer.finish(nil)
    }
    return response
  }

  /// Which matters a listener wants to hear of; all where nothing is asked.
  private struct Wanted {
    let number: String?
    let kind: String?

    func covers(_ matter: Matter) -> Bool {
      (number == nil || matter.number == number) && (kind == nil || matter.kind == kind)
    }
  }

  /// The position after which a listener wants to hear: what it has seen, what its page was made
  /// of, or now.
  private func start(_ request: Request) async throws -> Int64 {
    let last = try await server.city.store.read { try EventReader.lastPosition($0) }
    let seen = request.headers[.init("Last-Event-ID")!].map { ("Last-Event-ID", $0) }
    let made = request.uri.queryParameters["after"].map { ("after", String($0)) }
    guard let (name, text) = seen ?? made else { return last }
    guard let position = Int64(text), (0...last).contains(position) else {
      throw Problem(
        .fieldInvalid, field: name,
        ["name": name, "expected": "0–\(last)", "found": String(text.prefix(40))])
    }
    return position
  }

  private func send(
    from first: Int64, _ wanted: Wanted, _ reader: MatterReader,
    _ writer: inout any ResponseBodyWriter, while isAllowed: () async -> Bool
  ) async throws {
    var position = first
    try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      let (from, jurisdiction) = (position, server.city.pack.jurisdiction)
      let (told, seen, isMoreWaiting) = try await server.city.store.read { store in
        let end = try EventReader.lastPosition(store)
        let events = try EventReader.events(
          ofKind: MatterEngine.kind, jurisdiction, after: from, limit: LiveUpdates.batch, store)
        let isFull = events.count == LiveUpdates.batch
        let told = try events.compactMap { try message($0, wanted, reader, store) }
        // What happened to others than matters is behind the listener too: it is one view of all.
        return (told, max(events.last?.position ?? from, isFull ? from : end), isFull)
      }
      position = seen
      guard await isAllowed() else { return }
      if !told.isEmpty { try await writer.write(ByteBuffer(string: told.joined())) }
      if isMoreWaiting { continue }
      let isMore = await tide.wait(
        beyond: position, milliseconds: LiveUpdates.silenceMilliseconds)
      if !isMore { try await writer.write(ByteBuffer(string: ": listening\n\n")) }
    }
    // The node ends: whoever listens comes back at once, to another one, and not all together.
    try await writer.write(ByteBuffer(string: "retry: \(tide.returnMilliseconds)\n\n"))
  }

  /// One event as the stream writes it; nil where the listener may not see its matter.
  private func message(
    _ event: RecordedEvent, _ wanted: Wanted, _ reader: MatterReader, _ store: any Reading
  ) throws -> String? {
    let name = Identifier<Matter>(rawValue: event.stream.id).text
    guard let (_, matter) = try reader.matter(name, store), wanted.covers(matter) else {
      return nil
    }
    let data: JSON = [
      "number": .string(matter.number), "event": .string(event.event.name),
      "state": .string(matter.state), "light": .string("\(matter.light)"),
      "lead": JSON(matter.lead), "at": .string(event.at.text(server.city.pack.offset)),
      "version": .integer(event.version),
    ]
    return "id: \(event.position)\nevent: matter\ndata: \(data.canonicalText)\n\n"
  }
}

/// The end of the journal as listeners wait for it: looked at once for all of them.
final class Tide: Sendable {
  private struct State {
    var position: Int64 = 0
    var listeners = 0
    /// Those who wait for the journal to go beyond a position, by a number of their own.
    var waiting: [Int: (position: Int64, listener: CheckedContinuation<Bool, Never>)] = [:]
    var lastNumber = 0
  }

  private let state = Mutex(State())

  /// Takes a place among the listeners; false when all are taken.
  func enter(most: Int) -> Bool {
    state.withLock { state in
      guard state.listeners < most else { return false }
      state.listeners += 1
      return true
    }
  }

  func leave() {
    state.withLock { $0.listeners -= 1 }
  }

  /// How many listen.
  var listeners: Int { state.withLock { $0.listeners } }

  /// After how many milliseconds one of those that are sent to another node asks there: spread over
  /// a second.
  var returnMilliseconds: Int {
    state.withLock { state in
      state.lastNumber += 1
      return 100 + state.lastNumber % 20 * 50
    }
  }

  /// Makes the newest position known.
  func rise(to position: Int64) {
    let listeners = state.withLock { state in
      state.position = max(state.position, position)
      let newest = state.position
      let risen = state.waiting.filter { $0.value.position < newest }
      for number in risen.keys { state.waiting[number] = nil }
      return risen.values.map(\.listener)
    }
    for listener in listeners { listener.resume(returning: true) }
  }

  /// Waits until the journal goes beyond a position; false when it didn't in time, the listener has
  /// gone or the server ends, which waits for its connections.
  func wait(beyond position: Int64, milliseconds: Int) async -> Bool {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask { await self.risen(beyond: position) }
        group.addTask {
          // Cancelled, it is as good as over.
          try? await Task.sleep(for: .milliseconds(milliseconds))
          return false
        }
        let isRisen = await group.next() ?? false
        group.cancelAll()
        return isRisen
      }
    }
  }

  /// Waits until the journal goes beyond a position; false when the task is cancelled.
  private func risen(beyond position: Int64) async -> Bool {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { listener in
        let answer = state.withLock { state -> Bool? in
          if state.position > position { return true }
          // Whoever cancels from now on finds the listener among those who wait.
          if Task.isCancelled { return false }
          state.waiting[number] = (position, listener)
          return nil
        }
        if let answer { listener.resume(returning: answer) }
      }
    } onCancel: {
      let gone = state.withLock { $0.waiting.removeValue(forKey: number) }
      gone?.listener.resume(returning: false)
    }
  }
}

extension Problem.Kind {
  static let tooManyListeners = Problem.Kind(
    "live.too-many", status: 503, zh: "实时连接已达上限（{most}个），请稍后再试。",
    en: "There are {most} listeners already, which is the most; try again later.")
}
