import Kernel
import Organisation
import Pack
import Store

/// What puts a matter into a group for one reader: the same that the step of the group asks for.
struct WaitingRules: Sendable {
  private let engine: MatterEngine
  private let actor: Actor

  init(_ engine: MatterEngine, _ actor: Actor) {
    self.engine = engine
    self.actor = actor
  }

  /// The condition of a group over the rows of `matter`; nil where the reader's posts do not permit
  /// what it waits for.
  func condition(_ group: WaitingGroup) -> SQLCondition? {
    guard var condition = own(group) else { return nil }
    // Nobody is told of a matter that they may not open.
    condition.and(scope("matter.read"))
    return condition
  }

  private func own(_ group: WaitingGroup) -> SQLCondition? {
    switch group {
    case .summoned: task("matter.report", "p.body ->> 'signedIn' IS NULL")
    case .working: task("matter.report", "p.body ->> 'signedIn' IS NOT NULL")
    case .accept: led("matter.accept", acceptable)
    case .lead: led("matter.answer")
    case .checks: checks
    case .requests: requests
    case .refusals: refusals
    case .escalations:
      parts("escalation", for: "matter.decide", of: units("matter.decide"), while: "<> 'merged'")
    case .supervised:
      parts(
        "supervision", for: "matter.supervise", of: units("matter.supervise"),
        while: "IN ('arbitration', 'pool', 'open')")
    case .arbitration: standing("phase = 'arbitration'", for: ["matter.dispatch"])
    case .answered: standing("phase = 'answered'", for: ["matter.close", "matter.callback"])
    case .all:
      SQLCondition(WaitingRules.atWork, [jurisdiction])
    }
  }

  // MARK: Rows of matters

  /// Matters of a phase that posts with one of the permissions reach.
  private func standing(_ phase: String, for permissions: [Permission]) -> SQLCondition? {
    let held = permissions.filter(actor.holds)
    if held.isEmpty { return nil }
    var condition = SQLCondition("jurisdiction = ? AND \(phase)", [jurisdiction])
    condition.and(.any(held.map(scope)))
    return condition
  }

  /// Matters at work that a unit leads for which the reader uses a permission.
  private func led(_ permission: Permission, _ more: SQLCondition? = nil) -> SQLCondition? {
    guard actor.holds(permission) else { return nil }
    let condition: SQLCondition
    if let units = units(permission) {
      var own = SQLCondition("jurisdiction = ? AND phase = 'open'", [jurisdiction])
      own.and(.isOne("lead", of: units))
      condition = own
    } else {
      // Who acts for every unit walks the list at work.
      condition = SQLCondition("\(WaitingRules.atWork) AND phase = 'open'", [jurisdiction])
    }
    guard let more else { return condition }
    return condition.with(more)
  }

  private static let atWork = "jurisdiction = ? AND phase IN ('arbitration', 'pool', 'open')"

  /// The states in which a lead unit signs in, while nothing stands still.
  private var acceptable: SQLCondition {
    let names = engine.pack.kinds.values.flatMap { kind in
      kind.record.steps.filter { $0.does == .accept }
        .flatMap { $0.from.map { kind.record.id + "/" + $0.value } }
    }
    var condition = SQLCondition.isOne("kind || '/' || state", of: Set(names))
    condition.and("suspended IS NULL")
    return condition
  }

  // MARK: Rows of parts

  /// Matters with an open part of a kind that concerns one of some.
  /// - Parameters:
  ///   - concerned: whom it concerns; nil for anybody.
  ///   - phase: the phases in which it still matters.
  private func parts(
    _ kind: String, for permission: Permission, of concerned: Set<String>?,
    while phase: String = "<> 'merged'", _ more: SQLCondition? = nil
  ) -> SQLCondition? {
    guard actor.holds(permission) else { return nil }
    var part = SQLCondition(
      "p.jurisdiction = ? AND p.kind = '\(kind)' AND p.is_open = 1", [jurisdiction])
    if let concerned { part.and(.isOne("p.concerns", of: concerned)) }
    if let more { part.and(more) }
    // The plus keeps the reader with the few parts: the list at work would be walked to its end.
    return SQLCondition(
      """
      id IN (SELECT p.matter FROM matter_part p WHERE \(part.sql))
      AND +jurisdiction = ? AND +phase \(phase)
      """, part.arguments + [jurisdiction])
  }

  private func task(_ permission: Permission, _ standing: String) -> SQLCondition? {
    parts(
      "task", for: permission, of: units(permission),
      SQLCondition("\(standing) AND NOT \(WaitingRules.refusalWaits)"))
  }

  private static let refusalWaits = "(p.body ->> 'ground' <> '' AND p.body ->> 'lawful' IS NULL)"

  /// Refused tasks that the reader may decide on: of neither side.
  private var refusals: SQLCondition? {
    let sides = Set(actor.grants(for: "matter.decide").compactMap(\.unit))
    var more = SQLCondition(WaitingRules.refusalWaits)
    more.and(WaitingRules.none("p.concerns", of: sides))
    more.and(WaitingRules.none("p.body ->> 'calledBy'", of: sides))
    guard var condition = parts("task", for: "matter.decide", of: nil, more) else { return nil }
    condition.and(scope("matter.decide"))
    return condition
  }

  /// Requests of others, to which the reader has not agreed yet. More time is for the unit's own
  /// head to grant; everything else is not.
  private var requests: SQLCondition? {
    let own = Set(actor.grants(for: "matter.approve").compactMap(\.unit))
    var more = SQLCondition(
      """
      p.body ->> 'by' <> ?
      AND NOT EXISTS (SELECT 1 FROM json_each(p.body, '$.approvedBy') WHERE value = ?)
      """, [.text(actor.id), .text(actor.id)])
    more.and(
      .any([
        SQLCondition(
          "p.body ->> 'about' = ?", [.text(MatterRequest.About.lengthening.rawValue)]),
        WaitingRules.none("p.concerns", of: own),
      ]))
    guard var condition = parts("request", for: "matter.approve", of: nil, more) else {
      return nil
    }
    condition.and(scope("matter.approve"))
    return condition
  }

  /// Checks of the reader's own post, or of another one of a unit for which they report.
  private var checks: SQLCondition? {
    let units = units("matter.report")
    let posts = engine.pack.posts.filter { post in
      actor.id == "post:" + post.id || units.map { $0.contains(post.unit) } ?? true
    }
    return parts("check", for: "matter.report", of: Set(posts.map(\.id)))
  }

  // MARK: Terms

  private var jurisdiction: SQLValue { .integer(engine.pack.jurisdiction) }

  /// The units for which the reader uses a permission; nil for every unit.
  private func units(_ permission: Permission) -> Set<String>? {
    let grants = actor.grants(for: permission)
    return grants.contains { $0.unit == nil } ? nil : Set(grants.compactMap(\.unit))
  }

  private func scope(_ permission: Permission) -> SQLCondition {
    let condition = MatterScope(engine, RowScope(actor, permission)).condition
    return SQLCondition(condition.sql, condition.arguments)
  }

  private static func none(_ column: String, of texts: Set<String>) -> SQLCondition {
    let one = SQLCondition.isOne(column, of: texts)
    return SQLCondition("NOT (\(one.sql))", one.arguments)
  }
}
