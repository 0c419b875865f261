/// A Swift type that is the content of one kind of value.
protocol ValueContent: SendableMetatype {
  /// Nil for a value of another kind.
  init?(_ value: Value)
  var value: Value { get }
}

extension Bool: ValueContent {
  init?(_ value: Value) {
    guard case .bool(let bool) = value else { return nil }
    self = bool
  }

  var value: Value { .bool(self) }
}

extension Int64: ValueContent {
  init?(_ value: Value) {
    guard case .int(let int) = value else { return nil }
    self = int
  }

  var value: Value { .int(self) }
}

extension UInt64: ValueContent {
  init?(_ value: Value) {
    guard case .uint(let uint) = value else { return nil }
    self = uint
  }

  var value: Value { .uint(self) }
}

extension Double: ValueContent {
  init?(_ value: Value) {
    guard case .double(let double) = value else { return nil }
    self = double
  }

  var value: Value { .double(self) }
}
