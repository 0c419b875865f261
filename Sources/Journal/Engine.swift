public import Kernel
public import Store

/// One kind of happening of an engine, typed on both sides of the journal.
public protocol DomainEvent: Sendable {
  /// As it is written.
  var event: Event { get }
  /// As it is read again; throws where the body is not what `event` writes.
  init(_ event: Event) throws
}

/// What one engine does with the streams of one kind of subject: fold events into a state, keep the
/// state's rows, and record what other readers count.
public protocol Engine: Sendable {
  associatedtype State: Sendable, Equatable
  associatedtype Happening: DomainEvent

  /// Names the engine's streams, such as `matter`.
  static var kind: String { get }

  /// The state as its rows tell it, or nil where there is none.
  func load(_ id: Int64, _ reader: any Reading) throws -> State?

  /// The state after a happening. Pure: this is what a rebuild repeats.
  func apply(_ happening: Happening, at: Instant, to state: State?) throws -> State

  /// Makes the rows of `before` into those of `after`; writes only what differs.
  func save(_ id: Int64, before: State?, after: State, _ writer: any Writing) throws

  /// Records what one happening adds to counters and lists that are not the subject's own.
  func record(
    _ happening: Happening, _ stamp: EventStamp, before: State?, after: State,
    _ writer: any Writing) throws

  /// What has to be told outside once the happening is durable.
  /// - Parameter at: when it can be told at the earliest: when it happened or, where that is later,
  ///   when it was recorded.
  func effects(of happening: Happening, id: Int64, after: State, at: Instant) -> [Effect]

  /// The tables that a rebuild empties and fills again, with the columns that put their rows in
  /// order.
  var projections: [ProjectionTable] { get }
}

/// Where and when a happening was written.
public struct EventStamp: Hashable, Sendable {
  public let position: Int64
  public let subject: Int64
  public let at: Instant
}

/// One table that can be made again from the journal.
public struct ProjectionTable: Hashable, Sendable {
  public let name: String
  /// Columns that order the rows completely.
  public let key: String

  public init(_ name: String, key: String) {
    self.name = name
    self.key = key
  }
}

/// Something to be told to the world outside, at least once, after the commit.
public struct Effect: Hashable, Sendable {
  /// Which destination carries it, such as `notice`.
  public let destination: String
  public let payload: JSON
  /// Before which it is not told; nil for at once.
  public let notBefore: Instant?

  public init(_ destination: String, _ payload: JSON, notBefore: Instant? = nil) {
    self.destination = destination
    self.payload = payload
    self.notBefore = notBefore
  }
}
