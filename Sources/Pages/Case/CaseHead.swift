import City
import Kernel
import Matters
import Pack

/// The top of a matter's page: what a dispatcher reads in ten seconds.
struct CaseHead {
  let matter: Matter
  let now: Instant
  let names: CaseNames
  /// The parts of the page that are there, by the names of their places.
  let jumps: [(place: String, name: String)]

  private var language: Language { names.language }

  var html: HTML {
    """
    <header class="page-head"><h1>\(matter.title)</h1><p class="under"><span class="number">\
    \(matter.number)</span> \(Button(MatterWords.copyNumber[language], copying: matter.number)) \
    \(LightMark(matter.light, language)) <b>\(names.state(matter))</b>\(marks)</p></header>
    <dl class="glance">\(glance)</dl>\(navigation)
    """
  }

  /// What sets this matter apart, as words on small plates.
  private var marks: HTML {
    var words = [names.kind(matter)]
    func add(_ text: Text, _ number: Int64) {
      if number > 0 { words.append(text.filled(["n": String(number)], language)) }
    }
    add(CaseWords.supervised, matter.parts.supervision)
    add(CaseWords.reopened, matter.reopenings)
    add(CaseWords.graded, matter.grade ?? 0)
    return HTML.joined(words.map { " <span class=\"plate\">\($0)</span>" }, by: "")
  }

  private var glance: [HTML] {
    let lead = matter.lead.map(names.unit) ?? CaseWords.nobody[language]
    let place = matter.area.map(names.path) ?? CaseWords.unplaced[language]
    let category = matter.category.map(names.category) ?? Words.unrecognised[language]
    return [
      (CaseWords.next, deadline), (CaseWords.place, place), (Words.lead, lead),
      (Words.category, category),
    ].map { name, value in "<div><dt>\(name[language])</dt><dd>\(value)</dd></div>" }
  }

  private var deadline: String {
    if let until = matter.suspendedUntil {
      return CaseWords.suspended[language] + " " + names.time(until)
    }
    guard let due = matter.dueAt else { return CaseWords.noDeadline[language] }
    let words = now > due ? ClockWords.late : ClockWords.left
    let span = Span.words(from: now, to: due, language)
    return names.time(due) + " · " + words.filled(["span": span], language)
  }

  private var navigation: HTML {
    if jumps.isEmpty { return .nothing }
    let links = jumps.map { jump -> HTML in "<li><a href=\"#\(jump.place)\">\(jump.name)</a></li>" }
    return """
      <nav class="jumps" aria-label="\(CaseWords.jumps[language])"><ul>\(links)<li>\
      <a href="/matters/\(matter.number)/sheet">\(Icon.print)\(CaseWords.sheet[language])</a></li>\
      </ul></nav>
      """
  }
}
