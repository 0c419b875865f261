/// Builds sources that parse, with any mix of types.
enum RandomExpression {
  static func text(depth: Int, _ random: inout Seeded) -> String {
    guard depth > 0, Int.random(in: 0..<8, using: &random) > 0 else { return leaf(&random) }
    func inner() -> String { text(depth: depth - 1, &random) }
    let operators = [
      "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||",
    ]
    switch Int.random(in: 0..<16, using: &random) {
    case 0...3:
      let sign = operators.randomElement(using: &random) ?? "+"
      return "(\(inner())) \(sign) (\(inner()))"
    case 4: return "!(\(inner()))"
    case 5: return "-(\(inner()))"
    case 6: return "(\(inner())) ? (\(inner())) : \(inner())"
    case 7: return "[\(inner()), \(inner())][\(inner())]"
    case 8: return "{\(inner()): \(inner())}"
    case 9:
      let macro = ["all", "exists", "exists_one", "map", "filter"].randomElement(using: &random)
      return "[\(inner()), \(inner())].\(macro ?? "all")(x, \(inner()))"
    case 10:
      let name = ["size", "int", "string", "type", "dyn", "double"].randomElement(using: &random)
      return "\(name ?? "size")(\(inner()))"
    case 11:
      let macro = [
        "all", "exists", "existsOne", "transformList", "transformMap", "transformMapEntry",
      ].randomElement(using: &random)
      return "{\(inner()): \(inner())}.\(macro ?? "all")(k, v, \(inner()))"
    case 12:
      let name = ["optMap", "optFlatMap", "sortBy"].randomElement(using: &random)
      return "optional.of(\(inner())).\(name ?? "optMap")(x, \(inner()))"
    case 13:
      let forms = [".?k", "[?\(inner())]", ".orValue(\(inner()))", ".or(\(inner()))", ".value()"]
      return "(\(inner()))\(forms.randomElement(using: &random) ?? "")"
    case 14:
      return [
        "cel.bind(x, \(inner()), \(inner()))", "[?\(inner()), \(inner())]",
        "{?\(inner()): \(inner())}", "cel.block([\(inner())], cel.index(0))",
      ].randomElement(using: &random) ?? ""
    default:
      let name = ["contains", "matches", "startsWith"].randomElement(using: &random)
      return "(\(inner())).\(name ?? "contains")(\(inner()))"
    }
  }

  private static func leaf(_ random: inout Seeded) -> String {
    let leaves = [
      "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "3u", "18446744073709551615u",
      "1.5", "-0.0", "1e308", "'a'", "'é\\n\"'", "b'\\xff'", "true", "false", "null", "[]", "{}",
      "a", "s", "m", "l", "d", "t", "x", "m.k", "has(m.n.z)", "m.`odd-name`", "int",
      "duration('-1.5h')", "timestamp('9999-12-31T23:59:59Z')", "unknown", "[1, 2, 3]",
    ]
    return leaves.randomElement(using: &random) ?? "0"
  }
}
