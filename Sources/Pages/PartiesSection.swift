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
    if matter.parts.tasks.isEmpty { return .nothing }
    let heads = [
      Words.light, Words.unit, PartyWords.demand, PartyWords.signedIn, PartyWords.onSite,
      PartyWords.reported, PartyWords.grade,
    ]
    let table = DataTable(
      PartyWords.parties[language],
      columns: heads.map { head in
        DataTable.Column(head[language], isHead: head == Words.unit)
      }, rows: matter.parts.tasks.map(task))
    return "\(Card(PartyWords.parties[language], id: "parties", table.html))"
  }

  private func task(_ task: MatterTask) -> DataTable.Row {
    let lights = matter.clocks.filter { $0.isRunning && $0.task == task.number }.map(\.light)
    let light = lights.max { $0.rawValue < $1.rawValue } ?? .green
    let report =
      task.releasedAt != nil && task.reportedAt == nil
      ? PartyWords.released[language] : task.reportedAt == nil ? "—" : task.report
    let place: HTML = task.place.isEmpty ? .nothing : " <small>\(task.place)</small>"
    return DataTable.Row([
      "\(LightMark(light, language))", "\(name(task.unit))", "\(task.demand)",
      "\(time(task.signedInAt))", "\(time(task.arrivedAt))\(place)", "\(report)",
      "\(task.grade.map { String($0) } ?? "—")",
    ])
  }

  private func list(_ title: Text, _ lines: [HTML]) -> HTML {
    if lines.isEmpty { return .nothing }
    let items = lines.map { line -> HTML in "<li>\(line)</li>" }
    return "\(Card(title[language], "<ul class=\"plain\">\(items)</ul>"))"
  }

  private var escalations: HTML {
    list(
      PartyWords.escalations,
      matter.parts.escalations.map { escalation in
        let decision: HTML =
          escalation.decidedAt == nil
          ? "<b>\(PartyWords.undecided[language])</b>"
          : """
          <b>\(escalation.decision)</b> \
          <small>\(name(escalation.owner)), \(time(escalation.dueAt))</small>
          """
        return """
          \(time(escalation.at)) \(Icon.up) \(name(escalation.unit)) \
          <small>\(escalation.reason)</small> \(decision)
          """
      })
  }

  private var requests: HTML {
    list(
      PartyWords.requests,
      matter.parts.requests.map { request in
        """
        \(about(request.about)[language]) <small>\(request.reason)</small> \
        <b>\(standing(request.standing)[language])</b>
        """
      })
  }

  private var checks: HTML {
    list(
      PartyWords.checks,
      matter.parts.checks.map { check in
        let (icon, words): (Icon, Text) =
          switch check.holds {
          case true?: (.green, PartyWords.checkHolds)
          case false?: (.red, PartyWords.checkFails)
          case nil: (.clock, PartyWords.checkOpen)
          }
        return """
          \(icon) <b>\(words[language])</b> \(check.condition) <small>\(check.note)</small>
          """
      })
  }

  private var merged: HTML {
    guard matter.phase == .merged, let merge = matter.parts.merge else { return .nothing }
    return """
      <p>\(PartyWords.mergedInto[language]) <a href="/matters/\(merge.intoNumber)">\
      \(merge.intoNumber)</a></p>
      """
  }

  private func about(_ about: MatterRequest.About) -> Text {
    switch about {
    case .lengthening: PartyWords.lengthening
    case .suspension: PartyWords.suspension
    case .overtime: PartyWords.overtime
    case .rating: PartyWords.rating
    }
  }

  private func standing(_ standing: MatterRequest.Standing) -> Text {
    switch standing {
    case .asked: PartyWords.asked
    case .granted: PartyWords.granted
    case .rejected: PartyWords.rejected
    }
  }
}
