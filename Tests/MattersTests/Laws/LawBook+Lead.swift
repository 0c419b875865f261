import Kernel
import Organisation
import Pack

@testable import Matters

/// Who is responsible, who is called, who acts and who reads.
extension LawBook {
  func leadFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    let isUnled = after.phase == .arbitration || after.phase == .pool
    if after.phase != .merged && (after.lead == nil) != isUnled {
      faults.append("lead \(after.lead ?? "-") in phase \(after.phase)")
    }
    guard let lead = after.lead, lead != step.before?.lead else { return faults }
    if case .answerShared = step.events.first { return faults }
    let isOwn =
      step.before == nil
      && pack.kinds[after.kind]?.routing.first { $0.record.id == after.rule }?.record.isOwn == true
    if isOwn ? isBarred(lead, after) : !mayLead(lead, after, at: step.now) {
      faults.append("\(lead) may not lead (\(after.category ?? "-") @ \(after.area ?? "-"))")
    }
    return faults
  }

  func partyFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    let old = step.before?.parts ?? MatterParts()
    for task in after.parts.tasks.dropFirst(old.tasks.count) {
      if isBarred(task.unit, after)
        || !mayDo(task.unit, task.function, in: after.area ?? root, at: step.now)
      {
        faults.append("\(task.unit) is summoned without the mandate \(task.function)")
      }
      if task.unit == after.lead || task.caller != after.lead {
        faults.append("\(task.caller) summons \(task.unit), lead is \(after.lead ?? "-")")
      }
    }
    for escalation in after.parts.escalations.dropFirst(old.escalations.count) {
      let unit = units[escalation.unit]
      if isBarred(escalation.unit, after) || unit?.tier != escalation.tier
        || unit.map({ around(after.area).contains($0.area) }) != true
      {
        faults.append("goes up to \(escalation.unit)")
      }
    }
    for (new, was) in zip(after.parts.escalations, old.escalations) where was.isOpen && !new.isOpen
    {
      if units[new.owner] == nil || isBarred(new.owner, after) {
        faults.append("\(new.owner) is to carry a decision out")
      }
    }
    for check in after.parts.checks.dropFirst(old.checks.count) {
      let unit = pack.posts.first { $0.id == check.worker }?.unit ?? ""
      if isBarred(unit, after) || (check.purpose == .closing && unit == after.lead) {
        faults.append("\(check.worker) is to check")
      }
    }
    return faults
  }

  func actorFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    if !step.actor.holds(step.permission) { faults.append("without \(step.permission.code)") }
    let isOfBarred = step.actor.grants.contains { grant in
      grant.unit.map { isBarred($0, after) } ?? false
    }
    if isOfBarred && step.before != nil { faults.append("\(step.actor.id) is complained of") }
    // Readers: the one who acts, and somebody of the unit complained of with a post elsewhere too.
    var readers = isOfBarred ? [step.actor] : []
    if let against = after.against {
      let elsewhere = Grant(
        role: "r", permissions: ["matter.read"], unit: "b1-office", areas: nil, onlyOwnUnit: false)
      let silent = Grant(
        role: "s", permissions: ["matter.note"], unit: against, areas: [], onlyOwnUnit: true)
      readers.append(Actor(id: "person:r", name: "r", grants: [elsewhere, silent]))
      readers.append(LawActors.worker(against, LawActors.every))
    }
    for reader in readers
    where MatterScope(engine, RowScope(reader, "matter.read")).covers(after) {
      faults.append("\(reader.id) \(reader.grants.map { $0.unit ?? "-" }) reads it")
    }
    if LawChoice.byLead.contains(step.name) {
      guard let lead = step.before?.lead else { return faults + ["nobody leads"] }
      let isLead = step.actor.grants.contains {
        $0.permissions.contains(step.permission) && ($0.unit == nil || $0.unit == lead)
      }
      if !isLead { faults.append("\(step.actor.id) does not act for \(lead)") }
    }
    return faults
  }

  /// A return goes to whoever passed it on, in the state of then, or to the arbiter.
  func handOverFaults(_ step: LawStep, _ after: Matter, _ shadow: LawShadow) -> [String] {
    for event in step.events {
      guard case .returned(_, let lead, let stand) = event else { continue }
      guard let last = shadow.passed.last, last.to == step.before?.lead else {
        return lead == nil && stand.phase == Phase.arbitration.rawValue
          ? [] : ["returned to \(lead ?? "-") though nobody passed it on"]
      }
      if lead == nil && stand.phase == Phase.arbitration.rawValue,
        !mayLead(last.from, after, at: step.now)
      {
        return []
      }
      if lead != last.from || stand.state != last.state {
        return ["returned to \(lead ?? "-") \(stand.state), not \(last.from) \(last.state)"]
      }
    }
    return []
  }
}
