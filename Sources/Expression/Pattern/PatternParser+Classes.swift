extension PatternParser {
  /// `\d`, `\n`, `\.` and the like outside of brackets.
  mutating func escape() throws(Fault) -> PatternNode {
    let start = position
    position += 1
    guard let letter = next else { throw fault("a `\\` stands at the end") }
    let assertions: [Unicode.Scalar: PatternAssertion] = [
      "A": .textStart, "z": .textEnd, "b": .wordBoundary, "B": .notWordBoundary,
    ]
    if let assertion = assertions[letter] {
      position += 1
      return .assertion(assertion)
    }
    position = start
    if let set = try escapedSet() { return .set(set) }
    return literal(try escapedScalar())
  }

  /// `\d \D \w \W \s \S \p{L} \PL`; nil for other escapes.
  private mutating func escapedSet() throws(Fault) -> ScalarSet? {
    let start = position
    guard take("\\"), let letter = next else { return nil }
    position += 1
    switch letter {
    case "d": return .digit
    case "D": return ScalarSet.digit.negated
    case "w": return .word
    case "W": return ScalarSet.word.negated
    case "s": return .space
    case "S": return ScalarSet.space.negated
    case "p", "P":
      let set = try property()
      return letter == "P" ? set.negated : set
    default:
      position = start
      return nil
    }
  }

  private mutating func property() throws(Fault) -> ScalarSet {
    var name = ""
    var isNegated = false
    if take("{") {
      isNegated = take("^")
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard take("}") else { throw fault("a `\\p{` isn't closed") }
    } else if let scalar = next {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard let set = ScalarSet.property(name) else {
      throw fault("unknown property `\(name)`")
    }
    return isNegated ? set.negated : set
  }

  /// The character that an escape stands for.
  private mutating func escapedScalar() throws(Fault) -> Unicode.Scalar {
    position += 1
    guard let letter = next else { throw fault("a `\\` stands at the end") }
    position += 1
    switch letter {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "a": return "\u{07}"
    case "x": return try hexadecimal()
    case "0"..."7": return try octal(letter)
    default: break
    }
    let isWord = ScalarSet.word.contains(letter) && letter != "_"
    guard !isWord, letter.isASCII || letter.value > 0x7F else {
      throw fault("unknown escape `\\\(letter)`")
    }
    return letter
  }

  private mutating func octal(_ first: Unicode.Scalar) throws(Fault) -> Unicode.Scalar {
    var code = first.value - 0x30
    var count = 1
    while count < 3, let digit = next, (0x30...0x37).contains(digit.value) {
      code = code * 8 + digit.value - 0x30
      position += 1
      count += 1
    }
    guard first == "0" || count == 3, let scalar = Unicode.Scalar(code) else {
      throw fault("back references are not in RE2")
    }
    return scalar
  }

  private mutating func hexadecimal() throws(Fault) -> Unicode.Scalar {
    let isBraced = take("{")
    var code: UInt32 = 0
    var count = 0
    while let scalar = next, scalar.isASCII, let digit = UInt8(scalar.value).hexValue,
      isBraced || count < 2
    {
      code = min(code * 16 + digit, 0x110000)
      count += 1
      position += 1
    }
    let isClosed = isBraced ? take("}") : count == 2
    guard isClosed, count > 0, let scalar = Unicode.Scalar(code) else {
      throw fault("`\\x` needs two digits, or a code point in braces")
    }
    return scalar
  }

  /// `[a-z0-9_]`, `[^…]`, `[[:alpha:]]`.
  mutating func bracketed() throws(Fault) -> ScalarSet {
    position += 1
    var set = ScalarSet(ignoresCase: flags.ignoresCase)
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if take("[:") {
        set.insert(try posix())
      } else if scalar == "\\", let other = try escapedSet() {
        set.insert(other)
      } else {
        try range(into: &set)
      }
    }
    guard take("]") else { throw fault("a `[` isn't closed") }
    return set
  }

  private mutating func range(into set: inout ScalarSet) throws(Fault) {
    let first = try bracketedScalar()
    let hasEnd = next == "-" && position + 1 < scalars.count && scalars[position + 1] != "]"
    guard hasEnd else {
      set.insert(first, first)
      return
    }
    position += 1
    let last = try bracketedScalar()
    guard first.value <= last.value else { throw fault("a range runs backwards") }
    set.insert(first, last)
  }

  private mutating func bracketedScalar() throws(Fault) -> Unicode.Scalar {
    guard let scalar = next else { throw fault("a `[` isn't closed") }
    if scalar == "\\" { return try escapedScalar() }
    position += 1
    return scalar
  }

  private mutating func posix() throws(Fault) -> ScalarSet {
    let isNegated = take("^")
    var name = ""
    while let scalar = next, scalar != ":" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(":]"), let set = ScalarSet.posix[name] else {
      throw fault("unknown class `[:\(name):]`")
    }
    return isNegated ? set.negated : set
  }
}
