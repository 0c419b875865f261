/// The types that operators take and give.
enum OperatorSignatures {
  typealias Signature = (operands: [CELType], result: CELType)

  static func signatures(_ found: Operator) -> [Signature] {
    switch found {
    case .add: sums
    case .subtract: differences
    case .multiply, .divide: same([.int, .uint, .double])
    case .modulo: same([.int, .uint])
    case .negate: [([.int], .int), ([.double], .double)]
    case .not: [([.bool], .bool)]
    case .equal, .notEqual: [([a, a], .bool)]
    case .less, .lessEqual, .greater, .greaterEqual: orders
    case .membership: [([a, .list(a)], .bool), ([a, .map(a, b)], .bool)]
    case .index: [([.list(a), .int], a), ([.map(a, b), a], b)]
    }
  }

  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  private static func same(_ types: [CELType]) -> [Signature] {
    types.map { ([$0, $0], $0) }
  }

  private static let sums: [Signature] =
    same([.int, .uint, .double, .string, .bytes, .list(a), .duration]) + [
      ([.timestamp, .duration], .timestamp), ([.duration, .timestamp], .timestamp),
    ]

  private static let differences: [Signature] =
    same([.int, .uint, .double, .duration]) + [
      ([.timestamp, .timestamp], .duration), ([.timestamp, .duration], .timestamp),
    ]

  private static let orders: [Signature] = {
    let numbers: [CELType] = [.int, .uint, .double]
    let alike: [CELType] = numbers + [.bool, .string, .bytes, .timestamp, .duration]
    let mixed = numbers.flatMap { left in numbers.map { (left, $0) } }.filter { $0 != $1 }
    return alike.map { ([$0, $0], .bool) } + mixed.map { ([$0, $1], .bool) }
  }()
}
