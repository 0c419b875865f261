import Kernel
import WorkCalendar

/// Checks that span several records.
extension PackBuilder {
  /// One root, no circle, each area on a lower level than the one it is part of.
  func checkAreas() {
    let byID = Dictionary(record.areas.map { ($0.id, $0) }) { first, _ in first }
    let ranks = Dictionary(
      record.levels.enumerated().map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    let roots = record.areas.filter { $0.parent == nil }
    if record.areas.isEmpty {
      report(top, "没有辖区：缺少“areas”", "there are no areas: “areas” is missing or empty")
    } else if roots.isEmpty {
      report(top, "应恰有一个没有parent的辖区，现在没有", "one area must have no parent; each has one")
    } else if roots.count > 1 {
      let names = roots.prefix(5).map(\.id).joined(separator: ", ")
      report(
        place(of: "area", roots[1].id), "应恰有一个没有parent的辖区，现有\(roots.count)个：\(names)",
        "only one area may have no parent; \(roots.count) have none: \(names)")
    }
    for area in record.areas {
      guard let parent = area.parent.flatMap({ byID[$0] }), let rank = ranks[area.level],
        let above = ranks[parent.level], above >= rank
      else { continue }
      report(
        place(of: "area", area.id),
        "辖区“\(area.id)”(\(area.level))不能隶属于“\(parent.id)”(\(parent.level)):层级须低于上级",
        "the area “\(area.id)” (\(area.level)) cannot be part of “\(parent.id)” "
          + "(\(parent.level)): its level must be lower"
      )
    }
  }

  /// Nothing stands above itself.
  func checkCircles() {
    checkCircles("unit", record.units.map { ($0.id, $0.parent) })
    checkCircles("unit template", record.unitTemplates.map { ($0.id, $0.parent) })
    checkCircles("category", record.categories.map { ($0.id, $0.parent) })
    checkCircles("meeting series", record.meetings.map { ($0.id, $0.upward) })
  }

  private func checkCircles(_ kind: String, _ elements: [(id: String, parent: String?)]) {
    let parents = Dictionary(elements.map { ($0.id, $0.parent) }) { first, _ in first }
    var reported: Set<String> = []
    for element in elements where !reported.contains(element.id) {
      var path = [element.id]
      var next = element.parent
      while let id = next, !path.contains(id) {
        path.append(id)
        next = parents[id] ?? nil
      }
      guard next == element.id else { continue }
      reported.formUnion(path)
      let circle = (path + [element.id]).joined(separator: " → ")
      report(
        place(of: kind, element.id), "\(NameSpace.chinese(kind))的上级关系成环：\(circle)",
        "the parents of the \(kind) go in a circle: \(circle)")
    }
  }

  /// Each tier has exactly the number of duties that it declares, numbered 1, 2, 3 …
  func checkDuties() {
    for tier in record.tiers {
      guard let expected = tier.duties else { continue }
      let numbers = record.duties.filter { $0.tier == tier.id }.map(\.number).sorted()
      if numbers.count != expected {
        report(
          place(of: "tier", tier.id), "层级“\(tier.id)”应有\(expected)项职责，清单中有\(numbers.count)项",
          "the tier “\(tier.id)” must have \(expected) duties; the list has \(numbers.count)")
      } else if numbers != Array(1...max(1, expected)).prefix(expected).map({ $0 }) {
        report(
          place(of: "tier", tier.id), "层级“\(tier.id)”的职责编号应为1至\(expected),各一项",
          "the duties of the tier “\(tier.id)” must be numbered 1 to \(expected), each once")
      }
    }
  }

  /// Every season that a limit names has its days.
  func checkSeasons(_ seasons: [String: Season]) {
    guard let day = CivilDate(year: 2000, month: 1, day: 1) else { return }
    for category in record.categories {
      guard let limit = category.limit else { continue }
      do {
        _ = try limit.limit(on: day, seasons: seasons)
      } catch let problem where problem.kind.code == "calendar.season-unknown" {
        report(
          place(of: "category", category.id), clause(problem.text(.chinese)),
          clause(problem.text(.english)))
      } catch {
        // That a season is over is no fault of the pack.
        continue
      }
    }
  }

  func place(of kind: String, _ id: String) -> Place {
    sink.definitions[kind]?[id] ?? top
  }
}
