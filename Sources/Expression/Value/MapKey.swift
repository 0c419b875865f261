/// A key of a map. Equal numbers are equal keys, whether int or uint.
public enum MapKey: Sendable {
  /// `true` or `false`.
  case bool(Bool)
  /// A signed number.
  case int(Int64)
  /// A number without a sign.
  case uint(UInt64)
  /// Text.
  case string(String)

  /// The key that finds `value` in a map; nil when a map can't hold it (lists, 1.5, null).
  public init?(_ value: Value) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = .uint(uint)
    case .string(let string): self = .string(string)
    case .double(let double):
      // Not `Int64(exactly:)`: it needs libm, which nothing here links.
      if double >= -0x1p63, double < 0x1p63, Double(Int64(double)) == double {
        self = .int(Int64(double))
      } else if double >= 0, double < 0x1p64, Double(UInt64(double)) == double {
        self = .uint(UInt64(double))
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// A hash that is the same in every run: equal keys have equal ones. Whoever finds keys by it
  /// compares the keys too, so that made collisions cost no more than a scan.
  var quickHash: UInt64 {
    switch self {
    case .bool(let bool): return bool ? 1 : 2
    case .int(let int): return UInt64(bitPattern: int) &* 0x9E37_79B9_7F4A_7C15
    case .uint(let uint): return uint &* 0x9E37_79B9_7F4A_7C15
    case .string(let string):
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in string.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return hash
    }
  }

  /// The key as a value of its own type.
  public var value: Value {
    switch self {
    case .bool(let bool): .bool(bool)
    case .int(let int): .int(int)
    case .uint(let uint): .uint(uint)
    case .string(let string): .string(string)
    }
  }
}

extension MapKey: Hashable {
  /// Numbers by value, strings by code points (no Unicode normalization).
  public static func == (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.string(let a), .string(let b)): a.hasSameCodePoints(as: b)
    case (.int(let a), .int(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.int(let a), .uint(let b)): a >= 0 && UInt64(a) == b
    case (.uint(let a), .int(let b)): b >= 0 && UInt64(b) == a
    default: false
    }
  }

  /// Consistent with `==`.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let bool): hasher.combine(bool)
    case .int(let int): hasher.combine(UInt64(bitPattern: int))
    case .uint(let uint): hasher.combine(uint)
    case .string(let string): string.hashCodePoints(into: &hasher)
    }
  }
}
