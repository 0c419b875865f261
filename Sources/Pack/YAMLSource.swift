import Yams

/// Turns the text of a YAML file into nodes that know their places.
struct YAMLSource {
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
    var source = YAMLSource(file: file)
    return try source.convert(node, depth: 0)
  }

  private let file: String
  private var left = nodesMax

  private init(file: String) {
    self.file = file
  }

  private mutating func convert(_ node: Node, depth: Int) throws -> SourceNode {
    let place = Place(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    left -= 1
    guard left > 0 else {
      throw Diagnostic(
        place, zh: "展开后超过\(YAMLSource.nodesMax)个值",
        en: "with its aliases the file has more than \(YAMLSource.nodesMax) values")
    }
    guard depth <= YAMLSource.depthMax else { throw YAMLSource.tooDeep(place) }
    switch node {
    case .scalar(let scalar):
      return SourceNode(
        place: place, content: .scalar(scalar.string, isPlain: scalar.style == .plain))
    case .sequence(let sequence):
      var elements: [SourceNode] = []
      for element in sequence {
        elements.append(try convert(element, depth: depth + 1))
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
            value: try convert(value, depth: depth + 1)))
      }
      return SourceNode(place: place, content: .mapping(members))
    case .alias:
      throw Diagnostic(place, zh: "不支持别名", en: "aliases are not supported")
    }
  }
}
