import Kernel
import Matters
import Pack

/// The named schemas of the document.
enum ComponentSchemas {
  private static func member(
    _ name: String, _ schema: Schema, _ zh: String, _ en: String, required: Bool = true
  ) -> Schema.Property {
    Schema.Property(name, schema, Text(zh: zh, en: en), required: required)
  }

  private static let code = Schema.text(max: 200)
  private static let optional = Schema.nullable(.text(max: 200))
  private static let count = Schema.integer(0...Int64.max)
  private static let time = Schema.nullable(.instant)
  private static let light = Schema.choice(Matter.Light.allCases.map { "\($0)" })
  private static let phase = Schema.choice(Phase.allCases.map(\.rawValue))
  private static let id = member("id", code, "标识", "Identifier")
  private static let name = member("name", code, "名称", "Name")

  /// The members of a list's lines; each may be left out by `fields`.
  private static func lines(_ members: [Schema.Property]) -> Schema {
    Paging.page(
      of: .object(
        members.map { Schema.Property($0.name, $0.schema, $0.about, required: false) }))
  }

  static let all: [(name: String, schema: Schema)] = [
    ("Problem", problem), ("Outcome", ActionOperations.outcome), ("City", city),
    ("AreaPage", lines([id, name, level, parent, areaCode, scheme])),
    ("UnitPage", lines([id, name, member("tier", code, "层级", "Tier"), area, parent])),
    ("CategoryPage", lines([id, name, parent, member("function", optional, "职能", "Function")])),
    ("KindPage", lines([id, name, states])), ("FunctionPage", lines([id, name])),
    (
      "PostPage",
      lines([id, name, member("unit", code, "单位", "Unit"), member("role", code, "角色", "Role")])
    ),
    ("ActionPage", actions), ("MatterPage", lines(matterLine)), ("Matter", MatterSchemas.matter),
    ("EventPage", lines(event)), ("Tracking", tracking), ("WallPage", lines(wall)),
    ("FigurePage", lines(figure)), ("FigureAnswer", figureAnswer),
    ("FigureRowPage", lines(figureRow)), ("MeetingPage", lines(meeting)),
    ("Meeting", MatterSchemas.meeting), ("Outreach", .dictionary(.anything)),
    ("WebhookPage", lines(webhook)),
  ]

  /// RFC 9457.
  static let problem = Schema.object([
    member("type", code, "问题种类", "What went wrong, as a URI"),
    member("title", .text(max: 4_000), "说明", "What went wrong, in words"),
    member("status", .integer(400...599), "状态码", "Status"),
    member("code", code, "代码", "Stable name of the kind"),
    member("pointer", code, "出错的项", "The member or parameter at fault", required: false),
  ])

  private static let level = member("level", code, "层级", "Level")
  private static let parent = member("parent", optional, "上级", "What it lies in")
  private static let areaCode = member("code", code, "代码", "Code in its scheme")
  private static let scheme = member("scheme", code, "编码", "Scheme of the code")
  private static let area = member("area", optional, "辖区", "Area")

  private static let city = Schema.object([
    id, name, member("jurisdiction", count, "辖区代码", "Code of the jurisdiction"),
    member("revision", code, "包的版本", "Revision of the pack"),
    member("levels", .array(.object([id, name]), max: 20), "辖区层级", "Levels of areas"),
  ])

  private static let states = member(
    "states",
    .array(.object([id, name, member("phase", phase, "阶段", "Phase")]), max: 100), "状态", "States")

  private static let actions = lines([
    member("name", code, "名称", "Name"), member("summary", code, "说明", "What it does"),
    member("permission", code, "权限", "Right that it needs"), member("path", code, "地址", "Path"),
    member("allowed", .boolean, "您能否办", "Whether your posts carry the right"),
  ])

  private static let matterLine = [
    id, member("number", code, "编号", "Number"), member("kind", code, "种类", "Kind"),
    member("title", .text(max: 20_000), "标题", "Title"), member("state", code, "状态", "State"),
    member("phase", .nullable(phase), "阶段", "Phase"), member("light", light, "灯色", "Light"),
    member("due", time, "到期", "Due"), area, member("category", optional, "类别", "Category"),
    member("lead", optional, "承办单位", "Unit that leads"),
    member("reason", .text(max: 4_000), "未派出的原因", "Why nobody leads yet"),
    member("received", time, "受理时间", "Received"), member("answered", time, "答复时间", "Answered"),
    member("closed", time, "办结时间", "Closed"), member("channel", optional, "渠道", "Channel"),
    member("grade", .nullable(.integer(1...5)), "评价", "Grade"),
  ]

  private static let event = [
    member("position", count, "日志位置", "Position in the journal"),
    member("version", count, "版本", "Version of the matter"),
    member("name", code, "事件", "What happened"), member("at", .instant, "时间", "When"),
    member("recorded", .instant, "记录时间", "When it was recorded"),
    member("actor", code, "操作人", "Who did it"), member("action", code, "操作", "The action"),
    member("pack", code, "包", "The pack in force"),
  ]

  private static let tracking = Schema.object([
    member("number", code, "编号", "Number"), member("title", .text(max: 20_000), "标题", "Title"),
    member("state", code, "状态", "State"), member("phase", phase, "阶段", "Phase"),
    member("received", time, "受理时间", "Received"), member("due", time, "到期", "Due"),
    member("answered", time, "答复时间", "Answered"), member("closed", time, "办结时间", "Closed"),
    member("lead", optional, "承办单位", "Unit that leads"),
    member("reply", .nullable(.text(max: 20_000)), "答复", "Reply"),
    member("grade", .nullable(.integer(1...5)), "评价", "Grade"),
    member(
      "promises",
      .array(
        .object([
          member("text", .text(max: 20_000), "承诺", "Promise"),
          member("due", time, "到期", "Due"), member("kept", time, "兑现", "Kept"),
        ]), max: 1_000), "承诺", "Promises"),
  ])

  private static let wall = [
    member("number", code, "编号", "Number"), member("text", .text(max: 20_000), "内容", "Text"),
    member("column", .choice(["call", "echo"]), "栏目", "Column"),
    member("issue", code, "期", "Issue"), member("at", .instant, "时间", "When"),
  ]

  private static let figure = [
    id, name, member("definition", .text(max: 4_000), "口径", "Definition"),
    member("form", code, "形式", "Form"), member("unit", code, "计量单位", "Unit of measure"),
  ]

  private static let figureAnswer = Schema.object([
    member("figure", code, "数字", "Figure"),
    member(
      "lines",
      .array(
        .object([
          member("keys", .dictionary(code), "分列", "What the line is of"),
          member("value", .nullable(.number), "值", "Value"),
          member("percentile90", .nullable(.number), "九成位", "90th percentile"),
          member("count", .integer(Int64.min...Int64.max), "件数", "Count"),
        ]), max: 10_000), "各行", "Lines"),
  ])

  private static let figureRow = [
    id, member("number", optional, "编号", "Number"), member("at", .instant, "时间", "When"),
    area, member("unit", optional, "单位", "Unit"), member("category", optional, "类别", "Category"),
    member("position", count, "日志位置", "Position in the journal"),
  ]

  private static let webhook = [
    id, member("url", .text(max: 4_000), "地址", "Address"), member("status", code, "状态", "Status"),
    member("reason", .text(max: 4_000), "原因", "Why it stands still"),
    member("events", .array(code, max: 100), "事件", "Events"),
    member("areas", .array(code, max: 1_000), "辖区", "Areas"),
    member("owner", code, "订阅人", "Who subscribed"),
    member("position", .nullable(count), "已送到的位置", "Position that was told"),
    member("attempts", count, "连续失败", "Failures in a row"),
    member("next", time, "下次", "Next attempt"), member("deadLetters", count, "死信", "Dead letters"),
  ]

  private static let meeting = [
    id, member("series", code, "例会", "Series"), member("ordinal", count, "第几次", "Ordinal"),
    member("unit", code, "召集单位", "Unit that convenes"), area,
    member("convened", .instant, "开会时间", "Convened"), member("closed", time, "结束", "Closed"),
  ]
}
