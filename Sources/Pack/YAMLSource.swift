import Yams

/// Turns the text of a YAML file into nodes that know their places.
enum YAMLSource {
  /// Most bytes of one file of a pack.
  static let bytesMax = 16_777_216
  /// Most nodes of one file: aliases that multiply are stopped here.
  static let nodesMax = 2_000_000
  static let depthMax = 40

  static func parse(_ text: String, file: String) throws -> SourceNode {
    let top = Place(file: file, line: 1, column: 1)
    guard text.utf8.count <= bytesMax else {
      throw Diagnostic(
        top, zh: "文件超过\(bytesMax)字节", en: "the file has more than \(bytesMax) bytes")
    }
    let node: Node?
    do {
      node = try compose(yaml: text)
    } catch let error as YamlError {
      throw diagnostic(of: error, file)
    }
    guard let node else { return SourceNode(place: top, content: .mapping([])) }
    var left = nodesMax
    return try convert(node, file, depth: 0, &left)
  }

  private static func convert(
    _ node: Node, _ file: String, depth: Int, _ left: inout Int
  ) throws -> SourceNode {
    let place = Place(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    left -= 1
    guard left > 0, depth <= depthMax else {
      throw Diagnostic(
        place, zh: "内容过多或嵌套过深", en: "there are too many values, or too many levels")
    }
    switch node {
    case .scalar(let scalar):
      return SourceNode(
        place: place, content: .scalar(scalar.string, isPlain: scalar.style == .plain))
    case .sequence(let sequence):
      var elements: [SourceNode] = []
      for element in sequence {
        elements.append(try convert(element, file, depth: depth + 1, &left))
      }
      return SourceNode(place: place, content: .sequence(elements))
    case .mapping(let mapping):
      var members: [SourceNode.Member] = []
      for (key, value) in mapping {
        let keyPlace = Place(
          file: file, line: key.mark?.line ?? place.line, column: key.mark?.column ?? place.column)
        guard let name = key.scalar?.string else {
          throw Diagnostic(keyPlace, zh: "键应为文字", en: "a key must be a text")
        }
        members.append(
          .init(
            key: name, place: keyPlace,
            value: try convert(value, file, depth: depth + 1, &left)))
      }
      return SourceNode(place: place, content: .mapping(members))
    case .alias:
      throw Diagnostic(place, zh: "不支持别名", en: "aliases are not supported")
    }
  }

  private static func diagnostic(of error: YamlError, _ file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(
        Place(file: file, line: mark.line, column: mark.column),
        zh: "YAML语法错误:\(problem)", en: "YAML syntax: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let mark = context.mark
      let names = keys.joined(separator: ", ")
      return Diagnostic(
        Place(file: file, line: mark.line, column: mark.column),
        zh: "同一层里“\(names)”出现了两次", en: "“\(names)” stands twice in one mapping")
    default:
      return Diagnostic(
        Place(file: file, line: 1, column: 1), zh: "YAML语法错误:\(error)", en: "YAML syntax: \(error)")
    }
  }
}
