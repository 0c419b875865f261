import City
import Kernel
import Matters

/// What each unit that was called in has to do, where it stands and when it did what.
struct CaseTasks {
  let matter: Matter
  let names: CaseNames

  private var language: Language { names.language }

  var html: HTML {
    if matter.parts.tasks.isEmpty { return .nothing }
    return DataTable(
      TaskWords.tasks[language],
      columns: [
        DataTable.Column(TaskWords.unit[language], isHead: true),
        DataTable.Column(Words.state[language]), DataTable.Column(TaskWords.times[language]),
        DataTable.Column(TaskWords.result[language]),
      ], rows: matter.parts.tasks.map(row)
    ).html
  }

  private func row(_ task: MatterTask) -> DataTable.Row {
    let lights = matter.clocks.filter { $0.isRunning && $0.task == task.number }.map(\.light)
    let mark: HTML =
      lights.max { $0.rawValue < $1.rawValue }.map { "\(LightMark($0, language)) " }
      ?? .nothing
    var about: [String] = []
    if !task.function.isEmpty { about.append(names.function(task.function)) }
    if task.round > 1 {
      about.append(CaseWords.round.filled(["n": String(task.round)], language))
    }
    about.append(TaskWords.by.filled(["unit": names.unit(task.caller)], language))
    return DataTable.Row([
      """
      <div><b>\(names.unit(task.unit))</b> <small>\(about.joined(separator: " · "))</small>\
      <p>\(task.demand)</p></div>
      """,
      "\(mark)<span class=\"number\">\(standing(task)[language])</span>", times(task),
      "<div>\(result(task))</div>",
    ])
  }

  private func standing(_ task: MatterTask) -> Text { CaseTasks.standing(task) }

  /// Where a task stands, in words.
  static func standing(_ task: MatterTask) -> Text {
    if task.isRefusalPending { return TaskWords.refused }
    if task.isRefusalLawful == true { return TaskWords.refusedLawfully }
    if task.reportedAt != nil { return TaskWords.done }
    if task.releasedAt != nil { return TaskWords.letGo }
    if task.signedInAt == nil { return TaskWords.waitsSignIn }
    return task.isOnSite && task.arrivedAt == nil
      ? TaskWords.waitsArrival : TaskWords.waitsReport
  }

  private func times(_ task: MatterTask) -> HTML {
    let moments: [(Text, Instant?, String)] = [
      (TaskWords.summoned, task.summonedAt, ""),
      (
        TaskWords.signedIn, task.signedInAt,
        task.signedInAt.map {
          ["", "unit:" + task.unit].contains(task.signedInBy)
            ? "" : names.actor(task.signedInBy, at: $0)
        } ?? ""
      ),
      (TaskWords.arrived, task.arrivedAt, task.place),
      (TaskWords.reported, task.reportedAt, ""), (TaskWords.released, task.releasedAt, ""),
    ]
    let lines = moments.compactMap { name, moment, more -> HTML? in
      guard let moment else { return nil }
      let told: HTML = more.isEmpty ? .nothing : " <small>\(more)</small>"
      return "<li>\(name[language]) <time>\(names.time(moment))</time>\(told)</li>"
    }
    return "<ul class=\"plain moments\">\(lines)</ul>"
  }

  private func result(_ task: MatterTask) -> HTML {
    var parts: [HTML] = []
    func add(_ text: String) { if !text.isEmpty { parts.append("<p>\(text)</p>") } }
    add(task.report)
    add([task.ground, task.refusal].filter { !$0.isEmpty }.joined(separator: " · "))
    if task.isRefusalLawful == false { add(TaskWords.overruled[language]) }
    add(task.release)
    if let grade = task.grade {
      add(
        [TaskWords.grade.filled(["n": String(grade)], language), task.comment]
          .filter { !$0.isEmpty }.joined(separator: " · "))
    }
    add(task.answer)
    return parts.isEmpty ? "—" : "\(parts)"
  }
}
