import City
public import Kernel
public import Matters
import Organisation
import Pack
import Territory

/// The second step: whom to call, and what will be sent.
extension WhistlePage {
  /// Whom, with what will be sent.
  public func whom(_ proposals: Proposals, now: Instant) -> HTML {
    let wrong: HTML = problem.map { "\(Notice(.wrong, words($0)))" } ?? .nothing
    // The first button is the one that Enter presses: searching sends nothing.
    let entered: HTML = """
      <button class="heard" type="submit" name="step" value="search" tabindex="-1" \
      aria-hidden="true"></button>
      """
    let shown = proposals.chosen.map(\.code).joined(separator: " ")
    return """
      \(head(.whom))\(wrong)\(changed)
      <form class="whom" method="post" action="\(WhistlePage.path)" data-guard>\(tokens.html)\
      \(carried)<input type="hidden" name="\(WhistleDraft.shown)" value="\(shown)">\
      \(entered)<div class="columns"><div>\
      \(list("chosen", WhistleWords.chosen, proposals.chosen, areChosen: true))\
      \(proposed(proposals))\(search(proposals))</div>\
      <div>\(preview(proposals, now))</div></div></form>
      """
  }

  private var changed: HTML {
    draft.isChanged ? "\(Notice(.caution, WhistleWords.changed[language]))" : .nothing
  }

  /// The problem with its units called by name.
  private func words(_ problem: Problem) -> String {
    guard let unit = problem.arguments["unit"], let record = city.organisation.unit(unit) else {
      return problem.text(language)
    }
    var arguments = problem.arguments
    arguments["unit"] = record.name[language]
    return Problem(problem.kind, field: problem.field, arguments).text(language)
  }

  /// The answers of the first step.
  private var carried: [HTML] {
    WhistleDraft.asked.compactMap { name in
      let value = draft.text(name)
      return value.isEmpty ? nil : "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
  }

  private func proposed(_ proposals: Proposals) -> HTML {
    let chosen = Set(proposals.chosen.map(\.code))
    let rest = proposals.proposed.filter { !chosen.contains($0.code) }
    if rest.isEmpty && proposals.chosen.isEmpty && proposals.found == nil {
      return "\(Notice(.info, WhistleWords.noneProposed[language]))"
    }
    return list("proposed", WhistleWords.proposed, rest, areChosen: false)
  }

  private func list(
    _ id: String, _ title: Text, _ units: [SummonCandidate], areChosen: Bool
  ) -> HTML {
    if units.isEmpty { return .nothing }
    return """
      <section class="card" id="\(id)"><fieldset class="field"><legend>\(title[language])\
      </legend>\(units.map { tick($0, areChosen) })</fieldset></section>

      """
  }

  private func tick(_ unit: SummonCandidate, _ isChosen: Bool) -> HTML {
    let text = CandidateText(city: city, language: language)
    let words = unit.words.isEmpty ? WhistleWords.plainReason : WhistleWords.reason
    let marks = language == .chinese ? "、" : ", "
    let reason = words.filled(
      [
        "area": text.area(unit.area), "function": text.function(unit.function),
        "words": unit.words.map { "“\($0)”" }.joined(separator: marks),
      ], language)
    return """
      <label class="choice choice-told"><input type="checkbox" name="units" value="\(unit.code)"\
      \(HTML.flag("checked", isChosen))><span><b>\(text.unit(unit.unit))</b> \
      <small>\(reason)</small></span></label>
      """
  }

  private func search(_ proposals: Proposals) -> HTML {
    let functions = city.pack.functions.map { Field.Option($0.id, $0.name[language]) }
    let fields = [
      Field(
        WhistleDraft.Search.text, WhistleWords.byName[language], .search(max: 60),
        values: [draft.query]),
      Field(
        WhistleDraft.Search.function, WhistleWords.byFunction[language],
        .select(functions, blank: WhistleWords.anyFunction[language]), values: [draft.function]),
    ]
    let button = Button(
      WhistleWords.find[language], .secondary, icon: .search, name: "step", value: "search")
    let content: HTML = "\(fields)\(button)\(found(proposals))"
    return "\(Card(WhistleWords.search[language], id: "search", content))"
  }

  private func found(_ proposals: Proposals) -> HTML {
    guard let found = proposals.found else { return .nothing }
    let known = Set((proposals.chosen + proposals.proposed).map(\.code))
    let new = found.filter { !known.contains($0.code) }
    if found.isEmpty { return "<p role=\"status\">\(WhistleWords.nothingFound[language])</p>" }
    if new.isEmpty { return .nothing }
    return """
      <div class="field" role="group" aria-label="\(WhistleWords.found[language])">\
      \(new.map { tick($0, false) })</div>
      """
  }

  // MARK: What will be sent

  private func preview(_ proposals: Proposals, _ now: Instant) -> HTML {
    let text = CandidateText(city: city, language: language)
    let kind = city.pack.kinds[draft.text("kind")]?.record
    let sort = kind?.sorts.first { $0.id == draft.text("sort") }?.name[language]
    let facts = Facts([
      Facts.Fact(Words.title[language], text: draft.text("title")),
      Facts.Fact(RoomWords.place[language], text: text.area(draft.text("area"))),
      Facts.Fact(WhistleWords.sort[language], text: sort),
      Facts.Fact(
        RoomWords.demand[language], "<span class=\"words\">\(draft.text("demand"))</span>"),
    ])
    let limits = proposals.limits.map { limit -> HTML in
      """
      <li>\(Icon.clock)<b>\(limit.name[language])</b> \
      \(RoomWords.due.filled(["time": limit.dueAt.minuteText(city.pack.offset)], language)) \
      <small>\(LimitText.text(limit.limit, language))</small></li>
      """
    }
    let clocks: HTML =
      limits.isEmpty
      ? "<p class=\"soft\">\(WhistleWords.noLimits[language])</p>"
      : "<p>\(WhistleWords.until[language])</p><ul class=\"plain\">\(limits)</ul>"
    let content: HTML = "\(facts)\(units(proposals))\(clocks)\(buttons(proposals))"
    return "\(Card(WhistleWords.preview[language], id: "preview", content))"
  }

  private func units(_ proposals: Proposals) -> HTML {
    if proposals.chosen.isEmpty { return "<p><b>\(WhistleWords.noUnits[language])</b></p>" }
    let names = proposals.chosen.map { unit -> HTML in
      "<li>\(CandidateText(city: city, language: language).unit(unit.unit))</li>"
    }
    return "<h3>\(WhistleWords.chosen[language])</h3><ul class=\"plain\">\(names)</ul>"
  }

  private func buttons(_ proposals: Proposals) -> HTML {
    let count = String(proposals.chosen.count)
    let blow = Button(
      WhistleWords.blow.filled(["count": count], language), .primary, icon: .whistle,
      name: "step", value: "blow")
    let update = Button(
      WhistleWords.updated[language], proposals.chosen.isEmpty ? .primary : .secondary,
      name: "step", value: "preview")
    let back = Button(
      WhistleWords.back[language], .secondary, icon: .back, name: "step", value: "what")
    return "\(ActionBar(proposals.chosen.isEmpty ? [update, back] : [blow, update, back]))"
  }
}
