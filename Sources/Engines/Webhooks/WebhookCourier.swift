import Journal
public import Kernel
public import Store
import Synchronization

/// Carries what happens to those who subscribed: in order and at least once for each subscription,
/// several subscriptions at a time, each served by one node at a time.
public struct WebhookCourier: Sendable {
  let store: any Store
  let engine: WebhookEngine
  let host: any WebhookHost
  let sender: any WebhookSender
  /// Names this node among those that serve the city; different for every start of a program.
  let holder: String
  let random: @Sendable () -> UInt64
  let clock: @Sendable () -> Instant

  /// Subscriptions served at a time.
  public static let parallelMax = 8
  /// Messages of one subscription before another one has its turn.
  public static let turnMax = 50
  /// Events looked through at a time.
  static let pageMax = 200

  /// - Parameters:
  ///   - holder: a name that no other running node has.
  ///   - random: for the jitter of waits.
  ///   - clock: what time it is at the receivers, which compare it with their own.
  public init(
    _ store: any Store, _ engine: WebhookEngine, _ host: any WebhookHost,
    _ sender: any WebhookSender, holder: String, random: @escaping @Sendable () -> UInt64,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.store = store
    self.engine = engine
    self.host = host
    self.sender = sender
    self.holder = holder
    self.random = random
    self.clock = clock
  }

  /// The subscriptions that have something to do now and are held by nobody.
  func waiting(_ now: Instant) async throws -> [Int64] {
    let engine = engine
    return try await store.read { reader in
      let last = try EventReader.lastPosition(reader)
      return try reader.rows(
        Statement(
          """
          SELECT id FROM webhook LEFT JOIN webhook_cursor ON webhook = id
          WHERE jurisdiction = ? AND status = 'active' AND (webhook IS NULL OR (leased <= ? AND (
            webhook.replays <> webhook_cursor.replays
            OR webhook.resumptions <> webhook_cursor.resumptions
            OR webhook.resends <> webhook_cursor.resends
            OR (position < ? AND due <= ?)
            OR EXISTS (SELECT 1 FROM webhook_dead WHERE webhook = id AND again = 1))))
          ORDER BY coalesce(position, 0), id LIMIT \(WebhookLimits.subscriptionsMax)
          """),
        [
          .integer(engine.jurisdiction), .integer(now.milliseconds), .integer(last),
          .integer(now.milliseconds),
        ]
      ).map { $0.integer(0) }
    }
  }

  /// Serves every subscription that has something to do, one turn each. Answers how many messages
  /// were tried.
  public func round() async throws -> Int {
    var tried = 0
    for id in try await waiting(clock()) { tried += try await serve(id) }
    return tried
  }

  /// Serves round after round until the task is cancelled. A slow receiver holds up nobody else.
  /// - Parameters:
  ///   - wait: passes the time between rounds; throws where it is cancelled.
  ///   - failed: told of what went wrong with a round or a subscription.
  public func run(
    wait: @escaping @Sendable () async throws -> Void,
    failed: @escaping @Sendable (any Error) -> Void
  ) async {
    let busy = Busy()
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        do {
          for id in try await waiting(clock()) {
            guard busy.begin(id) else { continue }
            group.addTask {
              do {
                _ = try await serve(id)
              } catch {
                if !Task.isCancelled { failed(error) }
              }
              busy.end(id)
            }
          }
        } catch {
          if !Task.isCancelled { failed(error) }
        }
        do { try await wait() } catch { return }
      }
    }
  }

  /// Serves one subscription for a turn, unless another node does. Answers how many messages were
  /// tried.
  func serve(_ id: Int64) async throws -> Int {
    let now = clock()
    let lease = WebhookLease(holder, from: now)
    let jurisdiction = engine.jurisdiction
    guard
      try await store.write({ try lease.take(id, jurisdiction, at: now, $0) })
    else { return 0 }
    var tried = 0
    do {
      for _ in 0..<WebhookCourier.turnMax {
        let step = try await step(id)
        if step != .nothing { tried += 1 }
        guard step == .taken, !Task.isCancelled else { break }
      }
    } catch {
      try? await release(id)
      throw error
    }
    try await release(id)
    return tried
  }

  private func release(_ id: Int64) async throws {
    let holder = holder
    try await store.write { try WebhookCursor.release(id, holder, $0) }
  }
}

/// The subscriptions that this node serves at the moment.
private final class Busy: Sendable {
  private let ids = Mutex<Set<Int64>>([])

  /// Answers false where it is served already or too many are.
  func begin(_ id: Int64) -> Bool {
    ids.withLock { $0.count < WebhookCourier.parallelMax && $0.insert(id).inserted }
  }

  func end(_ id: Int64) {
    ids.withLock { _ = $0.remove(id) }
  }
}
