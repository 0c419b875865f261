public import Kernel
public import Logging

/// Writes what is logged as lines for programs.
public struct LineLogHandler: LogHandler {
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?
  public var logLevel: Logger.Level
  private let form: LogLine.Form
  private let clock: @Sendable () -> Instant
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - clock: what time a line bears.
  ///   - write: takes a line with its end.
  public init(
    _ form: LogLine.Form, level: Logger.Level, clock: @escaping @Sendable () -> Instant,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.form = form
    logLevel = level
    self.clock = clock
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
    if let own = event.metadata { all.merge(own) { $1 } }
    var fields = [
      (name: "time", value: clock().text(.utc)), (name: "level", value: event.level.rawValue),
      (name: "message", value: event.message.description),
    ]
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      fields.append((name: LineLogHandler.names[key] ?? key, value: "\(value)"))
    }
    write(LogLine(fields).text(form) + "\n")
  }

  /// Hummingbird's own name for the number of a request, in ours.
  private static let names = ["hb.request.id": "request"]
}
