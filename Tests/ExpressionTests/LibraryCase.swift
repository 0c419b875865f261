import Expression
import Testing

/// Checks of the extension libraries: an expression and what comes of it.
enum LibraryCase {
  static let environment = Environment(libraries: Library.all)

  /// `expected` is an expression of the same value, or `error: ` and a part of the message of
  /// evaluation, or `refused: ` and a part of that of compilation.
  static func check(_ source: String, _ expected: String) throws {
    if let message = expected.removing("refused: ") {
      let error = #expect(throws: ExpressionError.self) { try environment.compile(source) }
      #expect(error?.message.contains(message) == true, "\(source): \(error?.message ?? "")")
      #expect(error?.kind == .type, "\(source)")
      return
    }
    for program in [try environment.compile(source), try environment.compileUnchecked(source)] {
      if let message = expected.removing("error: ") {
        let error = #expect(throws: ExpressionError.self, "\(source)") { try program.evaluate() }
        #expect(error?.message.contains(message) == true, "\(source): \(error?.message ?? "")")
        #expect(error?.kind == .evaluation, "\(source)")
      } else {
        let wanted = try environment.compile(expected).evaluate()
        #expect(try program.evaluate() == wanted, "\(source)")
      }
    }
  }
}

extension String {
  fileprivate func removing(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
