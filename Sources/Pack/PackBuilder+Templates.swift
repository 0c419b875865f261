import Kernel

/// What templates make, and what withdrawals take.
extension PackBuilder {
  func expandedUnits() -> [UnitRecord] {
    let tiers = Dictionary(record.levels.map { ($0.id, $0.tier) }) { first, _ in first }
    var known: Set<String> = []
    return record.unitTemplates.flatMap { template in
      record.areas.filter(template.areas.contains).compactMap { area in
        let id = area.id + "-" + template.id
        // An area or a template that stands twice is reported as such.
        guard known.insert(id).inserted else { return nil }
        sink.define("unit", id, place(of: "unit template", template.id))
        return UnitRecord(
          id: id, name: PackBuilder.name(template.name, in: area),
          tier: (tiers[area.level] ?? nil) ?? "", area: area.id,
          parent: template.parent.map { area.id + "-" + $0 }, functions: template.functions,
          template: template.id)
      }
    }
  }

  func expandedPosts() -> [PostRecord] {
    var known: Set<String> = []
    return record.postTemplates.flatMap { template in
      record.areas.filter(template.areas.contains).compactMap { area in
        let id = area.id + "-" + template.id
        guard known.insert(id).inserted else { return nil }
        sink.define("post", id, place(of: "post template", template.id))
        return PostRecord(
          id: id, name: PackBuilder.name(template.name, in: area),
          unit: area.id + "-" + template.unit, role: template.role, isPlural: template.isPlural)
      }
    }
  }

  private static func name(_ name: Text, in area: AreaRecord) -> Text {
    Text(
      zh: name.chinese.replacing("{area}", with: area.name),
      en: name.english.replacing("{area}", with: area.name))
  }

  /// The units without what was taken from them; what a unit never held cannot be taken.
  func withdrawn(_ units: [UnitRecord]) -> [UnitRecord] {
    if record.withdrawals.isEmpty { return units }
    let indices = Dictionary(units.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in
      first
    }
    var left = units
    for withdrawal in record.withdrawals {
      for unit in withdrawal.units {
        // A unit that is not there is reported as such.
        guard let index = indices[unit.value] else { continue }
        let held = Set(left[index].functions + left[index].mandates.map(\.function))
        for function in withdrawal.functions where !held.contains(function) {
          report(
            unit.place, "单位“\(unit.value)”没有“\(function)”职权，不能剥离",
            "the unit “\(unit.value)” holds no mandate for “\(function)” that could be taken")
        }
        left[index] = left[index].withdrawing(withdrawal)
      }
    }
    return left
  }

  /// A template's areas have a tier, its names tell them apart, and the unit that it needs stands
  /// there too.
  func checkTemplates() {
    let untiered = Set(record.levels.filter { $0.tier == nil }.map(\.id))
    let byID = Dictionary(record.unitTemplates.map { ($0.id, $0) }) { first, _ in first }
    for template in record.unitTemplates {
      let place = place(of: "unit template", template.id)
      checkName(template.name, place, "单位", "units")
      let areas = record.areas.filter(template.areas.contains)
      let levels = template.areas.levels + areas.map(\.level)
      for level in levels.uniqued() where untiered.contains(level) {
        report(
          place, "模板用到层级“\(level)”，该层级须写明tier",
          "the template uses the level “\(level)”, which needs a “tier”")
      }
      guard let parent = template.parent.flatMap({ byID[$0] }) else { continue }
      let missing = template.areas.levels.filter {
        !parent.areas.levels.contains($0) && parent.areas.areas.isEmpty
      }
      for level in missing {
        report(
          place, "模板用于层级“\(level)”，其上级模板“\(parent.id)”却不用于该层级",
          "the template is for the level “\(level)”, but the template above it, "
            + "“\(parent.id)”, is not"
        )
      }
      checkUnit(parent, in: areas.filter { !missing.contains($0.level) }, place)
    }
    for template in record.postTemplates {
      let place = place(of: "post template", template.id)
      checkName(template.name, place, "岗位", "posts")
      if let unit = byID[template.unit] {
        checkUnit(unit, in: record.areas.filter(template.areas.contains), place)
      }
    }
  }

  private func checkName(_ name: Text, _ place: Place, _ chinese: String, _ english: String) {
    if name.chinese.contains("{area}") { return }
    report(
      place, "模板名称须含{area},否则各辖区的\(chinese)同名",
      "the template's name must contain {area}, or all its \(english) have one name")
  }

  /// Reports the first area that has no unit of a template.
  private func checkUnit(_ unit: UnitTemplateRecord, in areas: [AreaRecord], _ place: Place) {
    guard let area = areas.first(where: { !unit.areas.contains($0) }) else { return }
    report(
      place, "模板用于辖区“\(area.id)”，模板“\(unit.id)”的单位却不在那里",
      "the template is for the area “\(area.id)”, where the template “\(unit.id)” makes no unit")
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of its first place.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
