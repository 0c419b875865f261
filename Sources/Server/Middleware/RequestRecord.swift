import Housekeeping
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What is written down of one request once its answer has gone out.
final class RequestRecord: Sendable {
  private let equipment: ServerEquipment
  private let logger: Logger
  private let method: String
  private let route: String
  private let status: Int
  private let actor: String
  private let began: Int64
  private let bytes = Mutex(0)

  init(
    _ equipment: ServerEquipment, _ logger: Logger, method: String, route: String, status: Int,
    actor: String, began: Int64
  ) {
    self.equipment = equipment
    self.logger = logger
    self.method = method
    self.route = route
    self.status = status
    self.actor = actor
    self.began = began
  }

  func add(_ count: Int) { bytes.withLock { $0 += count } }

  /// - Parameter isWhole: whether the client took all of it.
  func end(isWhole: Bool) {
    let milliseconds = equipment.monotonic() - began
    let metrics = equipment.metrics
    metrics.requestsOpen.add(-1)
    metrics.requests.add(1, [route, method, String(status)])
    metrics.requestSeconds.observe(Double(milliseconds) / 1_000, [route, method])
    logger.log(
      level: status >= 500 ? .error : .info, "request",
      metadata: [
        "method": .string(method), "route": .string(route), "status": "\(status)",
        "ms": "\(milliseconds)", "bytes": "\(bytes.withLock { $0 })", "actor": .string(actor),
        "whole": "\(isWhole)",
      ])
  }
}

/// Counts what goes through.
struct CountingWriter: ResponseBodyWriter {
  var parent: any ResponseBodyWriter
  let record: RequestRecord

  mutating func write(_ buffer: ByteBuffer) async throws {
    record.add(buffer.readableBytes)
    try await parent.write(buffer)
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await parent.finish(trailingHeaders)
  }
}
