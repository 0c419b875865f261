/// Reads the RE2 syntax.
struct PatternParser {
  /// What `(?i)` and the others switch on. `U` changes only which match is found, so not whether.
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  let scalars: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  static func parse(_ text: String) throws(Fault) -> PatternNode {
    var parser = PatternParser(scalars: Array(text.unicodeScalars))
    let node = try parser.choice()
    guard parser.isAtEnd else { throw parser.fault("unexpected `)`") }
    return node
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  var isAtEnd: Bool { position >= scalars.count }
  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  func fault(_ message: Sentence) -> Fault {
    .evaluation("pattern, character \(position + 1): \(message)")
  }

  mutating func take(_ text: String) -> Bool {
    guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  private mutating func choice() throws(Fault) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.patternNestingMax else { throw fault("groups are nested too deeply") }
    var choices = [try sequence()]
    while take("|") { choices.append(try sequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() throws(Fault) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if take("\\Q") {
        while !isAtEnd, !take("\\E") {
          nodes.append(literal(scalars[position]))
          position += 1
        }
        continue
      }
      guard let atom = try atom() else { continue }
      nodes.append(try repetition(of: atom))
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func repetition(of atom: PatternNode) throws(Fault) -> PatternNode {
    let bounds: (Int, Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if let counts = try counts() {
      bounds = counts
    } else {
      return atom
    }
    _ = take("?")
    if let scalar = next, "*+?".unicodeScalars.contains(scalar) {
      throw fault("`\(scalar)` repeats a repetition")
    }
    return .repetition(atom, minimum: bounds.0, maximum: bounds.1)
  }

  /// `{2}`, `{2,}` or `{2,5}`; other braces are plain characters.
  private mutating func counts() throws(Fault) -> (Int, Int?)? {
    let start = position
    guard take("{"), let minimum = number() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard take("}") else {
      position = start
      return nil
    }
    let highest = maximum ?? minimum
    guard minimum <= highest, highest <= Limits.patternRepeatMax else {
      throw fault("a repeat count is above \(Limits.patternRepeatMax) or backwards")
    }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, (0x30...0x39).contains(scalar.value) {
      value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), 1_000_000)
      position += 1
    }
    return value
  }

  /// One character, class, group or assertion; nil for flags that stand alone.
  private mutating func atom() throws(Fault) -> PatternNode? {
    let scalar = scalars[position]
    switch scalar {
    case "(": return try group()
    case "[": return .set(try bracketed())
    case "\\": return try escape()
    case "*", "+", "?": throw fault("`\(scalar)` has nothing to repeat")
    default: break
    }
    position += 1
    switch scalar {
    case ".": return .set(flags.dotMatchesNewline ? .all : .allButNewline)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    default: return literal(scalar)
    }
  }

  func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    guard flags.ignoresCase, !ScalarSet.otherCases(scalar).isEmpty else { return .scalar(scalar) }
    return .set(ScalarSet(ranges: [scalar.value...scalar.value], ignoresCase: true))
  }

  private mutating func group() throws(Fault) -> PatternNode? {
    position += 1
    let outer = flags
    if take("?") {
      if take("P<") || take("<") {
        while let scalar = next, scalar != ">" {
          guard ScalarSet.word.contains(scalar) else { throw fault("no such group in RE2") }
          position += 1
        }
        guard take(">") else { throw fault("the group's name isn't closed") }
      } else if try flagsEndAlone() {
        return nil
      }
    }
    let node = try choice()
    guard take(")") else { throw fault("a `(` isn't closed") }
    flags = outer
    return node
  }

  /// `i-s:` sets flags for the group, `i-s)` for the rest of the group around it.
  private mutating func flagsEndAlone() throws(Fault) -> Bool {
    var isOn = true
    while let scalar = next {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": break
      case "-" where isOn: isOn = false
      case ":": return false
      case ")": return true
      default: throw fault("no such group in RE2")
      }
    }
    throw fault("a `(` isn't closed")
  }
}
