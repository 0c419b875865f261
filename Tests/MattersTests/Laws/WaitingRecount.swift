import City
import Journal
import Kernel
import Organisation
import Pack

@testable import Matters

/// What waits for somebody, found out by looking at one matter after the other: what a group waits
/// for is a step that the rehearsal offers.
struct WaitingRecount {
  let city: City
  let actor: Actor
  let now: Instant

  init(_ city: City, _ actor: Actor, _ now: Instant) {
    self.city = city
    self.actor = actor
    self.now = now
  }

  /// The permissions of which one opens a group.
  private static let permissions: [WaitingGroup: [Permission]] = [
    .summoned: ["matter.report"], .working: ["matter.report"], .checks: ["matter.report"],
    .accept: ["matter.accept"], .lead: ["matter.answer"], .requests: ["matter.approve"],
    .refusals: ["matter.decide"], .escalations: ["matter.decide"],
    .supervised: ["matter.supervise"], .arbitration: ["matter.dispatch"],
    .answered: ["matter.close", "matter.callback"], .all: ["matter.read"],
  ]

  var groups: Set<WaitingGroup> {
    guard actor.holds("matter.read") else { return [] }
    return Set(
      WaitingGroup.allCases.filter { group in
        (WaitingRecount.permissions[group] ?? []).contains(where: actor.holds)
      })
  }

  func holds(_ group: WaitingGroup, _ id: Int64, _ matter: Matter) -> Bool {
    guard groups.contains(group), reaches("matter.read", matter) else { return false }
    let parts = matter.parts
    switch group {
    case .summoned: return parts.tasks.contains { offers("SignInToTask", id, matter, $0.number) }
    case .working:
      return parts.tasks.contains { task in
        task.signedInAt != nil
          && (offers("ReportTask", id, matter, task.number)
            || offers("ArriveAtTask", id, matter, task.number))
      }
    case .checks:
      return parts.checks.contains { $0.isOpen && offers("ReportCheck", id, matter, $0.number) }
    case .requests:
      return parts.requests.contains { $0.isOpen && offers("DecideRequest", id, matter, $0.number) }
    case .refusals:
      return parts.tasks.contains { offers("DecideTaskRefusal", id, matter, $0.number) }
    case .escalations:
      return parts.escalations.contains {
        $0.isOpen && offers("DecideEscalation", id, matter, $0.number)
      }
    case .accept:
      let steps = city.pack.kinds[matter.kind]?.steps(.accept, in: matter.state) ?? []
      return matter.phase == .open && matter.suspendedUntil == nil && !steps.isEmpty
        && leads("matter.accept", matter)
    case .lead: return matter.phase == .open && leads("matter.answer", matter)
    case .supervised:
      return matter.isAtWork
        && parts.supervisions.contains { $0.endedAt == nil && acts("matter.supervise", $0.unit) }
    case .arbitration: return matter.phase == .arbitration && reaches("matter.dispatch", matter)
    case .answered:
      return matter.phase == .answered
        && (reaches("matter.close", matter) || reaches("matter.callback", matter))
    case .all: return matter.isAtWork
    }
  }

  private func offers(_ name: String, _ id: Int64, _ matter: Matter, _ number: Int64) -> Bool {
    let entry = ActionCatalogue.all.entries.first { $0.declaration.name == name }
    let key = entry?.fields.contains { $0.name == "task" } == true ? "task" : "number"
    let context = ActionContext(id: id, actor: actor, now: now)
    return entry?.isPossible?(city, matter, [key: .integer(number)], context) == true
  }

  private func acts(_ permission: Permission, _ unit: String) -> Bool {
    city.matters.acts(actor, for: unit, permission)
  }

  private func leads(_ permission: Permission, _ matter: Matter) -> Bool {
    matter.lead.map { acts(permission, $0) } == true
  }

  private func reaches(_ permission: Permission, _ matter: Matter) -> Bool {
    actor.holds(permission)
      && MatterScope(city.matters, RowScope(actor, permission)).covers(matter)
  }

  /// Red before amber before green; within a light what has no deadline, and then by deadline.
  static func precedes(
    _ left: (id: Int64, matter: Matter), _ right: (id: Int64, matter: Matter)
  ) -> Bool {
    let (first, second) = (left.matter, right.matter)
    if first.light != second.light { return first.light.rawValue > second.light.rawValue }
    let dues = (first.dueAt?.milliseconds ?? 0, second.dueAt?.milliseconds ?? 0)
    return dues.0 == dues.1 ? left.id < right.id : dues.0 < dues.1
  }
}

extension Matter {
  fileprivate var isAtWork: Bool { [.arbitration, .pool, .open].contains(phase) }
}
