import City
import Kernel
import Matters
import Organisation
import Pack
import Territory

/// The conditions of a filter, each with what there is to choose.
struct FilterForm: Component {
  let query: FilterQuery
  let problem: Problem?
  let city: City
  let language: Language

  var html: HTML {
    let fields = [
      field("words", FilterWords.words, .text(max: SearchBox.wordsMax), FilterWords.wordsHint),
      field("phase", FilterWords.phase, .ticks(phases)), field("light", Words.light, list(lights)),
      field("area", Words.area, choice(areas)),
      field("category", Words.category, choice(categories)),
      field("lead", Words.lead, choice(units)), field("kind", FilterWords.kind, list(kinds)),
      field("state", Words.state, list(states)),
      field("channel", FilterWords.channel, .text(max: FilterQuery.valueMax)),
      field("from", FilterWords.from, .date), field("to", FilterWords.to, .date),
    ]
    let told = problem.map { "\(Notice(.wrong, $0.text(language)))" as HTML } ?? .nothing
    let buttons = ActionBar([
      Button(FilterWords.apply[language], .primary, icon: .search),
      Button(FilterWords.clear[language], .quiet, to: "/matters"),
    ])
    return """
      <form class="filter" action="/matters">\(told)<div class="filter-fields">\(fields)</div>\
      \(buttons)</form>

      """
  }

  private func field(
    _ name: String, _ label: Text, _ control: Field.Control, _ hint: Text? = nil
  ) -> Field {
    let isWrong = problem?.field == "/" + name
    return Field(
      name, label[language], control, values: query.texts(name), hint: hint?[language] ?? "",
      error: isWrong ? problem?.text(language) ?? "" : "")
  }

  /// Most choices of a list that opens; more are proposed as one writes.
  private static let listMax = 60

  private func list(_ options: [Field.Option]) -> Field.Control {
    .select(options, blank: FilterWords.any[language])
  }

  private func choice(_ options: [Field.Option]) -> Field.Control {
    options.count <= FilterForm.listMax
      ? list(options)
      : .proposals(Array(options.prefix(FilterForm.proposalsMax)), max: FilterQuery.valueMax)
  }

  /// Most proposals: a city has hundreds of units, and a page is light.
  private static let proposalsMax = 300

  private var phases: [Field.Option] {
    let words: [(Phase, Text)] = [
      (.arbitration, FilterWords.arbitration), (.pool, FilterWords.pool),
      (.open, FilterWords.open), (.answered, FilterWords.answered),
      (.closed, FilterWords.closed), (.merged, FilterWords.merged),
    ]
    return words.map { Field.Option($0.rawValue, $1[language]) }
  }

  private var lights: [Field.Option] {
    [Matter.Light.red, .amber, .green].map {
      Field.Option("\($0)", LightMark.words($0)[language])
    }
  }

  private var areas: [Field.Option] { city.pack.areas.map { Field.Option($0.id, $0.name) } }

  private var categories: [Field.Option] {
    city.pack.categories.map { Field.Option($0.id, $0.name[language]) }
  }

  private var units: [Field.Option] {
    city.organisation.allUnits.map { Field.Option($0.id, $0.name[language]) }
  }

  private var sortedKinds: [Kind] {
    city.pack.kinds.values.sorted { $0.record.id < $1.record.id }
  }

  private var kinds: [Field.Option] {
    sortedKinds.map { Field.Option($0.record.id, $0.record.name[language]) }
  }

  /// The states of all kinds; those of one code are called as the first kind calls them.
  private var states: [Field.Option] {
    var seen: Set<String> = []
    return sortedKinds.flatMap(\.record.states).filter { seen.insert($0.id).inserted }
      .map { Field.Option($0.id, $0.name[language]) }
  }
}
