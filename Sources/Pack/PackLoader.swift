import Cryptography
import Kernel

/// Reads a pack with the mechanisms it uses and the packs it extends, merges them and checks the whole.
public struct PackLoader {
  private let files: PackFiles
  private let sink = DiagnosticSink()
  private var used: Set<String> = []

  /// Most packs that may extend one another.
  static let extensionsMax = 8

  public init(_ files: PackFiles) {
    self.files = files
  }

  /// The pack of a name. Throws `PackRefused` with every fault that was found.
  public static func load(_ name: String, from files: PackFiles) throws -> Pack {
    var loader = PackLoader(files)
    return try loader.load(name)
  }

  private mutating func load(_ name: String) throws -> Pack {
    let place = Place(file: "Packs/\(name)/pack.yaml", line: 1, column: 1)
    guard let merged = merged(name, extending: [], place) else {
      throw PackRefused(diagnostics: sink.diagnostics.sorted { $0.place < $1.place })
    }
    var fields = Fields(merged, sink)
    let record = PackRecord(&fields)
    fields.finish()
    let pack = PackBuilder(record, files, sink, revision: revision(), name).build()
    sink.resolve()
    guard sink.diagnostics.isEmpty, let pack else {
      throw PackRefused(diagnostics: sink.diagnostics.sorted { $0.place < $1.place })
    }
    return pack
  }

  /// The pack's own nodes laid over those of its mechanisms, laid over those of the pack it extends.
  private mutating func merged(_ name: String, extending below: [String], _ asked: Place)
    -> SourceNode?
  {
    guard !below.contains(name), below.count < PackLoader.extensionsMax else {
      let chain = (below + [name]).joined(separator: " → ")
      sink.report(Diagnostic(asked, zh: "extends成环:\(chain)", en: "“extends” goes in a circle: \(chain)"))
      return nil
    }
    guard files.packs.contains(name) else {
      sink.report(
        Diagnostic(
          asked, zh: "没有名为“\(name)”的包", en: "there is no pack “\(name)”",
          hint: nearestName(to: name, in: files.packs)))
      return nil
    }
    guard let own = folder("Packs/" + name) else { return nil }
    var whole = SourceNode(place: own.place, content: .mapping([]))
    if let base = own["extends"], let baseName = base.scalar, !baseName.isEmpty {
      guard let node = merged(baseName, extending: below + [name], base.place) else { return nil }
      whole = node
    }
    for element in sequence(own["mechanisms"]) {
      guard let mechanism = element.scalar, files.mechanisms.contains(mechanism) else {
        let found = element.scalar ?? ""
        sink.report(
          Diagnostic(
            element.place, zh: "没有名为“\(found)”的机制", en: "there is no mechanism “\(found)”",
            hint: nearestName(to: found, in: files.mechanisms)))
        continue
      }
      if let node = folder("Mechanisms/" + mechanism) {
        whole = whole.merged(with: withoutOwnKeys(node))
      }
    }
    return whole.merged(with: own)
  }

  /// A mechanism without the keys that describe the mechanism itself.
  private func withoutOwnKeys(_ node: SourceNode) -> SourceNode {
    let own = ["mechanism", "name", "about", "source", "depth"]
    let members = (node.members ?? []).filter { !own.contains($0.key) }
    return SourceNode(place: node.place, content: .mapping(members))
  }

  private func sequence(_ node: SourceNode?) -> [SourceNode] {
    if case .sequence(let elements) = node?.content { return elements }
    return []
  }

  /// Every YAML file of a folder as one mapping, with the CSV files that it names read in.
  private mutating func folder(_ path: String) -> SourceNode? {
    var whole: SourceNode?
    for file in files.yamlFiles(in: path) {
      used.insert(file)
      do {
        var node = try YAMLSource.parse(try files.text(file) ?? "", file: file)
        guard node.members != nil else {
          throw Diagnostic(node.place, zh: "文件应为一组键值", en: "the file must be a mapping")
        }
        node = try withTables(node, path)
        whole = try whole.map { try joined($0, node) } ?? node
      } catch let diagnostic as Diagnostic {
        sink.report(diagnostic)
      } catch {
        sink.report(Diagnostic(Place(file: file, line: 1, column: 1), zh: "\(error)", en: "\(error)"))
      }
    }
    return whole
  }

  /// Two files of one folder: a key may stand in only one of them, unless it holds a list.
  private func joined(_ first: SourceNode, _ second: SourceNode) throws -> SourceNode {
    var members = first.members ?? []
    for member in second.members ?? [] {
      guard let index = members.firstIndex(where: { $0.key == member.key }) else {
        members.append(member)
        continue
      }
      guard case .sequence(let elements) = members[index].value.content,
        case .sequence(let more) = member.value.content
      else {
        throw Diagnostic(
          member.place, zh: "“\(member.key)”已在\(members[index].place.text)写过",
          en: "“\(member.key)” already stands at \(members[index].place.text)")
      }
      members[index].value.content = .sequence(elements + more)
    }
    return SourceNode(place: first.place, content: .mapping(members))
  }

  /// Replaces the name of a CSV file under `areas` or `duties` by its rows.
  private mutating func withTables(_ node: SourceNode, _ folder: String) throws -> SourceNode {
    var members = node.members ?? []
    for (index, member) in members.enumerated() where ["areas", "duties"].contains(member.key) {
      guard let name = member.value.scalar, name.hasSuffix(".csv") else { continue }
      let path = folder + "/" + name
      guard let text = try files.text(path) else {
        throw Diagnostic(member.value.place, zh: "没有文件“\(path)”", en: "there is no file “\(path)”")
      }
      used.insert(path)
      members[index].value = try CSVSource.parse(text, file: path)
    }
    return SourceNode(place: node.place, content: .mapping(members))
  }

  /// The first twelve hexadecimal digits over the names and contents of every file that made the pack.
  private func revision() -> String {
    var bytes: [UInt8] = []
    for path in used.sorted() {
      bytes += Array(path.utf8) + [0] + Digest.sha256(files.bytes[path] ?? [])
    }
    return String(Digest.hex(Digest.sha256(bytes)).prefix(12))
  }
}
