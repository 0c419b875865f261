import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Territory

/// What happened to a matter as a timeline, each event with what it changed.
struct MatterHistory {
  let events: [RecordedEvent]
  let city: City
  let language: Language

  /// What an event's body may change that people care about, by its member.
  private static let followed: [(member: String, name: Text)] = [
    ("lead", Words.lead), ("category", Words.category), ("area", Words.area),
  ]

  var timeline: Timeline {
    var known: [String: String] = [:]
    return Timeline(
      events.map { recorded in
        let body = PublicText.body(recorded.event.body)
        let changes = MatterHistory.followed.compactMap { member, name -> Timeline.Change? in
          guard let code = body[member]?.string, code != known[member] else { return nil }
          let before = known[member].map { words(member, $0) }
          known[member] = code
          return Timeline.Change(name[language], from: before, to: words(member, code))
        }
        return Timeline.Item(
          time: recorded.at.minuteText(city.pack.offset),
          title: EventWords.text(recorded.event.name)[language],
          who: "\(PublicText.actor(recorded.actor)) · \(recorded.action) · #\(recorded.position)",
          changes: changes, detail: detail(body), tone: tone(recorded, body))
      })
  }

  private func words(_ member: String, _ code: String) -> String {
    let name: String? =
      switch member {
      case "lead": city.organisation.unit(code)?.name[language]
      case "area": city.territory.area(code)?.name
      default: city.pack.categories.first { $0.id == code }?.name[language]
      }
    return name ?? code
  }

  private func detail(_ body: JSON) -> HTML {
    guard let reason = body["reason"]?.string, !reason.isEmpty else { return .nothing }
    let text = ArbitrationReason.text(reason)[language]
    return "<p class=\"said\">\(MatterWords.why[language]) \(text)</p>"
  }

  private func tone(_ recorded: RecordedEvent, _ body: JSON) -> Tile.Tone {
    guard recorded.event.name == "matter.clock-turned" else { return .plain }
    switch body["light"]?.integer.flatMap(Matter.Light.init) {
    case .amber: return .amber
    case .red: return .red
    case .green: return .green
    case nil: return .plain
    }
  }
}
