/// The parsed text of `format`: literal text and clauses such as `%.3f`.
struct FormatTemplate {
  /// The letter of a clause.
  enum Verb: UInt8 {
    case text = 0x73
    case decimal = 0x64
    case fixed = 0x66
    case scientific = 0x65
    case binary = 0x62
    case octal = 0x6F
    case hexadecimal = 0x78
    case upperHexadecimal = 0x58

    /// The clause without a precision: `%s`.
    var name: String { "%\(Unicode.Scalar(rawValue))" }
  }

  enum Piece {
    case literal(ArraySlice<UInt8>)
    case clause(Verb, precision: Int)
  }

  private static let precisionDefault = 6
  private static let (percent, point): (UInt8, UInt8) = (0x25, 0x2E)

  let pieces: [Piece]

  /// Parses `%[.precision]verb`; `%%` is a percent sign.
  init(_ text: String) throws(FunctionError) {
    var rest = Array(text.utf8)[...]
    var pieces: [Piece] = []
    while let start = rest.firstIndex(of: FormatTemplate.percent) {
      if start > rest.startIndex { pieces.append(.literal(rest[..<start])) }
      rest = rest[(start + 1)...]
      if rest.first == FormatTemplate.percent {
        pieces.append(.literal(rest.prefix(1)))
        rest = rest.dropFirst()
      } else {
        pieces.append(try FormatTemplate.clause(&rest))
      }
    }
    if !rest.isEmpty { pieces.append(.literal(rest)) }
    self.pieces = pieces
  }

  /// What follows a percent sign.
  private static func clause(_ rest: inout ArraySlice<UInt8>) throws(FunctionError) -> Piece {
    var precision = precisionDefault
    if rest.first == point {
      rest = rest.dropFirst()
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      guard !digits.isEmpty else { throw FunctionError("a precision needs digits: `%.2f`") }
      guard let found = Int(String(decoding: digits, as: UTF8.self)),
        found <= Limits.formatPrecisionMax
      else {
        throw FunctionError("the precision is greater than \(Limits.formatPrecisionMax)")
      }
      precision = found
    }
    guard let letter = rest.first else {
      throw FunctionError("the format ends within a clause; write `%%` for a percent sign")
    }
    guard let verb = Verb(rawValue: letter) else {
      let shown = String(decoding: rest, as: UTF8.self).unicodeScalars.prefix(1)
      throw FunctionError("unrecognized clause `%\(String(shown))`; write `%%` for a percent sign")
    }
    rest = rest.dropFirst()
    return .clause(verb, precision: precision)
  }

  /// The text with the values in the place of the clauses, one for each.
  func filled(with values: [Value], _ budget: inout Budget) throws -> String {
    var made: [UInt8] = []
    var next = 0
    for piece in pieces {
      switch piece {
      case .literal(let bytes):
        try budget.spend(bytes: bytes.count)
        made += bytes
      case .clause(let verb, let precision):
        guard next < values.count else {
          throw FunctionError("index \(next) out of range: the format has more clauses than values")
        }
        made += try FormatClause(verb, precision).text(values[next], &budget).utf8
        next += 1
      }
    }
    guard next == values.count else {
      throw FunctionError("the format has \(next) clauses and is given \(values.count) values")
    }
    return String(decoding: made, as: UTF8.self)
  }
}
