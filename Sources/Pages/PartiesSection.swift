import City
import Kernel
import Matters
import Organisation
import Pack

/// Who else is at work on a matter: summoned units with where each stands, what went up, what was
/// asked for, what was found on the spot.
struct PartiesSection {
  let matter: Matter
  let city: City
  let language: Language

  var content: HTML {
    "\(tasks)\(escalations)\(requests)\(checks)\(merged)"
  }

  private func name(_ unit: String) -> String {
    city.organisation.unit(unit)?.name[language] ?? unit
  }

  private func time(_ instant: Instant?) -> String {
    instant?.minuteText(city.pack.offset) ?? "—"
  }

  private var tasks: HTML {
    if matter.parts.tasks.isEmpty { return "" }
    let heads = [Words.unit, Words.signedIn, Words.onSite, Words.reported, Words.grade].map {
      head -> HTML in "<th>\(head[language])</th>"
    }
    return """
      <h2>\(Words.parties[language])</h2><table class="list"><thead><tr><th></th>\(heads)</tr>\
      </thead><tbody>\(matter.parts.tasks.map(task))</tbody></table>
      """
  }

  private func task(_ task: MatterTask) -> HTML {
    let lights = matter.clocks.filter { $0.isRunning && $0.task == task.number }.map(\.light)
    let light = lights.max { $0.rawValue < $1.rawValue } ?? .green
    let report =
      task.releasedAt != nil && task.reportedAt == nil
      ? Words.released[language] : task.reportedAt == nil ? "—" : task.report
    return """
      <tr><td><span class="light \("\(light)")"></span></td>\
      <td>\(name(task.unit)) <small>\(task.demand)</small></td>\
      \(cell(Words.signedIn, "\(time(task.signedInAt))"))\
      \(cell(Words.onSite, "\(time(task.arrivedAt)) <small>\(task.place)</small>"))\
      \(cell(Words.reported, "\(report)"))\
      \(cell(Words.grade, "\(task.grade.map { String($0) } ?? "—")"))</tr>
      """
  }

  /// A cell that says what it holds where the table's head is not shown.
  private func cell(_ label: Text, _ content: HTML) -> HTML {
    "<td data-label=\"\(label[language])\">\(content)</td>"
  }

  private var escalations: HTML {
    if matter.parts.escalations.isEmpty { return "" }
    let lines = matter.parts.escalations.map { escalation -> HTML in
      let decision =
        escalation.decidedAt == nil
        ? Words.undecided[language]
        : "\(escalation.decision)（\(name(escalation.owner))，\(time(escalation.dueAt))）"
      return """
        <li>\(time(escalation.at)) → \(name(escalation.unit)) <small>\(escalation.reason)</small> \
        \(decision)</li>
        """
    }
    return "<h2>\(Words.escalations[language])</h2><ul>\(lines)</ul>"
  }

  private var requests: HTML {
    if matter.parts.requests.isEmpty { return "" }
    let lines = matter.parts.requests.map { request -> HTML in
      """
      <li>\(Words.about(request.about)[language]) <small>\(request.reason)</small> \
      \(Words.standing(request.standing)[language])</li>
      """
    }
    return "<h2>\(Words.requests[language])</h2><ul>\(lines)</ul>"
  }

  private var checks: HTML {
    if matter.parts.checks.isEmpty { return "" }
    let lines = matter.parts.checks.map { check -> HTML in
      let mark = check.holds.map { $0 ? "✓" : "✗" } ?? "…"
      return "<li>\(mark) \(check.condition) <small>\(check.note)</small></li>"
    }
    return "<h2>\(Words.checks[language])</h2><ul>\(lines)</ul>"
  }

  private var merged: HTML {
    guard matter.phase == .merged, let merge = matter.parts.merge else { return "" }
    return """
      <p>\(Words.mergedInto[language]) <a href="/matters/\(merge.intoNumber)">\
      \(merge.intoNumber)</a></p>
      """
  }
}

extension Words {
  static let unit = Text(zh: "单位", en: "Unit")
  static let signedIn = Text(zh: "报到", en: "Signed in")
  static let onSite = Text(zh: "到场", en: "On site")
  static let reported = Text(zh: "反馈", en: "Reported")
  static let grade = Text(zh: "评分", en: "Grade")
  static let parties = Text(zh: "协办与报到", en: "Units called in")
  static let released = Text(zh: "已解除", en: "Released")
  static let undecided = Text(zh: "待决定", en: "not decided yet")
  static let escalations = Text(zh: "提级协调", en: "Escalations")
  static let requests = Text(zh: "申请与审批", en: "Requests")
  static let checks = Text(zh: "核查", en: "Checks")
  static let mergedInto = Text(zh: "已并入", en: "Merged into")

  static func about(_ about: MatterRequest.About) -> Text {
    switch about {
    case .lengthening: Text(zh: "延期", en: "Extension")
    case .suspension: Text(zh: "中止", en: "Suspension")
    case .overtime: Text(zh: "超时申诉", en: "Appeal against overtime")
    case .rating: Text(zh: "差评申诉", en: "Appeal against a rating")
    }
  }

  static func standing(_ standing: MatterRequest.Standing) -> Text {
    switch standing {
    case .asked: Text(zh: "待批", en: "waiting")
    case .granted: Text(zh: "已批准", en: "granted")
    case .rejected: Text(zh: "已驳回", en: "rejected")
    }
  }
}
