import Kernel

/// Checks that span several records.
extension PackBuilder {
  /// One root, no circle, each area on a lower level than the one it is part of.
  func checkAreas() {
    let byID = Dictionary(record.areas.map { ($0.id, $0) }) { first, _ in first }
    let ranks = Dictionary(
      record.levels.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    let roots = record.areas.filter { $0.parent == nil }
    if roots.count != 1 {
      let names = roots.prefix(5).map(\.id).joined(separator: ", ")
      report(
        Place(file: "Packs/\(folder)/pack.yaml", line: 1, column: 1),
        "应恰有一个没有parent的辖区,现有\(roots.count)个\(names.isEmpty ? "" : ":" + names)",
        "exactly one area must have no parent; \(roots.count) have none\(names.isEmpty ? "" : ": " + names)"
      )
    }
    for area in record.areas {
      guard let parent = area.parent.flatMap({ byID[$0] }), let rank = ranks[area.level],
        let above = ranks[parent.level], above >= rank
      else { continue }
      report(
        place(of: "area", area.id),
        "辖区“\(area.id)”(\(area.level))不能隶属于“\(parent.id)”(\(parent.level)):层级须低于上级",
        "the area “\(area.id)” (\(area.level)) cannot be part of “\(parent.id)” (\(parent.level)): its level must be lower"
      )
    }
  }

  /// No unit stands above itself.
  func checkUnits() {
    let parents = Dictionary(record.units.map { ($0.id, $0.parent) }) { first, _ in first }
    for unit in record.units {
      var seen: Set<String> = [unit.id]
      var next = unit.parent
      while let id = next {
        if !seen.insert(id).inserted {
          report(
            place(of: "unit", unit.id), "单位“\(unit.id)”的上级关系成环",
            "the units above “\(unit.id)” form a circle")
          break
        }
        next = parents[id] ?? nil
      }
    }
    for template in record.unitTemplates where !template.name.chinese.contains("{area}") {
      report(
        place(of: "unit template", template.id), "模板名称须含{area},否则各辖区的单位同名",
        "the template's name must contain {area}, or all its units have one name")
    }
  }

  /// Each tier has exactly the number of duties that it declares, numbered 1, 2, 3 …
  func checkDuties() {
    for tier in record.tiers {
      guard let expected = tier.duties else { continue }
      let numbers = record.duties.filter { $0.tier == tier.id }.map(\.number).sorted()
      if numbers.count != expected {
        report(
          place(of: "tier", tier.id), "层级“\(tier.id)”应有\(expected)项职责,清单中有\(numbers.count)项",
          "the tier “\(tier.id)” must have \(expected) duties; the list has \(numbers.count)")
      } else if numbers != Array(1...max(1, expected)).prefix(expected).map({ $0 }) {
        report(
          place(of: "tier", tier.id), "层级“\(tier.id)”的职责编号应为1至\(expected),各一项",
          "the duties of the tier “\(tier.id)” must be numbered 1 to \(expected), each once")
      }
    }
  }

  private func place(of kind: String, _ id: String) -> Place {
    sink.definitions[kind]?[id] ?? Place(file: "Packs/\(folder)/pack.yaml", line: 1, column: 1)
  }
}
