/// What is different between two revisions of a pack, key by key.
public struct PackDifference: Sendable, Hashable {
  /// One value that was added, taken out or became another.
  public struct Change: Sendable, Hashable {
    public let file: String
    /// Where in the file, such as `posts[supervisor].name.zh`; empty for the file as a whole.
    public let key: String
    /// Nil where there was nothing.
    public let old: String?
    /// Nil where there is nothing any more.
    public let new: String?
  }

  /// Most changes that are told one by one.
  public static let changesMax = 500

  /// In the order of files and keys, at most `changesMax`.
  public let changes: [Change]
  /// How many there are altogether.
  public let count: Int

  public init(from old: PackFiles, to new: PackFiles) {
    var all: [Change] = []
    for path in Set(old.bytes.keys).union(new.bytes.keys).sorted()
    where old.bytes[path] != new.bytes[path] {
      all += PackDifference.changes(path, old.bytes[path], new.bytes[path])
    }
    count = all.count
    changes = Array(all.prefix(PackDifference.changesMax))
  }

  private static func changes(_ path: String, _ old: [UInt8]?, _ new: [UInt8]?) -> [Change] {
    guard let before = values(path, old), let after = values(path, new) else {
      // What cannot be read as keys and values is told as a whole.
      return [Change(file: path, key: "", old: old.map(size), new: new.map(size))]
    }
    let keys = Set(before.keys).union(after.keys).sorted()
    let changed = keys.filter { before[$0] != after[$0] }.map {
      Change(file: path, key: $0, old: before[$0], new: after[$0])
    }
    // Another order or a comment changes the revision and no value.
    return changed.isEmpty
      ? [Change(file: path, key: "", old: old.map(size), new: new.map(size))] : changed
  }

  private static func size(_ bytes: [UInt8]) -> String { "\(bytes.count) B" }

  /// The values of a file by where they stand; none for no file, nil for one that holds no keys.
  private static func values(_ path: String, _ bytes: [UInt8]?) -> [String: String]? {
    guard let bytes else { return [:] }
    let files = PackFiles([path: bytes])
    guard let text = try? files.text(path) else { return nil }
    var node: SourceNode?
    if path.hasSuffix(".yaml") {
      node = try? YAMLSource.parse(text, file: path)
    } else if path.hasSuffix(".csv") {
      node = CSVSource.parse(text, file: path) { _ in }
    }
    guard let node else { return nil }
    var values: [String: String] = [:]
    collect(node, "", &values)
    return values
  }

  private static func collect(
    _ node: SourceNode, _ key: String, _ values: inout [String: String]
  ) {
    switch node.content {
    case .scalar(let text, _): values[key] = text
    case .mapping(let members):
      for member in members {
        collect(member.value, key.isEmpty ? member.key : key + "." + member.key, &values)
      }
    case .sequence(let elements):
      let texts = elements.compactMap(\.scalar)
      if texts.count == elements.count {
        // The order of a plain list says something, so that it is one value.
        values[key] = texts.joined(separator: ", ")
        return
      }
      var seen: [String: Int] = [:]
      for (index, element) in elements.enumerated() {
        let name = name(of: element) ?? String(index)
        let count = seen[name, default: 0]
        seen[name] = count + 1
        collect(element, key + "[" + name + (count == 0 ? "" : "#\(count + 1)") + "]", &values)
      }
    }
  }

  /// By what an element of a list is told from the others.
  private static func name(of element: SourceNode) -> String? {
    ["id", "code", "date"].lazy.compactMap { element[$0]?.scalar }.first
      ?? element.members?.first?.value.scalar
  }
}
