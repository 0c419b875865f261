/// An error on its way to becoming an `ExpressionError`: knows its offset but not its source.
struct Fault: Error, Sendable {
  static let nowhere = -1

  var kind: ExpressionError.Kind
  var message: Sentence
  var offset: Int
  var hint: Sentence?

  init(
    _ kind: ExpressionError.Kind, _ message: Sentence, at offset: Int = Fault.nowhere,
    hint: Sentence? = nil
  ) {
    self.kind = kind
    self.message = message
    self.offset = offset
    self.hint = hint
  }

  /// True when `&&` and `||` must not absorb it.
  var isFatal: Bool { kind == .cost }

  /// The same fault, placed unless it already has a place.
  func placed(at offset: Int) -> Fault {
    guard self.offset == Fault.nowhere else { return self }
    var copy = self
    copy.offset = offset
    return copy
  }
}

extension Fault {
  static func evaluation(_ message: Sentence, at offset: Int = Fault.nowhere) -> Fault {
    Fault(.evaluation, message, at: offset)
  }

  static func noOverload(_ name: String, _ values: [Value], at offset: Int) -> Fault {
    let types = values.map { $0.type.name }.joined(separator: ", ")
    return .evaluation("no such overload: `\(name)` of (\(types))", at: offset)
  }

  static func overflow(_ what: String, at offset: Int) -> Fault {
    .evaluation("\(what) overflow", at: offset)
  }
}
