public import Expression
public import Kernel

extension Timestamp {
  /// The same moment for expressions; nil outside the years 1 to 9999.
  public init?(_ instant: Instant) {
    self.init(milliseconds: instant.milliseconds)
  }

  /// The same moment, to the millisecond.
  var instant: Instant { Instant(milliseconds: milliseconds) }
}

extension Value {
  /// A moment for expressions; nil outside the years 1 to 9999.
  public static func moment(_ instant: Instant) -> Value? {
    Timestamp(instant).map(Value.timestamp)
  }

  func instant() throws -> Instant {
    guard case .timestamp(let time) = self else { throw FunctionError("no such overload") }
    return time.instant
  }
}
