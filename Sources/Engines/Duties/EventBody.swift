import Kernel

/// An event whose body is not what this program writes.
struct EventFault: Error, CustomStringConvertible {
  let event: String
  let member: String

  var description: String { "event \(event): member “\(member)” is missing or of another type" }
}

/// Reads members of an event's body, or of an object within it.
struct EventBody {
  let name: String
  let body: JSON

  func fault(_ member: String) -> EventFault { EventFault(event: name, member: member) }

  func text(_ member: String) throws -> String {
    guard let text = body[member]?.string else { throw fault(member) }
    return text
  }

  func integer(_ member: String) throws -> Int64 {
    guard let number = body[member]?.integer else { throw fault(member) }
    return number
  }

  func flag(_ member: String) throws -> Bool {
    guard let flag = body[member]?.boolean else { throw fault(member) }
    return flag
  }

  func date(_ member: String) throws -> CivilDate {
    guard let date = CivilDate(try text(member)) else { throw fault(member) }
    return date
  }

  func word<Word: RawRepresentable>(_ member: String) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try text(member)) else { throw fault(member) }
    return word
  }

  func list(_ member: String) throws -> [EventBody] {
    guard let elements = body[member]?.array else { throw fault(member) }
    return elements.map { EventBody(name: name, body: $0) }
  }

  func part(_ member: String) throws -> EventBody {
    guard let part = partIfPresent(member) else { throw fault(member) }
    return part
  }

  /// The object under a member; nil where there is none.
  func partIfPresent(_ member: String) -> EventBody? {
    guard let part = body[member], part.object != nil else { return nil }
    return EventBody(name: name, body: part)
  }
}
