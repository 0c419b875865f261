public import Housekeeping
public import Kernel
public import Logging
public import Pack
public import Settings

/// What a server is equipped with by whoever starts it: its settings, and its ties to the machine.
public struct ServerEquipment: Sendable {
  public let configuration: ServerConfiguration
  public let metrics: Metrics
  public let logger: Logger
  /// The machine's clock, which a replayed day does not alter.
  let clock: @Sendable () -> Instant
  /// Milliseconds of a clock that does not go back.
  let monotonic: @Sendable () -> Int64
  /// Draws that many random bytes.
  let random: @Sendable (Int) -> [UInt8]
  /// What the system tells about the process.
  let process: @Sendable () -> ProcessFigures?
  /// Nil where there is nothing to print with.
  let printer: (any PagePrinter)?
  let limits: RequestLimits
  /// What the system tells about the store's file and its disk.
  public var disk: @Sendable () -> DiskFigures? = { nil }
  /// Reads the pack with which the program would start now; nil where it reads none again.
  public var candidate: (@Sendable () throws -> Pack)?
  /// The monotonic clock at the start.
  let began: Int64

  public init(
    _ configuration: ServerConfiguration, metrics: Metrics, logger: Logger,
    clock: @escaping @Sendable () -> Instant,
    monotonic: @escaping @Sendable () -> Int64, random: @escaping @Sendable (Int) -> [UInt8],
    process: @escaping @Sendable () -> ProcessFigures? = { nil },
    printer: (any PagePrinter)? = nil
  ) {
    self.configuration = configuration
    self.metrics = metrics
    self.logger = logger
    self.clock = clock
    self.monotonic = monotonic
    self.random = random
    self.process = process
    self.printer = printer
    limits = RequestLimits(configuration)
    began = monotonic()
  }

  /// Writes an error down, with its words only where they hold nobody's data.
  public func report(_ message: String, _ error: any Error, _ more: [String: String] = [:]) {
    var metadata = Logger.Metadata(uniqueKeysWithValues: more.map { ($0, .string($1)) })
    metadata["error"] = .string(FaultWords.of(error))
    logger.error("\(message)", metadata: metadata)
  }

  /// For tests of anything else: silent, and without limits of rate.
  public static var plain: ServerEquipment {
    var configuration = ServerConfiguration()
    configuration.requestRate = 0
    configuration.guessBurst = 100_000
    return ServerEquipment(
      configuration, metrics: Metrics(version: "0") { 0 },
      logger: Logger(label: "baodao") { _ in SwiftLogNoOpLogHandler() },
      clock: { Instant(milliseconds: 0) }, monotonic: { 0 },
      random: { [UInt8](repeating: 7, count: $0) })
  }
}
