import Journal
import Kernel
import Pack
import WorkCalendar

@testable import Matters

/// Ratings, tasks, whistles, requests, supervision, promises and what is published.
extension LawBook {
  func ratingFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    let before = step.before
    let ratings = after.parts.ratings
    if ratings.count > 1 { faults.append("rated \(ratings.count) times") }
    if let grade = before?.grade, after.grade != grade { faults.append("the grade has changed") }
    if before?.grade == nil, let grade = after.grade {
      let most = Int64(pack.kinds[after.kind]?.record.grades ?? 0)
      if !(1...max(1, most)).contains(grade) || ratings.first?.grade != grade {
        faults.append("grade \(grade) of \(most)")
      }
      let own = ["resident:" + after.caller, MatterEngine.callerID(of: step.id)]
      if step.name != "RateMatter" || !own.contains(step.actor.id) {
        faults.append("\(step.actor.id) rates for \(after.caller)")
      }
    }
    return faults
  }

  func taskFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    for (old, new) in zip(step.before?.parts.tasks ?? [], after.parts.tasks) where old != new {
      let kept: [(Instant?, Instant?)] = [
        (old.signedInAt, new.signedInAt), (old.arrivedAt, new.arrivedAt),
        (old.reportedAt, new.reportedAt), (old.releasedAt, new.releasedAt),
      ]
      if kept.contains(where: { $0.0 != nil && $0.0 != $0.1 }) || (!old.isOpen && new.isOpen) {
        faults.append("task \(new.number) goes back")
      }
      if old.number != new.number || old.unit != new.unit || old.caller != new.caller {
        faults.append("task \(new.number) is another one")
      }
      faults += taskActorFaults(old, new, step)
    }
    for task in after.parts.tasks {
      let times = [task.summonedAt, task.signedInAt, task.arrivedAt, task.reportedAt].compactMap {
        $0
      }
      let isComplete =
        task.reportedAt == nil
        || (task.signedInAt != nil && (task.arrivedAt != nil || !task.isOnSite))
      if times != times.sorted() || !isComplete {
        faults.append("task \(task.number) out of order")
      }
    }
    return faults
  }

  private func taskActorFaults(_ old: MatterTask, _ new: MatterTask, _ step: LawStep) -> [String] {
    func acts(for unit: String) -> Bool {
      step.actor.grants.contains {
        $0.permissions.contains(step.permission) && ($0.unit == nil || $0.unit == unit)
      }
    }
    let isOfUnit =
      old.signedInAt != new.signedInAt || old.arrivedAt != new.arrivedAt
      || old.reportedAt != new.reportedAt || old.ground != new.ground || old.answer != new.answer
    if isOfUnit && !acts(for: new.unit) { return ["\(step.actor.id) acts for \(new.unit)"] }
    let own = step.actor.grants.filter { $0.permissions.contains(step.permission) }.compactMap(
      \.unit)
    if old.grade != new.grade && own.contains(new.unit) { return ["\(new.unit) rates itself"] }
    if old.isRefusalLawful != new.isRefusalLawful,
      own.contains(new.unit) || own.contains(new.caller)
    {
      return ["\(step.actor.id) decides in a cause of its own"]
    }
    return []
  }

  func whistleFaults(_ step: LawStep, _ after: Matter, _ shadow: LawShadow) -> [String] {
    var faults: [String] = []
    guard let kind = pack.kinds[after.kind] else { return [] }
    for event in step.events {
      if case .refused(let refusal, _) = event {
        if shadow.overruled[refusal.unit]?.contains(refusal.ground) == true {
          faults.append("\(refusal.unit) refuses on \(refusal.ground) again")
        }
        if !RandomPack.grounds.contains(refusal.ground) {
          faults.append("ground \(refusal.ground)")
        }
      }
    }
    guard step.contains(.whistleUnsolved), let whistle = kind.record.whistle else { return faults }
    let tiers = pack.levels.compactMap(\.tier)
    let own = after.lead.flatMap { units[$0] }.flatMap { tiers.firstIndex(of: $0.tier) }
    let above = own.flatMap { $0 > 0 ? tiers[$0 - 1] : nil }
    // What went up before goes up further.
    let known = step.before?.parts.escalations.last.flatMap { units[$0.unit] }
    let last = known.flatMap { tiers.firstIndex(of: $0.tier) }
    let next = last.flatMap { $0 > 0 ? tiers[$0 - 1] : nil }
    guard let tier = known == nil ? whistle.tier ?? above : next else { return faults }
    let isReached = pack.units.contains {
      $0.tier == tier && around(after.area).contains($0.area) && !isBarred($0.id, after)
    }
    if shadow.unsolved + 1 >= whistle.rounds, isReached, !step.contains(.escalated) {
      faults.append("unsolved \(shadow.unsolved + 1) times and does not go up")
    }
    let isLast = !step.contains(.summoned)
    if shadow.unsolved + 1 < whistle.rounds, step.contains(.escalated), !isLast {
      faults.append("goes up too early")
    }
    return faults
  }

  func requestFaults(_ step: LawStep, _ after: Matter, _ shadow: LawShadow) -> [String] {
    var faults: [String] = []
    for event in step.events {
      if case .changed(.asked, .request(let request)) = event {
        faults += askingFaults(request, step, after)
      }
      guard case .changed(let change, .request(let request)) = event,
        [.approved, .granted, .rejected].contains(change)
      else { continue }
      if step.actor.id == request.by { faults.append("\(request.by) decides on the own request") }
      if Set(request.approvedBy).count != request.approvedBy.count {
        faults.append("approved twice by one")
      }
      let needed = request.about == .suspension ? 2 : 1
      if change == .granted && request.approvedBy.count != needed {
        faults.append("granted by \(request.approvedBy.count)")
      }
      if change == .granted { faults += grantFaults(request, step, after, shadow) }
    }
    return faults
  }

  private func askingFaults(_ request: MatterRequest, _ step: LawStep, _ after: Matter) -> [String]
  {
    let same = after.parts.requests.filter { $0.isOpen && $0.about == request.about }
    if same.count > 1 { return ["asked twice for \(request.about)"] }
    guard request.about == .lengthening,
      let clock = step.before?.clocks.first(where: { $0.id == request.clock }),
      let rule = pack.kinds[after.kind]?.record.clocks.first(where: { $0.id == clock.name })
    else { return [] }
    guard let lengthening = rule.lengthening else { return ["no extension in the pack"] }
    let latest = lengthening.latest.flatMap { natural($0.words.chinese) } ?? 0
    let last = max(clock.startedAt, clock.dueAt.advanced(byMilliseconds: -latest))
    return step.now > max(last, clock.startedAt) ? ["asked for an extension too late"] : []
  }

  private func grantFaults(
    _ request: MatterRequest, _ step: LawStep, _ after: Matter, _ shadow: LawShadow
  ) -> [String] {
    let kind = pack.kinds[after.kind]?.record
    if request.about == .suspension {
      let most = kind?.suspension?.limit.flatMap { natural($0.words.chinese) } ?? .max
      let length = (after.suspendedUntil ?? step.now).milliseconds - step.now.milliseconds
      if length <= 0 || length > most { return ["suspended for \(length)"] }
      return shadow.suspensions >= kind?.suspension?.times ?? 0 ? ["suspended too often"] : []
    }
    guard request.about == .lengthening,
      let old = step.before?.clocks.first(where: { $0.id == request.clock }),
      let new = after.clocks.first(where: { $0.id == request.clock }),
      let rule = kind?.clocks.first(where: { $0.id == old.name })?.lengthening
    else { return [] }
    if new.extensions.count != old.extensions.count + 1 { return ["granted, and not extended"] }
    if new.extensions.count > rule.times { return ["extended \(new.extensions.count) times"] }
    if let most = rule.limit.flatMap({ natural($0.words.chinese) }),
      new.dueAt.milliseconds - old.dueAt.milliseconds > most
    {
      return ["extended too far"]
    }
    return []
  }

  func publicFaults(_ step: LawStep, _ after: Matter) -> [String] {
    var faults: [String] = []
    let old = step.before?.parts ?? MatterParts()
    for publication in after.parts.publications.dropFirst(old.publications.count) {
      if let residue = Redactor(names: [after.caller]).residue(in: publication.text) {
        faults.append("published with \(residue.words)")
      }
      if pack.kinds[after.kind]?.record.isConfidential == true { faults.append("confidential") }
      if publication.column == .echo && after.answeredAt == nil { faults.append("echo, no answer") }
    }
    for supervision in after.parts.supervisions.dropFirst(old.supervisions.count) {
      let present = old.supervisions.filter { $0.endedAt == nil }.map(\.level).max() ?? 0
      let levels = pack.kinds[after.kind]?.record.supervision ?? []
      let tier =
        Int(supervision.level) <= levels.count ? levels[Int(supervision.level) - 1].tier : "?"
      let isRight = supervision.unit.isEmpty || units[supervision.unit]?.tier == tier
      if supervision.level <= present || !isRight {
        faults.append("supervised at \(supervision.level) over \(present) by \(supervision.unit)")
      }
    }
    for promise in after.promises.dropFirst(step.before?.promises.count ?? 0)
    where promise.dueAt <= step.now {
      faults.append("promised into the past")
    }
    for event in step.events {
      switch event {
      case .merged(let merge)
      where step.before?.phase == .closed || step.before?.phase == .answered:
        faults.append("merged into \(merge.into) when over")
      default: break
      }
    }
    return faults
  }
}
