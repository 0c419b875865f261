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
          changes: changes, detail: detail(recorded, body), tone: tone(light(recorded, body)))
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

  private func detail(_ recorded: RecordedEvent, _ body: JSON) -> HTML {
    let mark: HTML =
      light(recorded, body).map { "<p>\(LightMark($0, language))</p>" } ?? .nothing
    guard let reason = body["reason"]?.string, !reason.isEmpty else { return mark }
    let text = ArbitrationReason.text(reason)[language]
    return "\(mark)<p>\(MatterWords.why[language]) \(text)</p>"
  }

  /// The light that a clock turned to.
  private func light(_ recorded: RecordedEvent, _ body: JSON) -> Matter.Light? {
    guard recorded.event.name == "matter.clock-turned" else { return nil }
    return body["light"]?.integer.flatMap(Matter.Light.init)
  }

  private func tone(_ light: Matter.Light?) -> Tile.Tone {
    switch light {
    case .amber: .amber
    case .red: .red
    case .green: .green
    case nil: .plain
    }
  }
}
