import City
import Kernel
import Matters
import Organisation
import Pack
import Territory

/// What the page of a matter calls units, places, people and clocks: names in place of codes.
struct CaseNames: Sendable {
  let city: City
  let language: Language
  var people: [String: CaseFile.Person] = [:]

  func unit(_ id: String) -> String { city.organisation.unit(id)?.name[language] ?? id }

  /// A post with the unit that it belongs to, unless its name tells that already.
  func post(_ id: String) -> String {
    guard let post = city.pack.posts.first(where: { $0.id == id }) else { return id }
    let (name, unit) = (post.name[language], unit(post.unit))
    return name.contains(unit) ? name : name + CaseNames.mark + unit
  }

  func area(_ id: String) -> String { city.territory.area(id)?.name ?? id }

  func path(_ id: String) -> String {
    let path = city.path(of: id)
    return path.isEmpty ? id : path.joined(separator: CaseNames.step)
  }

  func category(_ id: String) -> String {
    city.pack.categories.first { $0.id == id }?.name[language] ?? id
  }

  func function(_ id: String) -> String {
    city.pack.functions.first { $0.id == id }?.name[language] ?? id
  }

  func state(_ matter: Matter) -> String {
    city.pack.kinds[matter.kind]?.states[matter.state]?.name[language] ?? matter.state
  }

  func kind(_ matter: Matter) -> String {
    guard let record = city.pack.kinds[matter.kind]?.record else { return matter.kind }
    let sort = record.sorts.first { $0.id == matter.sort }?.name[language]
    return [record.name[language], sort].compactMap { $0 }.joined(separator: CaseNames.mark)
  }

  /// A clock with the unit whose task it measures and its round, where it has run before.
  func clock(_ clock: MatterClock, of matter: Matter) -> String {
    let record = city.pack.kinds[matter.kind]?.clocks.first { $0.record.id == clock.name }
    let task = matter.parts.tasks.first { $0.number == clock.task }
    let round = clock.round > 1 ? CaseWords.round.filled(["n": String(clock.round)], language) : nil
    return [task.map { unit($0.unit) }, record?.record.name[language] ?? clock.name, round]
      .compactMap { $0 }.joined(separator: CaseNames.mark)
  }

  func channel(_ code: String) -> String { CaseWords.channels[code]?[language] ?? code }

  func time(_ instant: Instant) -> String { instant.minuteText(city.pack.offset) }

  /// Who did something, as colleagues call them: a person with the posts held at the time, a
  /// unit, a resident by surname, the program by what it did it for.
  func actor(_ id: String, at moment: Instant) -> String {
    let kind = id.prefix { $0 != ":" }
    let rest = String(id.dropFirst(kind.count + 1))
    switch kind {
    case "post": return post(rest)
    case "unit": return unit(rest)
    case "person":
      guard let person = people[id] else { return rest }
      let posts = person.posts(at: moment).prefix(CaseNames.postsMax).map(post)
      return ([person.name] + posts).joined(separator: CaseNames.mark)
    case "resident":
      return CaseWords.resident[language] + CaseNames.mark + PublicText.caller(rest)
    case "caller": return CaseWords.resident[language]
    case "portal": return CaseWords.portal[language]
    default: return CaseWords.programs[id]?[language] ?? id
    }
  }

  private static let postsMax = 2
  private static let mark = " · "
  private static let step = " › "
}
