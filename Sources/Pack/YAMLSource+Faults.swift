import Yams

extension YAMLSource {
  static func diagnostic(of error: YamlError, _ file: String) -> Diagnostic {
    let top = Place(file: file, line: 1, column: 1)
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = Place(file: file, line: mark.line, column: mark.column)
      if problem == "found undefined alias" {
        return Diagnostic(
          place, zh: "没有这个锚点(以“*”开头的文字要加引号)",
          en: "there is no such anchor (a text that begins with * needs quotation marks)")
      }
      if problem.hasPrefix("Maximum nesting level") { return tooDeep(place) }
      let words = context.map { "\($0.text), \(problem)" } ?? problem
      let start = context.flatMap { opening($0, mark) }
      return Diagnostic(
        place, zh: "YAML语法错误:" + (chinese[problem] ?? words) + (start?.zh ?? ""),
        en: "YAML syntax: " + words + (start?.en ?? ""))
    case .reader(let problem, let offset, _, let text):
      return Diagnostic(
        place(offset, text, file), zh: "YAML文件中不能有控制字符", en: "YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.joined(separator: ", ")
      return Diagnostic(
        Place(file: file, line: max(1, context.mark.line), column: max(1, context.mark.column)),
        zh: "同一层里“\(names)”出现了两次", en: "“\(names)” stands twice in one mapping")
    case .memory: return tooDeep(top)
    default:
      return Diagnostic(top, zh: "YAML语法错误：\(error)", en: "YAML syntax: \(error)")
    }
  }

  static func tooDeep(_ place: Place) -> Diagnostic {
    Diagnostic(place, zh: "嵌套超过\(depthMax)层", en: "there are more than \(depthMax) levels")
  }

  /// Where the bracket or quotation mark stands that is found open on a later line.
  private static func opening(_ context: YamlError.Context, _ mark: Mark) -> (
    zh: String, en: String
  )? {
    let isOpen = context.text.contains("flow") || context.text.contains("quoted")
    guard isOpen, context.mark.line < mark.line else { return nil }
    return ("(始于\(context.mark))", " (it begins at \(context.mark))")
  }

  private static func place(_ offset: Int?, _ text: String, _ file: String) -> Place {
    let before = text.prefix(offset ?? 0)
    let line = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return Place(file: file, line: max(1, line.count), column: (line.last?.count ?? 0) + 1)
  }

  /// The sentences of libyaml that authors of packs meet most.
  private static let chinese = [
    "found character that cannot start any token": "此处不能是这个字符(缩进只能用空格，不能用制表符)",
    "found a tab character that violates indentation": "缩进只能用空格，不能用制表符",
    "mapping values are not allowed in this context": "此处不能有“:”(检查缩进，含“:”的文字要加引号)",
    "could not find expected ':'": "键后面缺少“:”",
    "did not find expected key": "此处应为一个键(检查缩进)",
    "did not find expected '-' indicator": "此处应为列表的“-”(检查缩进)",
    "did not find expected ',' or ']'": "此处应为“,”或“]”",
    "did not find expected ',' or '}'": "此处应为“,”或“}”",
    "did not find expected node content": "此处应有内容",
    "found unexpected end of stream": "文件已结束，引号没有闭合",
    "found unexpected document indicator": "引号没有闭合",
    "block sequence entries are not allowed in this context": "此处不能有列表的“-”(检查缩进)",
    "did not find expected alphabetic or numeric character": "“*”或“&”后应为名称(文字要加引号)",
    "found unknown escape character": "双引号内没有这个转义字符",
    "but found another document": "一个文件只能有一份文档(多了“---”)",
  ]
}
