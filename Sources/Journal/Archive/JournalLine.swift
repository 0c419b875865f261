import Cryptography
public import Kernel

/// One line of a journal outside its store: an event or a seal, as a JSON object whose members have
/// the names of the columns.
public enum JournalLine: Sendable {
  case event(ArchivedEvent)
  case seal(Seal)

  /// Canonical JSON without a line break: control characters are escaped, so that none is in it.
  public var text: String { json.canonicalText }

  private var json: JSON {
    switch self {
    case .event(let event):
      let draft = event.draft
      return [
        "position": .integer(draft.position), "jurisdiction": .integer(draft.jurisdiction),
        "subject": .integer(draft.stream.id), "version": .integer(draft.version),
        "kind": .string(draft.stream.kind), "name": .string(draft.name),
        "at": .integer(draft.at.milliseconds), "recorded": .integer(draft.recorded.milliseconds),
        "actor": .string(draft.actor), "action": .string(draft.action),
        "pack": .string(draft.pack), "body": .string(draft.bodyText),
        "hash": .string(Digest.hex(event.hash)),
      ]
    case .seal(let seal):
      return [
        "number": .integer(seal.number), "first": .integer(seal.first),
        "last": .integer(seal.last), "root": .string(Digest.hex(seal.root)),
        "hash": .string(Digest.hex(seal.hash)), "sealed": .integer(seal.sealed.milliseconds),
      ]
    }
  }

  /// Reads a line that `text` wrote.
  /// - Throws: where it is neither an event nor a seal.
  public init(_ bytes: [UInt8]) throws {
    let json = try JSON(parsing: bytes)
    func integer(_ name: String) throws -> Int64 {
      guard let value = json[name]?.integer else { throw LineUnread(member: name) }
      return value
    }
    func string(_ name: String) throws -> String {
      guard let value = json[name]?.string else { throw LineUnread(member: name) }
      return value
    }
    func digest(_ name: String) throws -> [UInt8] {
      guard let bytes = Digest.bytes(hex: try string(name)), bytes.count == Digest.length else {
        throw LineUnread(member: name)
      }
      return bytes
    }
    if json["number"] != nil {
      self = .seal(
        Seal(
          number: try integer("number"), first: try integer("first"), last: try integer("last"),
          root: try digest("root"), hash: try digest("hash"),
          sealed: Instant(milliseconds: try integer("sealed"))))
    } else {
      let draft = EventDraft(
        position: try integer("position"), jurisdiction: try integer("jurisdiction"),
        stream: StreamName(kind: try string("kind"), id: try integer("subject")),
        version: try integer("version"), name: try string("name"), bodyText: try string("body"),
        at: Instant(milliseconds: try integer("at")),
        recorded: Instant(milliseconds: try integer("recorded")), actor: try string("actor"),
        action: try string("action"), pack: try string("pack"))
      self = .event(ArchivedEvent(draft: draft, hash: try digest("hash")))
    }
  }
}

/// A line that is neither an event nor a seal, by the member that it lacks.
struct LineUnread: Error, Hashable {
  let member: String
}
