import Cryptography
import Kernel

/// Reads a pack with the mechanisms it uses and the packs it extends, merges them and checks the
/// whole.
public struct PackLoader {
  private let files: PackFiles
  private let sink = DiagnosticSink()
  private var used: Set<String> = []
  private var mechanisms: [PackMechanism] = []
  /// Whether every file, pack and mechanism could be read. What is missing would look like a
  /// hundred more faults, so the whole is checked only then.
  private var isWhole = true

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
    let merged = merged(name)
    guard isWhole else { throw refused }
    var fields = Fields(merged, sink)
    let record = PackRecord(&fields)
    fields.finish()
    used.formUnion((record.calendar?.holidays ?? []).map { "Packs/" + $0.value })
    let sources = PackFiles(files.bytes.filter { used.contains($0.key) })
    let built = PackBuilder(record, sources, sink, revision: revision(), name).build()
    sink.resolve()
    guard sink.diagnostics.isEmpty, var pack = built else { throw refused }
    pack.mechanisms = mechanisms
    return pack
  }

  private var refused: PackRefused {
    PackRefused(diagnostics: sink.diagnostics.sorted { $0.place < $1.place })
  }

  private mutating func fail(_ diagnostic: Diagnostic) {
    isWhole = false
    sink.report(diagnostic)
  }

  /// The mechanisms of all packs, each once, with the packs laid over them from the base up.
  private mutating func merged(_ name: String) -> SourceNode {
    let packs = chain(name)
    var whole = SourceNode(
      place: Place(file: "Packs/\(name)/pack.yaml", line: 1, column: 1), content: .mapping([]))
    var known: Set<String> = []
    for element in packs.flatMap({ sequence($0["mechanisms"]) }) {
      guard let mechanism = element.scalar, known.insert(mechanism).inserted else { continue }
      if !files.mechanisms.contains(mechanism) {
        fail(
          Diagnostic(
            element.place, zh: "没有名为“\(mechanism)”的机制",
            en: "there is no mechanism “\(mechanism)”",
            hint: nearestName(to: mechanism, in: files.mechanisms)))
      } else if let node = folder("Mechanisms/" + mechanism) {
        mechanisms.append(PackMechanism(mechanism, node))
        whole = whole.merged(with: withoutOwnKeys(node))
      }
    }
    return packs.reduce(whole) { $0.merged(with: $1) }
  }

  /// The pack and those it extends, the lowest first.
  private mutating func chain(_ name: String) -> [SourceNode] {
    var names: [String] = []
    var packs: [SourceNode] = []
    var next = Located(name, at: Place(file: "Packs/\(name)/pack.yaml", line: 1, column: 1))
    while !next.value.isEmpty {
      if let fault = fault(of: next, after: names) {
        fail(fault)
        break
      }
      names.append(next.value)
      guard let pack = folder("Packs/" + next.value) else { break }
      packs.insert(pack, at: 0)
      let base = pack["extends"]
      next = Located(base?.isNull == false ? base?.scalar ?? "" : "", at: base?.place ?? next.place)
    }
    return packs
  }

  private func fault(of next: Located<String>, after names: [String]) -> Diagnostic? {
    if names.contains(next.value) {
      let circle = (names + [next.value]).joined(separator: " → ")
      return Diagnostic(
        next.place, zh: "extends成环：\(circle)", en: "“extends” goes in a circle: \(circle)")
    }
    if names.count == PackLoader.extensionsMax {
      return Diagnostic(
        next.place, zh: "extends至多\(PackLoader.extensionsMax)层",
        en: "at most \(PackLoader.extensionsMax) packs may extend one another")
    }
    if files.packs.contains(next.value) { return nil }
    return Diagnostic(
      next.place, zh: "没有名为“\(next.value)”的配置包", en: "there is no pack “\(next.value)”",
      hint: nearestName(to: next.value, in: files.packs))
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
        node = withTables(node, path)
        whole = whole.map { joined($0, node) } ?? node
      } catch let diagnostic as Diagnostic {
        fail(diagnostic)
      } catch {
        fail(Diagnostic(Place(file: file, line: 1, column: 1), zh: "\(error)", en: "\(error)"))
      }
    }
    return whole
  }

  /// Two files of one folder: a key may stand in only one of them, unless it holds a list.
  private func joined(_ first: SourceNode, _ second: SourceNode) -> SourceNode {
    var members = first.members ?? []
    for member in second.members ?? [] {
      guard let index = members.firstIndex(where: { $0.key == member.key }) else {
        members.append(member)
        continue
      }
      guard case .sequence(let elements) = members[index].value.content,
        case .sequence(let more) = member.value.content
      else {
        sink.report(
          Diagnostic(
            member.place, zh: "“\(member.key)”已在\(members[index].place.text)写过",
            en: "“\(member.key)” already stands at \(members[index].place.text)"))
        continue
      }
      members[index].value.content = .sequence(elements + more)
    }
    return SourceNode(place: first.place, content: .mapping(members))
  }

  /// Replaces the name of a CSV file under `areas` or `duties` by its rows.
  private mutating func withTables(_ node: SourceNode, _ folder: String) -> SourceNode {
    var members = node.members ?? []
    for (index, member) in members.enumerated() where ["areas", "duties"].contains(member.key) {
      guard let name = member.value.scalar, name.hasSuffix(".csv") else { continue }
      let path = folder + "/" + name
      used.insert(path)
      do throws(Diagnostic) {
        guard let text = try files.text(path) else {
          throw Diagnostic(
            member.value.place, zh: "没有文件“\(path)”", en: "there is no file “\(path)”")
        }
        members[index].value = CSVSource.parse(text, file: path) { fail($0) }
      } catch {
        fail(error)
      }
    }
    return SourceNode(place: node.place, content: .mapping(members))
  }

  /// The first twelve hexadecimal digits over the names and contents of every file that made the
  /// pack.
  private func revision() -> String {
    var bytes: [UInt8] = []
    for path in used.sorted() {
      bytes += Array(path.utf8) + [0] + Digest.sha256(files.bytes[path] ?? [])
    }
    return String(Digest.hex(Digest.sha256(bytes)).prefix(12))
  }
}
