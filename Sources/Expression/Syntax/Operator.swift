/// An operator with one or two operands; `&&`, `||` and `?:` have nodes of their own.
enum Operator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case membership = "in"
  case index = "[]"
  case not = "!"
  case negate = "-_"

  /// How tightly a binary operator binds.
  var precedence: Int {
    switch self {
    case .multiply, .divide, .modulo: Precedence.product
    case .add, .subtract: Precedence.sum
    case .not, .negate: Precedence.unary
    case .index: Precedence.member
    default: Precedence.relation
    }
  }

  /// How messages name it.
  var name: String { self == .negate ? "-" : rawValue }

  init?(binary token: Token) {
    switch token.kind {
    case .identifier("in"): self = .membership
    case .symbol(let symbol):
      guard let found = Operator(rawValue: symbol.rawValue), found != .not else { return nil }
      self = found
    default: return nil
    }
  }
}

/// How tightly the forms of the language bind, loosest first.
enum Precedence {
  static let conditional = 0
  static let or = 1
  static let and = 2
  static let relation = 3
  static let sum = 4
  static let product = 5
  static let unary = 6
  static let member = 7
  static let primary = 8
}
