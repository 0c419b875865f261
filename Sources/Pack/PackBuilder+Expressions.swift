import Expression
import Kernel

extension PackBuilder {
  /// The compiled condition; nil for none or a faulty one, of which the sink knows.
  func compile(_ source: Located<String>?, _ environment: Environment) -> Program? {
    guard let source else { return nil }
    do {
      return try environment.compile(source.value, expecting: .bool)
    } catch {
      let stage =
        switch error.kind {
        case .syntax: "语法错误"
        case .name: "名称错误"
        case .type: "类型错误"
        case .evaluation, .cost: "错误"
        }
      let text = ExpressionCatalogue.text(of: error)
      report(
        place(of: error, in: source), "表达式\(stage):\(text.chinese)",
        "expression: \(text.english)", hint: error.nearestName)
      return nil
    }
  }

  /// Where the fault stands in the file.
  private func place(of error: ExpressionError, in source: Located<String>) -> Place {
    let (file, line, column) = (source.place.file, source.place.line, source.place.column)
    guard let text = (try? files.text(file)) ?? nil,
      let places = ScalarPlaces(source.value, in: text, line: line, column: column)
    else { return source.place }
    let found = places.place(atByte: error.offset)
    return Place(file: file, line: found.line, column: found.column)
  }
}
