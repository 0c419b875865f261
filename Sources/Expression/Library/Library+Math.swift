extension Library {
  /// Numbers: the greatest and the least, rounding, signs and bits.
  public static let math = Library(
    "math", about: "Compares and rounds numbers and works on their bits",
    extremes + rounding + signs + tests + bits)

  private static let extremes: [Function] = [
    Function(
      "math.greatest", Extremes.forms(.greater),
      about: "The greatest of some numbers, or of a list of them"),
    Function(
      "math.least", Extremes.forms(.less),
      about: "The least of some numbers, or of a list of them"),
  ]

  private static let rounding: [Function] = [
    ofDouble("math.ceil", about: "The number rounded up to a whole one", Rounding.raised),
    ofDouble("math.floor", about: "The number rounded down to a whole one", Rounding.lowered),
    ofDouble(
      "math.round", about: "The nearest whole number, halves away from zero", Rounding.rounded),
    ofDouble("math.trunc", about: "The number without its fraction", Rounding.truncated),
    Function(
      "math.sqrt",
      [
        form(.int, .double) { (int: Int64) in Double(int).squareRoot() },
        form(.uint, .double) { (uint: UInt64) in Double(uint).squareRoot() },
        form(.double, .double) { (double: Double) in double.squareRoot() },
      ], about: "The square root; NaN for a number below 0"),
  ]

  private static let signs: [Function] = [
    Function(
      "math.abs",
      [
        form(.int, .int) { (int: Int64) in
          guard int > .min else { throw FunctionError("int overflow") }
          return abs(int)
        },
        form(.uint, .uint) { (uint: UInt64) in uint },
        form(.double, .double) { (double: Double) in double.magnitude },
      ], about: "The number without its sign"),
    Function(
      "math.sign",
      [
        form(.int, .int) { (int: Int64) in int.signum() },
        form(.uint, .uint) { (uint: UInt64) in min(uint, 1) },
        form(.double, .double) { (double: Double) in
          double.isNaN ? double : double > 0 ? 1 : double < 0 ? -1 : 0
        },
      ], about: "1, 0 or -1 for a number above 0, 0 or below 0"),
  ]

  private static let tests: [Function] = [
    isDouble("math.isNaN", about: "Whether the value is no number", \.isNaN),
    isDouble("math.isInf", about: "Whether the number is infinite", \.isInfinite),
    isDouble("math.isFinite", about: "Whether the value is a finite number", \.isFinite),
  ]

  private static let bits: [Function] = [
    ofBits("math.bitAnd", about: "The bits that both numbers have", &),
    ofBits("math.bitOr", about: "The bits that one of the numbers has, or both", |),
    ofBits("math.bitXor", about: "The bits that just one of the numbers has", ^),
    Function(
      "math.bitNot",
      [
        form(.int, .int) { (int: Int64) in ~int },
        form(.uint, .uint) { (uint: UInt64) in ~uint },
      ], about: "The bits that the number doesn't have"),
    shift("math.bitShiftLeft", about: "The bits moved up, with zeros after them") { $0 << $1 },
    shift("math.bitShiftRight", about: "The bits moved down, with zeros before them") { $0 >> $1 },
  ]

  /// A form on one value of a Swift type that stands for a type of the language.
  private static func form<Taken: ValueContent, Given: ValueContent>(
    _ taken: CELType, _ given: CELType, _ apply: @escaping @Sendable (Taken) throws -> Given
  ) -> Overload {
    StandardLibrary.unary(taken, given) { value in
      guard let content = Taken(value) else { throw StandardLibrary.mismatch }
      return try apply(content).value
    }
  }

  private static func ofDouble(
    _ name: String, about: String, _ apply: @escaping @Sendable (Double) -> Double
  ) -> Function {
    Function(name, [form(.double, .double, apply)], about: about)
  }

  private static func isDouble(
    _ name: String, about: String, _ question: @escaping @Sendable (Double) -> Bool
  ) -> Function {
    Function(name, [form(.double, .bool, question)], about: about)
  }

  private static func ofBits(
    _ name: String, about: String, _ apply: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Function {
    let types: [CELType] = [.int, .uint]
    return Function(
      name,
      types.map { type in
        StandardLibrary.binary(type, type, type) { left, right in
          switch (left, right) {
          case (.int(let a), .int(let b)):
            .int(Int64(bitPattern: apply(UInt64(bitPattern: a), UInt64(bitPattern: b))))
          case (.uint(let a), .uint(let b)): .uint(apply(a, b))
          default: throw StandardLibrary.mismatch
          }
        }
      }, about: about)
  }

  /// Ints move as their bits do, without their sign; by 64 or more nothing is left.
  private static func shift(
    _ name: String, about: String, _ apply: @escaping @Sendable (UInt64, Int64) -> UInt64
  ) -> Function {
    let types: [CELType] = [.int, .uint]
    return Function(
      name,
      types.map { type in
        StandardLibrary.binary(type, .int, type) { value, count in
          guard case .int(let count) = count else { throw StandardLibrary.mismatch }
          guard count >= 0 else { throw FunctionError("`\(name)` by \(count): negative offset") }
          switch value {
          case .int(let int):
            return .int(Int64(bitPattern: apply(UInt64(bitPattern: int), count)))
          case .uint(let uint): return .uint(apply(uint, count))
          default: throw StandardLibrary.mismatch
          }
        }
      }, about: about)
  }
}
