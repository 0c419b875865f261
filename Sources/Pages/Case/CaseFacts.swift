import City
import Kernel
import Matters
import Organisation
import Pack

/// Where a matter is, who brought it in and who is at work on it.
struct CaseFacts {
  let matter: Matter
  let names: CaseNames

  private var language: Language { names.language }

  /// What the person wrote, apart from what a form adds below.
  var report: ReportText { ReportText(parsing: matter.body?.text ?? "") }

  var html: HTML { "\(Facts(places + origin + parties + course))" }

  private func fact(_ name: Text, _ text: String?) -> Facts.Fact {
    Facts.Fact(name[language], text: text)
  }

  private var places: [Facts.Fact] {
    let report = report
    let added = report.lines.filter {
      $0.label != ReportText.address && $0.label != ReportText.coordinates
    }.map { line -> HTML in "<li>\(line.label) \(line.value)</li>" }
    return [
      fact(Words.area, matter.area.map(names.path)),
      fact(CaseWords.address, report[ReportText.address]),
      fact(CaseWords.coordinates, report[ReportText.coordinates]),
      Facts.Fact(
        CaseWords.said[language],
        added.isEmpty ? nil : "<ul class=\"plain\">\(added)</ul>"),
    ]
  }

  private var origin: [Facts.Fact] {
    let steward = matter.steward.isEmpty ? nil : names.actor(matter.steward, at: matter.receivedAt)
    return [
      // A whistle is blown by a unit; nobody called.
      fact(
        MatterWords.caller,
        matter.caller == "-" ? nil : names.city.matters.publicCaller(matter)[language]),
      fact(CaseWords.channel, names.channel(matter.channel)),
      fact(CaseWords.source, matter.source), fact(CaseWords.steward, steward),
      fact(CaseWords.against, matter.against.map(names.unit)),
    ]
  }

  private var parties: [Facts.Fact] {
    let parts = matter.parts
    func units(_ all: [String]) -> String? {
      var seen: Set<String> = []
      let told = all.filter { seen.insert($0).inserted }.map(names.unit)
      return told.isEmpty ? nil : told.joined(separator: language == .chinese ? "、" : ", ")
    }
    let checkers = parts.checks.filter(\.isOpen).map { names.post($0.worker) }
    return [
      fact(Words.category, matter.category.map(names.category)),
      fact(Words.lead, matter.lead.map(names.unit)), fact(MatterWords.rule, rule),
      fact(CaseWords.assisting, units(parts.tasks.map(\.unit))),
      fact(CaseWords.overseer, units(parts.supervisions.filter { $0.endedAt == nil }.map(\.unit))),
      fact(CaseWords.above, units(parts.escalations.filter { $0.decidedAt == nil }.map(\.unit))),
      fact(CaseWords.checker, checkers.isEmpty ? nil : checkers.joined(separator: ", ")),
    ]
  }

  private var course: [Facts.Fact] {
    [
      fact(
        matter.phase == .arbitration ? MatterWords.reason : MatterWords.reopening, reason),
      fact(MatterWords.received, names.time(matter.receivedAt)),
      fact(CaseWords.accepted, matter.acceptedAt.map(names.time)),
      fact(CaseWords.answered, matter.answeredAt.map(names.time)),
      fact(CaseWords.closed, matter.closedAt.map(names.time)),
      fact(CaseWords.suspended, matter.suspendedUntil.map(names.time)),
    ]
  }

  private var reason: String {
    matter.phase == .arbitration
      ? ArbitrationReason.text(matter.reason)[language] : matter.reason
  }

  /// The rule's own name, or in words what a person or another step has decided.
  private var rule: String {
    let rules = names.city.pack.kinds[matter.kind]?.routing ?? []
    if let rule = rules.first(where: { $0.record.id == matter.rule }) {
      return rule.record.name[language]
    }
    let code = matter.rule.prefix { $0 != ":" }
    guard let words = CaseWords.rules[String(code)]?[language] else { return matter.rule }
    let rest = matter.rule.dropFirst(code.count).drop { $0 == ":" || $0 == " " }
    return rest.isEmpty ? words : words + " · " + rest
  }
}
