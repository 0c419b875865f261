public import Journal
public import Kernel
import Pack

/// An editor chooses a matter for the echo wall.
public struct SelectMatter: Action {
  public static let declaration = ActionDeclaration(
    "SelectMatter", zh: "选入回音壁", en: "Select for the echo wall", permission: "matter.publish")

  /// False puts it back.
  public let isWanted: Bool

  public init(_ fields: inout InputReader) throws(Problem) {
    isWanted = try fields.boolean("wanted", Text(zh: "选入", en: "Wanted"), default: true)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.publish", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    let open = matter.parts.selections.last { $0.isOpen }
    guard isWanted else {
      guard var selection = open else { return [] }
      selection.isDone = true
      return [.changed(.deselected, .selection(selection))]
    }
    if open != nil { return [] }
    _ = try engine.step(.publish, matter, at: context.now)
    let number = Int64(matter.parts.selections.count + 1)
    return [
      .changed(
        .selected,
        .selection(Selection(number: number, by: context.actor.id, at: context.now)))
    ]
  }
}

/// An editor puts a matter on the echo wall, in words that give nobody away.
public struct PublishMatter: Action {
  public static let declaration = ActionDeclaration(
    "PublishMatter", zh: "上回音壁", en: "Publish a matter", permission: "matter.publish")

  public let text: String
  public let column: Publication.Column
  public let issue: String

  public init(text: String, column: Publication.Column = .call, issue: String = "") {
    self.text = text
    self.column = column
    self.issue = issue
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    text = try fields.text("text", Text(zh: "公开文本", en: "Public text"), max: 4000)
    column = try fields.choice(
      "column", Text(zh: "栏目（call来电、echo回音）", en: "Column: call or echo"),
      of: Publication.Column.self)
    issue = try fields.textIfPresent("issue", Text(zh: "期号", en: "Issue"), max: 100) ?? ""
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.publish", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    guard let matter = state else { return [] }
    _ = try engine.step(.publish, matter, at: context.now)
    if let left = PublicText.personalData(in: text, caller: matter.caller) {
      throw Problem(
        .personalDataLeft, field: "/text",
        ["zh": left.what.chinese, "en": left.what.english, "found": left.found])
    }
    if column == .echo {
      // What stands as an echo was answered, and what it promises has a date.
      guard matter.answeredAt != nil else { throw Problem(.answerMissing) }
      if matter.promises.isEmpty, let found = PublicText.promise(in: text) {
        throw Problem(.promiseUndated, field: "/text", ["found": found])
      }
    }
    let standing = matter.parts.publications.last { $0.column == column && $0.isOpen }
    if standing?.text == text { return [] }
    var events: [MatterEvent] = []
    if var old = standing {
      old.withdrawnAt = context.now
      events.append(.changed(.withdrawn, .publication(old)))
    }
    let number = Int64(matter.parts.publications.count + 1)
    events.append(
      .changed(
        .published,
        .publication(
          Publication(
            number: number, column: column, issue: issue, text: text, at: context.now))))
    if var selection = matter.parts.selections.last(where: \.isOpen) {
      selection.isDone = true
      events.append(.changed(.deselected, .selection(selection)))
    }
    return events
  }
}

/// An editor takes a matter off the echo wall.
public struct WithdrawMatter: Action {
  public static let declaration = ActionDeclaration(
    "WithdrawMatter", zh: "撤下", en: "Withdraw a published matter", permission: "matter.publish")

  public init() {}
  public init(_ fields: inout InputReader) throws(Problem) {}

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {
    try engine.requireScope(state, "matter.publish", context)
  }

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: Void, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    (state?.parts.publications ?? []).filter(\.isOpen).map { publication in
      var withdrawn = publication
      withdrawn.withdrawnAt = context.now
      return .changed(.withdrawn, .publication(withdrawn))
    }
  }
}
