import Kernel

/// A part of a pack's schema: the initialiser that reads it is also what describes it.
public protocol Record: Sendable {
  /// One sentence for the reference page.
  static var about: String { get }
  init(_ fields: inout Fields)
}

/// Reads one mapping key by key, notes every fault, and so learns the mapping's schema.
public struct Fields {
  /// One key of a mapping.
  public struct Shape: Hashable, Sendable {
    public let key: String
    public let type: ShapeType
    public let isRequired: Bool
    /// What stands when the key is left out; empty where nothing does.
    public let fallback: String
    public let about: String
  }

  /// What may stand under a key.
  public indirect enum ShapeType: Hashable, Sendable {
    case text, name, integer(ClosedRange<Int>), flag, choice([String]), code, limit, date
    case reference(String), expression
    case list(ShapeType)
    case record(String)
  }

  let node: SourceNode
  let sink: DiagnosticSink
  var shapes: [Shape] = []

  init(_ node: SourceNode, _ sink: DiagnosticSink) {
    self.node = node
    self.sink = sink
  }

  public var place: Place { node.place }
  var isDescribing: Bool { sink.isDescribing }

  /// Reports a fault that the reader of the record finds by itself.
  public func report(_ place: Place, zh: String, en: String, hint: String? = nil) {
    sink.report(Diagnostic(place, zh: zh, en: en, hint: hint))
  }

  mutating func take(
    _ key: String, _ type: ShapeType, _ about: String, required: Bool, fallback: String = ""
  ) -> SourceNode? {
    shapes.append(
      Shape(key: key, type: type, isRequired: required, fallback: fallback, about: about))
    if let value = node[key], !value.isNull { return value }
    if required && !isDescribing {
      sink.report(
        Diagnostic(node.place, zh: "缺少必填键“\(key)”", en: "the key “\(key)” is missing"))
    }
    return nil
  }

  func wrong(_ node: SourceNode, _ zh: String, _ en: String, hint: String? = nil) {
    let found = node.kindName
    sink.report(
      Diagnostic(
        node.place, zh: "应为\(zh),此处是\(found.zh)", en: "expected \(en), found \(found.en)",
        hint: hint)
    )
  }

  /// Call after the last key: a key that was never read is a misspelling.
  func finish() {
    guard !isDescribing else { return }
    guard let members = node.members else {
      wrong(node, "一组键值", "a mapping")
      return
    }
    let known = shapes.map(\.key)
    if let remove = node["remove"], !["true", "false"].contains(remove.scalar) {
      wrong(remove, "true或false", "true or false")
    }
    for member in members where !known.contains(member.key) && member.key != "remove" {
      sink.report(
        Diagnostic(
          member.place, zh: "没有“\(member.key)”这个键", en: "unknown key “\(member.key)”",
          hint: nearestName(to: member.key, in: known)))
    }
  }
}

/// Collects what the readers of a pack find: faults, definitions and references.
final class DiagnosticSink {
  struct Definition {
    let kind: String
    let id: String
    let place: Place
  }

  let isDescribing: Bool
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  private(set) var definitions: [String: [String: Place]] = [:]
  private var references: [Definition] = []
  /// Shapes of the records that were described, by type name.
  var records: [String: (about: String, shapes: [Fields.Shape])] = [:]

  /// Faults after which the rest is dropped: nobody mends a thousand at once.
  static let diagnosticsMax = 200

  init(isDescribing: Bool = false) { self.isDescribing = isDescribing }

  func report(_ diagnostic: Diagnostic) {
    // A column that nobody knows is one fault, however many rows have it.
    if !isDescribing && diagnostics.count < DiagnosticSink.diagnosticsMax,
      known.insert(diagnostic).inserted
    {
      diagnostics.append(diagnostic)
    }
  }

  func define(_ kind: String, _ id: String, _ place: Place) {
    if isDescribing { return }
    if let first = definitions[kind]?[id] {
      report(
        Diagnostic(
          place, zh: "“\(id)”已在\(first.text)定义", en: "“\(id)” is already defined at \(first.text)"))
    } else {
      definitions[kind, default: [:]][id] = place
    }
  }

  func refer(_ kind: String, _ id: String, _ place: Place) {
    if !isDescribing { references.append(Definition(kind: kind, id: id, place: place)) }
  }

  /// Reports every reference to something that is not defined.
  func resolve() {
    for reference in references {
      let known = definitions[reference.kind] ?? [:]
      if known[reference.id] == nil {
        report(
          Diagnostic(
            reference.place,
            zh: "没有名为“\(reference.id)”的\(NameSpace.chinese(reference.kind))",
            en: "there is no \(reference.kind) “\(reference.id)”",
            hint: NameSpace.nearest(to: reference.id, in: known.keys)))
      }
    }
  }
}
