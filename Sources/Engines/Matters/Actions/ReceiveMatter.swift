public import Journal
public import Kernel
import Organisation
import Pack
public import Store
import Territory

/// Takes in a matter: finds its place, category and lead, and starts its clocks.
public struct ReceiveMatter: Action {
  public static let declaration = ActionDeclaration(
    "ReceiveMatter", zh: "受理事项", en: "Receive a matter", permission: "matter.receive",
    begins: .new)

  public let kind: String
  public let title: String
  public let text: String
  public let caller: String
  public let channel: String
  public let source: String
  public let area: String?
  /// A category by its code or by one of its names.
  public let category: String?
  /// The sort within the kind; empty where the kind has none.
  public let sort: String
  /// The campaign or contact point out of which it comes.
  public let origin: String
  /// The unit complained of.
  public let against: String?

  public static let titleMax = 500

  public init(
    kind: String, title: String, text: String, caller: String, channel: String,
    source: String = "", area: String? = nil, category: String? = nil,
    sort: String = "", origin: String = "", against: String? = nil
  ) {
    self.kind = kind
    self.title = title
    self.text = text
    self.caller = caller
    self.channel = channel
    self.source = source
    self.area = area
    self.category = category
    self.sort = sort
    self.origin = origin
    self.against = against
  }

  public init(_ fields: inout InputReader) throws(Problem) {
    kind = try fields.text("kind", Text(zh: "种类", en: "Kind"), max: 64)
    title = try fields.text("title", Text(zh: "标题", en: "Title"), max: ReceiveMatter.titleMax)
    text = try fields.text("text", Text(zh: "内容", en: "Text"))
    caller = try fields.text("caller", Text(zh: "来电人", en: "Caller"), max: 100)
    channel = try fields.text("channel", Text(zh: "渠道", en: "Channel"), max: 64)
    source =
      try fields.textIfPresent("source", Text(zh: "来源编号", en: "Source number"), max: 200) ?? ""
    area = try fields.textIfPresent("area", Text(zh: "辖区", en: "Area"), max: 64)
    category = try fields.textIfPresent("category", Text(zh: "类别", en: "Category"), max: 64)
    sort = try fields.textIfPresent("sort", Text(zh: "类型", en: "Sort"), max: 64) ?? ""
    origin = try fields.textIfPresent("origin", Text(zh: "来自活动", en: "Out of"), max: 64) ?? ""
    against = try fields.textIfPresent(
      "against", Text(zh: "被反映单位", en: "Unit complained of"), max: 64)
  }

  /// The number that the matter gets.
  public func gather(
    _ engine: MatterEngine, _ context: ActionContext, _ writer: any Writing
  ) throws -> String {
    let source = source(engine, context)
    if !source.isEmpty,
      let row = try writer.row(
        "SELECT number FROM matter WHERE jurisdiction = ? AND source = ? AND source <> ''",
        [.integer(engine.pack.jurisdiction), .text(source)])
    {
      throw Problem(.sourceKnown, field: "/source", ["source": source, "number": row.text(0)])
    }
    let day = context.now.local(engine.pack.offset).date.compact
    let rows = try writer.rows(
      """
      INSERT INTO matter_number (jurisdiction, day, last) VALUES (?, ?, 1)
      ON CONFLICT (jurisdiction, day) DO UPDATE SET last = matter_number.last + 1 RETURNING last
      """, [.integer(engine.pack.jurisdiction), .integer(Int64(day))])
    return "\(day)-" + padded(Int(rows[0].integer(0)), 6)
  }

  public func authorise(
    _ engine: MatterEngine, _ state: Matter?, _ context: ActionContext
  ) throws(Problem) {}

  public func decide(
    _ engine: MatterEngine, _ state: Matter?, _ facts: String, _ context: ActionContext
  ) throws(Problem) -> [MatterEvent] {
    let own = engine.unit(of: context.actor, Self.declaration.permission)
    return [.received(try received(engine, facts, own: own, context))]
  }

  /// What is received: with place, category and lead found, and clocks begun.
  /// - Parameter own: the unit that brings it in; nil where a person does.
  func received(
    _ engine: MatterEngine, _ number: String, own: String?, _ context: ActionContext
  ) throws(Problem) -> MatterEvent.Received {
    let rules = try engine.kind(kind)
    try check(engine, rules.record)
    let known = category.flatMap(engine.recognizer.category(named:))
    let routing = RoutingFacts(
      kind: kind, sort: sort, title: title, text: text, channel: channel, area: area,
      category: known, against: against, own: own)
    var route = try engine.route(routing, at: context.now)
    if let category, !category.isEmpty, known == nil {
      route.lead = nil
      route.rule = ""
      route.reason = "category.unknown: " + category
    }
    let stand = try engine.stand(rules, route.lead == nil ? .arbitration : .open)
    let clocks = try engine.startClocks(
      .receive, routing, area: route.area, category: route.category, at: context.now,
      phase: stand.phase)
    return MatterEvent.Received(
      number: number, kind: kind, sort: sort, pack: engine.pack.reference, title: title,
      text: text, caller: caller, channel: channel, source: source(engine, context),
      origin: origin,
      steward: origin.isEmpty ? "" : context.actor.id, against: against, area: route.area,
      category: route.category, lead: route.lead, rule: route.rule, reason: route.reason,
      clocks: clocks, stand: stand)
  }

  /// The number in the file or system it came from; of a kind that a post brings in once a year,
  /// the year and the post, so that a second one is the same.
  private func source(_ engine: MatterEngine, _ context: ActionContext) -> String {
    guard source.isEmpty, engine.pack.kinds[kind]?.record.isYearly == true else { return source }
    let grant = context.actor.grants(for: Self.declaration.permission).first { $0.unit != nil }
    let post = grant.map { "\($0.unit ?? "")/\($0.role)" } ?? context.actor.id
    return "\(kind)/\(context.now.local(engine.pack.offset).date.year)/\(post)"
  }

  private func check(_ engine: MatterEngine, _ rules: KindRecord) throws(Problem) {
    if let area, engine.territory.area(area) == nil {
      throw Problem(.notFound, field: "/area", ["what": "area", "name": area])
    }
    if let against, engine.organisation.unit(against) == nil {
      throw Problem(.unitUnknown, field: "/against", ["unit": against])
    }
    let sorts = rules.sorts.map(\.id)
    guard sort.isEmpty ? sorts.isEmpty : sorts.contains(sort) else {
      throw Problem(.sortUnknown, field: "/sort", ["sorts": sorts.joined(separator: ", ")])
    }
  }
}
