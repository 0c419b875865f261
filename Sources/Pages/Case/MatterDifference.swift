import City
import Kernel
import Matters

/// What one happening changed in a matter, from what to what, in words.
struct MatterDifference {
  let before: Matter?
  let after: Matter
  let names: CaseNames

  private var language: Language { names.language }

  var changes: [Timeline.Change] { fields + clocks + parts }

  /// A change of one value; nil where it stayed the same.
  private func change(
    _ name: String, _ old: String?, _ new: String?
  ) -> Timeline.Change? {
    guard old != new else { return nil }
    return Timeline.Change(name, from: old, to: new ?? HistoryWords.none[language])
  }

  private var fields: [Timeline.Change] {
    let matters = [before, after]
    func pair(_ name: Text, _ value: (Matter) -> String?) -> Timeline.Change? {
      change(name[language], matters[0].flatMap(value), value(after))
    }
    let changes = [
      pair(Words.state) { names.state($0) },
      pair(Words.lead) { $0.lead.map(names.unit) },
      pair(Words.category) { $0.category.map(names.category) },
      pair(Words.area) { $0.area.map(names.path) },
      pair(HistoryWords.supervision) {
        $0.parts.supervision == 0 ? nil : String($0.parts.supervision)
      },
      pair(HistoryWords.grade) { $0.grade.map { String($0) } },
      pair(HistoryWords.suspendedUntil) { $0.suspendedUntil.map(names.time) },
    ]
    return changes.compactMap { $0 }
  }

  private var clocks: [Timeline.Change] {
    let known = Dictionary((before?.clocks ?? []).map { ($0.id, $0) }) { first, _ in first }
    return after.clocks.flatMap { clock -> [Timeline.Change] in
      let old = known[clock.id]
      let name = names.clock(clock, of: after)
      let changes = [
        change(
          HistoryWords.due.filled(["clock": name], language), old.map { names.time($0.dueAt) },
          names.time(clock.dueAt)),
        old == nil ? nil : change(name, old.map(standing), standing(clock)),
      ]
      return changes.compactMap { $0 }
    }
  }

  /// Where a clock stands: its light while it runs, and how it ended.
  private func standing(_ clock: MatterClock) -> String {
    if let stopped = clock.stoppedAt {
      return (stopped > clock.dueAt ? HistoryWords.missed : HistoryWords.met)[language]
    }
    if clock.remaining != nil { return HistoryWords.paused[language] }
    return clock.light == .green
      ? HistoryWords.running[language] : LightMark.words(clock.light)[language]
  }

  private var parts: [Timeline.Change] {
    let old = before?.parts
    let tasks = after.parts.tasks.compactMap { task in
      let known = old?.tasks.first { $0.number == task.number }
      return change(
        names.unit(task.unit), known.map { CaseTasks.standing($0)[language] },
        CaseTasks.standing(task)[language])
    }
    let grades = after.parts.tasks.compactMap { task in
      let known = old?.tasks.first { $0.number == task.number }?.grade
      return task.grade == nil
        ? nil
        : change(
          names.unit(task.unit) + " · " + HistoryWords.grade[language],
          known.map { String($0) }, task.grade.map { String($0) })
    }
    let checks = after.parts.checks.compactMap { check in
      let known = old?.checks.first { $0.number == check.number }
      return change(
        numbered(HistoryWords.check, check.number),
        known.map { CaseCourse.standing(of: $0).1[language] },
        CaseCourse.standing(of: check).1[language])
    }
    let requests = after.parts.requests.compactMap { request in
      let known = old?.requests.first { $0.number == request.number }
      return change(
        CaseCourse.about(request.about)[language], known.map(standing), standing(request))
    }
    let promises = after.promises.compactMap { promise in
      let known = before?.promises.first { $0.number == promise.number }
      return change(
        numbered(HistoryWords.promise, promise.number),
        known.map { CasePromises.standing($0).1[language] },
        CasePromises.standing(promise).1[language])
    }
    return tasks + grades + checks + requests + promises
  }

  private func standing(_ request: MatterRequest) -> String {
    let words = CaseCourse.standing(request.standing)[language]
    return request.standing == .asked && !request.approvedBy.isEmpty
      ? words + " (\(request.approvedBy.count)/\(request.about.approvals))" : words
  }

  private func numbered(_ text: Text, _ number: Int64) -> String {
    text.filled(["n": String(number)], language)
  }
}
