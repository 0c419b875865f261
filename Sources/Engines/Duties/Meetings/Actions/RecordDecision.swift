public import Journal
public import Kernel
import Organisation
import Pack
public import Store

/// Writes down what the meeting decides about an item: who does what by when.
public struct RecordDecision: Action {
  /// Of each item that carries a decision: whether that decision still stands.
  public struct Facts: Sendable {
    let standing: (meeting: String, number: Int64)?
  }

  public static let declaration = ActionDeclaration(
    "RecordDecision", zh: "记录决定", en: "Record a decision", permission: "meeting.record")

  /// Most characters of the text.
  public static let textMax = 2000

  public let item: Int64
  public let text: String
  public let owner: String
  /// Required; nil is refused, so that a missing date has its own words.
  public let due: Instant?

  public init(item: Int64, text: String, owner: String, due: Instant?) {
    self.item = item
    self.text = text
    self.owner = owner
    self.due = due
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    item = try fields.integer(
      "item", Text(zh: "议题序号", en: "Item"), 1...Int64(MeetingEngine.itemsMax))
    text = try fields.text("text", Text(zh: "决定", en: "Decision"), max: RecordDecision.textMax)
    owner = try fields.text("owner", Text(zh: "责任单位", en: "Owner"), max: 64)
    due = try fields.instantIfPresent("due", Text(zh: "期限", en: "Due"))
  }

  public func authorise(
    _ engine: MeetingEngine, _ state: Meeting?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "meeting.record", context)
  }

  public func gather(
    _ engine: MeetingEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> Facts {
    let row = try writer.row(
      "SELECT decision_meeting, decision_number FROM agenda_item WHERE meeting = ? AND number = ?",
      [.integer(context.id), .integer(item)])
    guard let row, let meeting = row.integerIfPresent(0) else { return Facts(standing: nil) }
    let name = DecisionName(meeting: meeting, number: row.integer(1))
    return Facts(standing: try engine.standing(name, writer).map { ($0.meeting, name.number) })
  }

  public func decide(
    _ engine: MeetingEngine, _ state: Meeting?, _ facts: Facts, _ context: ActionContext
  ) throws(Problem) -> [MeetingEvent] {
    let meeting = try engine.requireOpen(state, context.now)
    guard meeting.item(item) != nil else {
      throw Problem(.itemUnknown, field: "/item", ["number": String(item)])
    }
    if let standing = facts.standing {
      throw Problem(
        .decisionStands, field: "/item",
        ["meeting": standing.meeting, "number": String(standing.number)])
    }
    guard meeting.decisions.count < MeetingEngine.decisionsMax else {
      throw Problem(.meetingFull, ["most": String(MeetingEngine.decisionsMax)])
    }
    guard engine.organisation.unit(owner) != nil else {
      throw Problem(.ownerUnknown, field: "/owner", ["owner": owner])
    }
    guard let due else { throw Problem(.fieldMissing, field: "/due", ["name": "due"]) }
    guard due > context.now else { throw Problem(.duePast, field: "/due") }
    return [
      .decided(
        MeetingEvent.Ruling(
          number: Int64(meeting.decisions.count + 1), item: item, text: text, owner: owner,
          dueAt: due))
    ]
  }
}
