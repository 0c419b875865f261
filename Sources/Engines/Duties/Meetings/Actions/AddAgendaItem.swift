public import Journal
public import Kernel
import Organisation
import Pack
public import Store
import Territory

/// Puts a point on the agenda of a meeting that is under way: a text, a matter, or both.
public struct AddAgendaItem: Action {
  /// The matter that is meant, with its title.
  public struct Facts: Sendable {
    let matter: AgendaItem.MatterName?
    let title: String
  }

  public static let declaration = ActionDeclaration(
    "AddAgendaItem", zh: "增加议题", en: "Add an agenda item", permission: "meeting.record")

  /// Most characters of the text.
  public static let textMax = 500

  public let text: String?
  /// A matter's number or identifier.
  public let matter: String?

  public init(text: String? = nil, matter: String? = nil) {
    self.text = text
    self.matter = matter
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    text = try fields.textIfPresent(
      "text", Text(zh: "议题", en: "Text"), max: AddAgendaItem.textMax)
    matter = try fields.textIfPresent("matter", Text(zh: "事项", en: "Matter"), max: 64)
  }

  public func gather(
    _ engine: MeetingEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Facts {
    guard let matter else { return Facts(matter: nil, title: "") }
    // The kind of the identifier plays no part in its letters.
    let id = Identifier<MeetingEngine>(matter)?.rawValue
    let row = try writer.row(
      Statement(
        """
        SELECT id, number, title, area, lead FROM matter
        WHERE jurisdiction = ? AND \(id == nil ? "number" : "id") = ?
        """),
      [.integer(engine.pack.jurisdiction), id.map(SQLValue.integer) ?? .text(matter)])
    // Nobody puts on the agenda what they may not read.
    guard let row,
      RowScope(context.actor, "matter.read").covers(
        area: row.textIfPresent(3), unit: row.textIfPresent(4), engine.territory)
    else { throw Problem(.notFound, field: "/matter", ["what": "matter", "name": matter]) }
    return Facts(
      matter: AgendaItem.MatterName(id: row.integer(0), number: row.text(1)), title: row.text(2))
  }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "meeting.record", context)
  }

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    let meeting = try engine.requireOpen(state, context.now)
    guard meeting.items.count < MeetingEngine.itemsMax else {
      throw Problem(.meetingFull, ["most": String(MeetingEngine.itemsMax)])
    }
    if let name = facts.matter, let item = meeting.items.first(where: { $0.matter == name }) {
      throw Problem(
        .itemKnown, field: "/matter", ["matter": name.number, "number": String(item.number)])
    }
    let words = [text, facts.title, facts.matter?.number].compactMap { $0 }
    guard let text = words.first(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      throw Problem(.fieldMissing, field: "/text", ["name": "text"])
    }
    return [
      .itemAdded(
        AgendaItem(
          number: Int64(meeting.items.count + 1), cause: .added, matter: facts.matter, text: text))
    ]
  }
}
