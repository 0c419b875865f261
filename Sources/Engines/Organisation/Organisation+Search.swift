import Kernel
public import Pack

/// Finds units by what people call them.
extension Organisation {
  /// Units whose code is a text, or whose name holds it in one of the languages: exact ones first,
  /// then those that begin with it; within these the shorter name first. All for an empty text.
  public func units(named text: String) -> [UnitRecord] {
    let wanted = Organisation.folded(text)
    let found = allUnits.compactMap { unit -> (unit: UnitRecord, rank: Int)? in
      rank(unit, wanted).map { (unit, $0) }
    }
    return found.sorted {
      ($0.rank, $0.unit.name.chinese.count, $0.unit.id)
        < ($1.rank, $1.unit.name.chinese.count, $1.unit.id)
    }.map(\.unit)
  }

  private func rank(_ unit: UnitRecord, _ wanted: String) -> Int? {
    if wanted.isEmpty { return 0 }
    if unit.id == wanted { return 0 }
    let names = [unit.name.chinese, unit.name.english].map(Organisation.folded)
    if names.contains(wanted) { return 0 }
    if names.contains(where: { $0.hasPrefix(wanted) }) { return 1 }
    return names.contains { $0.contains(wanted) } ? 2 : nil
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().filter { !$0.isWhitespace })
  }
}
