import Expression
import Kernel

/// What is wrong with an expression of the command line, with a caret under the place.
struct CelFault {
  let error: ExpressionError
  let source: String
  let option: String?

  init(_ error: ExpressionError, source: String, option: String?) {
    (self.error, self.source, self.option) = (error, source, option)
  }

  func text(_ language: Language) -> String {
    let title = kind[language]
    let place = option.map { $0 + ": " } ?? ""
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.indices.contains(error.line - 1) ? lines[error.line - 1] : ""
    // A tab takes one column here, so that the caret stands where it should.
    let shown = line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    var before = String.UnicodeScalarView()
    before.append(contentsOf: shown.prefix(error.column - 1))
    var whole = String.UnicodeScalarView()
    whole.append(contentsOf: shown)
    let caret = String(repeating: " ", count: Output.width(String(before))) + "^"
    return "baodao: \(place)\(title) \(error)\n  \(String(whole))\n  \(caret)"
  }

  private var kind: Text {
    switch error.kind {
    case .syntax: Text(zh: "语法错误", en: "syntax error")
    case .name: Text(zh: "名称错误", en: "name error")
    case .type: Text(zh: "类型错误", en: "type error")
    case .evaluation: Text(zh: "求值错误", en: "evaluation error")
    case .cost: Text(zh: "步数用尽", en: "out of steps")
    }
  }
}
