import Accounts
import City
import Journal
import Kernel
import Organisation
import Pack

/// Who changed something, when and on what ground, as the journal has it.
struct AdministrationHistory {
  let reader: AdministrationReader
  let people: [String: AccountEngine.Known]
  let city: City

  /// Members of a body that say why.
  private static let grounds = ["ground", "reason"]

  func item(_ recorded: RecordedEvent) -> Timeline.Item {
    let language = reader.language
    let body = recorded.event.body.object ?? [:]
    let ground = AdministrationHistory.grounds.compactMap { body[$0]?.string }
      .first { !$0.isEmpty }
    let said: HTML =
      ground.map { "<p>\(AdministrationWords.ground[language]): \($0)</p>" } ?? .nothing
    let whom = ["person", "from", "to"].compactMap { body[$0]?.string }.map(name)
    let about: HTML =
      whom.isEmpty ? .nothing : "<p>\(whom.joined(separator: " → "))</p>"
    return Timeline.Item(
      time: recorded.at.minuteText(reader.offset),
      title: AdministrationWords.event(recorded.event.name)[language],
      who: "\(actor(recorded.actor)) · #\(recorded.position)", detail: "\(about)\(said)")
  }

  private func name(_ person: String) -> String { people[person]?.name ?? person }

  func actor(_ id: String) -> String {
    ActorName.text(id, people, city, reader.language)
  }
}

/// Who acted, in words instead of the journal's own name.
enum ActorName {
  static func text(
    _ id: String, _ people: [String: AccountEngine.Known], _ city: City, _ language: Language
  ) -> String {
    let parts = id.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return id }
    switch parts[0] {
    case "person": return people[parts[1]].map { "\($0.name) (\($0.login))" } ?? parts[1]
    case "post":
      return city.pack.posts.first { $0.id == parts[1] }?.name[language] ?? parts[1]
    case "unit": return city.organisation.unit(parts[1])?.name[language] ?? parts[1]
    case "system": return AdministrationWords.machine(parts[1])[language]
    default: return id
    }
  }

  /// The person of an actor; nil for any other.
  static func person(_ id: String) -> String? {
    id.hasPrefix("person:") ? String(id.dropFirst("person:".count)) : nil
  }
}
