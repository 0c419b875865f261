public import Kernel

/// Functions that were taken from units: mandates differ from unit to unit, and by date.
public struct WithdrawalRecord: Record {
  public static let about =
    "Functions that some units held until a day and hold no longer, whoever gave them."

  public let id: String
  public let units: [Located<String>]
  public let functions: [String]
  public let until: CivilDate?
  public let ground: String
  public let isAssumption: Bool
  public let note: Text

  public init(_ fields: inout Fields) {
    id = fields.code("id", "Code of the withdrawal.", defines: "withdrawal")
    units = fields.locatedReferences("units", "The units.", to: "unit")
    functions = fields.references(
      "functions", "What is taken from each of them.", to: "function", required: true)
    until = fields.date("until", "The last day on which they held it.")
    ground = fields.text("ground", "The document that takes it.", default: "")
    isAssumption = fields.flag("assumption", "Whether the sources leave the values open.")
    note = fields.name("note", "Where the values come from.", required: false)
    fields.checkAssumption(isAssumption)
  }
}

extension Fields {
  /// A required date.
  mutating func date(_ key: String, _ about: String) -> CivilDate? {
    guard node[key]?.isNull == false else {
      _ = take(key, .date, about, required: true)
      return nil
    }
    return dateIfPresent(key, about)
  }

  /// Required codes of records of the name space `kind`, each with its place.
  mutating func locatedReferences(_ key: String, _ about: String, to kind: String)
    -> [Located<String>]
  {
    elements(key, .list(.reference(kind)), about, required: true).compactMap {
      guard let text = $0.scalar, !text.isEmpty else {
        wrong($0, "\(NameSpace.chinese(kind))的代号", "the code of one \(kind)")
        return nil
      }
      sink.refer(kind, text, $0.place)
      return Located(text, at: $0.place)
    }
  }
}

extension UnitRecord {
  /// This unit without what was taken from it: what it holds ends with the withdrawal's last day.
  func withdrawing(_ withdrawal: WithdrawalRecord) -> UnitRecord {
    guard let until = withdrawal.until else { return self }
    let taken = functions.filter(withdrawal.functions.contains).map {
      MandateRecord(
        function: $0, area: nil, from: nil, until: until, ground: withdrawal.ground)
    }
    let kept = mandates.compactMap { mandate -> MandateRecord? in
      guard withdrawal.functions.contains(mandate.function) else { return mandate }
      if let from = mandate.from, from > until { return mandate }
      return MandateRecord(
        function: mandate.function, area: mandate.area, from: mandate.from,
        until: min(mandate.until ?? until, until), ground: mandate.ground)
    }
    return UnitRecord(
      id: id, name: name, tier: tier, area: area, parent: parent,
      functions: functions.filter { !withdrawal.functions.contains($0) }, template: template,
      mandates: kept + taken)
  }
}
