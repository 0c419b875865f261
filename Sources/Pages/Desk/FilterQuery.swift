public import City
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// A filter of matters as it stands in an address and in a form: what was written stays, right or
/// wrong.
public struct FilterQuery: Sendable, Hashable {
  /// The names, in the order in which they are written.
  static let names = [
    "phase", "kind", "state", "light", "area", "category", "lead", "channel", "from", "to",
    "words",
  ]
  /// Longest answer, in characters.
  static let valueMax = 64

  private let values: [String: [String]]

  /// Takes the names that a filter has, and leaves all others and what is blank.
  public init(_ pairs: some Sequence<(name: String, value: String)>) {
    var values: [String: [String]] = [:]
    for (name, value) in pairs where FilterQuery.names.contains(name) {
      if value.allSatisfy(\.isWhitespace) { continue }
      let isSeveral = name == "phase"
      if isSeveral || values[name] == nil { values[name, default: []].append(value) }
    }
    self.values = values
  }

  public var isEmpty: Bool { values.isEmpty }

  func texts(_ name: String) -> [String] { values[name] ?? [] }
  public func text(_ name: String) -> String { values[name]?.first ?? "" }

  /// As an address's query, in the order of the names.
  public var query: String {
    FilterQuery.names.flatMap { name in
      texts(name).map { name + "=" + QueryText.escaped($0) }
    }.joined(separator: "&")
  }

  /// What it asks of matters.
  /// - Throws: a problem that names the field.
  public func filter(_ city: City) throws(Problem) -> MatterReader.Filter {
    for name in FilterQuery.names {
      let most = name == "words" ? SearchBox.wordsMax : FilterQuery.valueMax
      guard let long = texts(name).first(where: { $0.count > most }) else { continue }
      throw Problem(
        .tooLong, field: "/" + name,
        ["name": name, "most": String(most), "found": String(long.count)])
    }
    var filter = MatterReader.Filter()
    if values["phase"] != nil { filter.phases = try phases() }
    filter.light = try light()
    filter.kind = try known("kind") { city.pack.kinds[$0] != nil }
    filter.area = try known("area") { city.territory.area($0) != nil }
    filter.category = try known("category") { id in
      city.pack.categories.contains { $0.id == id }
    }
    filter.lead = try known("lead") { city.organisation.unit($0) != nil }
    filter.state = values["state"]?.first
    filter.channel = values["channel"]?.first
    filter.words = values["words"]?.first
    let offset = city.pack.offset
    filter.from = try date("from").map { Instant(startOf: $0, offset) }
    filter.before = try date("to").map { Instant(startOf: $0.advanced(byDays: 1), offset) }
    return filter
  }

  private func phases() throws(Problem) -> Set<Phase> {
    var found: Set<Phase> = []
    for text in texts("phase") {
      guard let phase = Phase(rawValue: text) else {
        throw invalid("phase", Phase.allCases.map(\.rawValue).joined(separator: ", "), text)
      }
      found.insert(phase)
    }
    return found
  }

  private func light() throws(Problem) -> Matter.Light? {
    guard let text = values["light"]?.first else { return nil }
    guard let light = Matter.Light.allCases.first(where: { "\($0)" == text }) else {
      throw invalid("light", "green, amber, red", text)
    }
    return light
  }

  private func known(_ name: String, _ isKnown: (String) -> Bool) throws(Problem) -> String? {
    guard let text = values[name]?.first else { return nil }
    guard isKnown(text) else {
      throw Problem(.notFound, field: "/" + name, ["what": name, "name": text])
    }
    return text
  }

  private func date(_ name: String) throws(Problem) -> CivilDate? {
    guard let text = values[name]?.first else { return nil }
    guard let date = CivilDate(text) else { throw invalid(name, "2026-05-28", text) }
    return date
  }

  private func invalid(_ name: String, _ expected: String, _ found: String) -> Problem {
    Problem(
      .fieldInvalid, field: "/" + name, ["name": name, "expected": expected, "found": found])
  }
}
