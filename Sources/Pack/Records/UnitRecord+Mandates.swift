public import Kernel

extension MandateRecord {
  /// Whether it holds on a day, its first and its last included.
  public func isInForce(on date: CivilDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
  }
}

extension UnitRecord {
  /// Whether it holds a function on a day, anywhere.
  public func holds(_ function: String, on date: CivilDate) -> Bool {
    functions.contains(function)
      || mandates.contains { $0.function == function && $0.isInForce(on: date) }
  }
}
