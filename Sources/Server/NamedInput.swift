import City
import Journal
import Kernel
import Organisation
import Pack
import Territory

/// Turns the names that people write into the codes that actions ask for. What is no name stays as
/// it was written, so that the action refuses it with the name of the field.
struct NamedInput {
  let city: City

  /// The input with areas and units by their codes.
  func coded(_ input: [String: JSON]) -> [String: JSON] {
    var coded = input
    if let text = input["area"]?.string { coded["area"] = .string(area(text)) }
    if let text = input["against"]?.string { coded["against"] = .string(unit(text)) }
    return coded
  }

  /// The input with areas by their names, as a form shows them.
  func named(_ input: [String: JSON]) -> [String: JSON] {
    var named = input
    if let text = input["area"]?.string, let area = city.territory.area(text) {
      named["area"] = .string(area.name)
    }
    return named
  }

  private func area(_ text: String) -> String {
    let wanted = NamedInput.trimmed(text)
    if city.territory.area(wanted) != nil { return wanted }
    let bearers = city.pack.areas.filter { $0.name == wanted || $0.aliases.contains(wanted) }
    return bearers.count == 1 ? bearers[0].id : text
  }

  private func unit(_ text: String) -> String {
    let found = units(text, limit: 2)
    return found.count == 1 ? found[0] : text
  }

  /// The units that a text may mean; one where it is a code or a whole name.
  func units(_ text: String, limit: Int) -> [String] {
    let wanted = NamedInput.trimmed(text)
    if wanted.isEmpty { return [] }
    let found = city.organisation.units(named: wanted)
    let exact = found.filter {
      $0.id == wanted || $0.name.chinese == wanted
        || $0.name.english.lowercased() == wanted.lowercased()
    }
    return (exact.count == 1 ? exact : Array(found.prefix(limit))).map(\.id)
  }

  private static func trimmed(_ text: String) -> String {
    let inner = text.drop { $0.isWhitespace }
    return String(String(inner.reversed().drop { $0.isWhitespace }).reversed())
  }
}

extension CityServer {
  /// A name for one form, by which sending it twice is doing it once.
  func formKey() -> String {
    "form-" + equipment.random(16).map { String($0, radix: 16) }.joined()
  }

  /// An action by its name, for somebody who may take it.
  func entry(
    _ name: String, for actor: Actor
  ) throws(Problem) -> ActionCatalogue.Entry {
    guard let entry = ActionCatalogue.all.entries.first(where: { $0.declaration.name == name })
    else { throw Problem(.notFound, ["what": "action", "name": name]) }
    let permission = entry.declaration.permission
    guard actor.holds(permission) else {
      throw Problem(.forbidden, ["permission": permission.code])
    }
    return entry
  }
}
