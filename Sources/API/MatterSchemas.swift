import Kernel
import Matters
import Pack

/// The schemas of one matter and one meeting, with all their parts.
enum MatterSchemas {
  private static func member(
    _ name: String, _ schema: Schema, _ zh: String, _ en: String
  ) -> Schema.Property {
    // `fields` may leave any member out.
    Schema.Property(name, schema, Text(zh: zh, en: en), required: false)
  }

  private static let code = Schema.text(max: 200)
  private static let optional = Schema.nullable(.text(max: 200))
  private static let words = Schema.text(max: 20_000)
  private static let count = Schema.integer(0...Int64.max)
  private static let time = Schema.nullable(.instant)
  private static let yesOrNo = Schema.nullable(.boolean)
  private static let partsMax = 10_000
  private static let number = member("number", count, "序号", "Number within the matter")

  private static func list(
    _ name: String, _ zh: String, _ en: String, _ members: [Schema.Property]
  ) -> Schema.Property {
    member(name, .array(.object(members), max: partsMax), zh, en)
  }

  static let matter = Schema.object(facts + counts + parts)

  private static let facts = [
    member("id", code, "标识", "Identifier"), member("number", code, "编号", "Number"),
    member("kind", code, "种类", "Kind"), member("sort", code, "小类", "Sort within the kind"),
    member("pack", code, "包", "The pack that it began with"),
    member("state", code, "状态", "State"),
    member("phase", .choice(Phase.allCases.map(\.rawValue)), "阶段", "Phase"),
    member("light", .choice(Matter.Light.allCases.map { "\($0)" }), "灯色", "Light of its clocks"),
    member("title", words, "标题", "Title"), member("text", .nullable(words), "内容", "Text"),
    member("reply", .nullable(words), "答复", "Reply"),
    member("caller", code, "来电人（只有姓）", "Who brought it in, by surname only"),
    member("channel", code, "渠道", "Channel"), member("origin", code, "来由", "Campaign it came from"),
    member("steward", code, "经办人", "Who took it in"),
    member("against", optional, "被反映单位", "The unit complained of"),
    member("area", optional, "辖区", "Area"), member("category", optional, "类别", "Category"),
    member("lead", optional, "承办单位", "Unit that leads"),
    member("rule", code, "派单规则", "Rule that found the lead"),
    member("reason", .text(max: 4_000), "未派出的原因", "Why nobody leads yet"),
    member("received", time, "受理", "Received"), member("accepted", time, "签收", "Accepted"),
    member("answered", time, "答复时间", "Answered"), member("closed", time, "办结", "Closed"),
    member("due", time, "到期", "Due"), member("suspended", time, "中止到", "Suspended until"),
    member("reopenings", count, "重开次数", "How often it was reopened"),
    member("grade", .nullable(.integer(1...5)), "评价", "Grade"),
    member("publicText", .nullable(words), "公开内容", "Text on the echo wall"),
    member("mergedInto", optional, "并入", "The matter that it was merged into"),
    member("supervision", count, "督办级别", "Level of supervision"),
  ]

  private static let counts = [
    member("summoned", count, "召集", "Units summoned"),
    member("signedIn", count, "签到", "Units that signed in"),
    member("onSite", count, "到场", "Units on site"),
    member("reported", count, "反馈", "Units that reported"),
    member("late", count, "逾时", "Tasks that are late"),
    member("absent", count, "未到场", "Units that should be on site and are not"),
    member("round", count, "轮次", "Round of the whistle"),
    member("photographs", count, "照片数", "Photographs"),
    member("escalatedTo", optional, "提级到", "Unit that it was escalated to"),
  ]

  private static let parts = [
    list(
      "clocks", "时限", "Clocks",
      [
        member("name", code, "名称", "Name"), member("task", count, "任务", "Task; 0 for the matter"),
        member("round", count, "轮次", "Round"), member("limit", code, "时限", "Limit in words"),
        member("started", time, "开始", "Started"), member("due", time, "到期", "Due"),
        member("stopped", time, "停止", "Stopped"), member("light", code, "灯色", "Light"),
        member("paused", .boolean, "暂停", "Whether it stands still"),
        member("extensions", .array(code, max: 100), "延期", "Extensions"),
        member("provisional", .boolean, "暂定", "Whether the date may still move"),
        member("excused", time, "剔除", "Excused"),
      ]),
    list(
      "promises", "承诺", "Promises",
      [
        number, member("text", words, "内容", "Text"), member("due", time, "到期", "Due"),
        member("kept", time, "兑现", "Kept"), member("isBroken", .boolean, "失信", "Broken"),
      ]),
    list(
      "tasks", "任务", "Tasks of summoned units",
      [
        number, member("round", count, "轮次", "Round"), member("unit", code, "单位", "Unit"),
        member("function", code, "职能", "Function"), member("demand", words, "要求", "Demand"),
        member("summoned", time, "召集", "Summoned"), member("signedIn", time, "签到", "Signed in"),
        member("arrived", time, "到场", "Arrived"), member("place", words, "地点", "Place"),
        member("reported", time, "反馈时间", "Reported"), member("report", words, "反馈", "Report"),
        member("released", time, "解除", "Released"), member("ground", words, "理由", "Ground"),
        member("lawful", yesOrNo, "拒绝成立", "Whether the refusal stands"),
        member("grade", .nullable(.integer(1...5)), "评价", "Grade"),
        member("answer", words, "说明", "Answer to the grade"),
      ]),
    list(
      "checks", "核查", "Checks",
      [
        number, member("purpose", code, "用途", "Purpose"), member("round", count, "轮次", "Round"),
        member("worker", code, "核查人", "Who checks"), member("condition", words, "标准", "Condition"),
        member("holds", yesOrNo, "属实", "Whether it holds"), member("note", words, "备注", "Note"),
        member("ordered", time, "派出", "Ordered"), member("reported", time, "回报", "Reported"),
      ]),
    list(
      "requests", "申请", "Requests",
      [
        number, member("about", code, "事由", "About"), member("standing", code, "状态", "Standing"),
        member("reason", words, "理由", "Reason"), member("decision", words, "决定", "Decision"),
        member("approvals", count, "批准人数", "Approvals"),
      ]),
    list(
      "escalations", "提级", "Escalations",
      [
        number, member("tier", code, "层级", "Tier"), member("unit", code, "单位", "Unit"),
        member("byItself", .boolean, "自动", "By itself"), member("reason", words, "原因", "Reason"),
        member("decision", words, "决定", "Decision"), member("owner", code, "责任人", "Owner"),
        member("due", time, "到期", "Due"),
      ]),
    list(
      "callBacks", "回访", "Calls back",
      [
        member("reached", .boolean, "接通", "Reached"), member("solved", yesOrNo, "解决", "Solved"),
        member("satisfied", yesOrNo, "满意", "Satisfied"), member("at", time, "时间", "When"),
      ]),
    list(
      "ratings", "评价", "Ratings",
      [
        member("grade", .integer(1...5), "分数", "Grade"), member("comment", words, "意见", "Comment"),
        member("poor", .boolean, "差评", "Poor"), member("contacted", time, "联系", "Contacted"),
        member("rectified", time, "整改", "Put right"),
        member("setAside", .boolean, "剔除", "Set aside"),
      ]),
    list(
      "publications", "公开", "Publications",
      [
        member("column", code, "栏目", "Column"), member("issue", code, "期", "Issue"),
        member("text", words, "内容", "Text"), member("withdrawn", time, "撤下", "Withdrawn"),
      ]),
  ]

  static let meeting = Schema.object([
    member("number", code, "编号", "Number"), member("series", code, "例会", "Series"),
    member("unit", code, "召集单位", "Unit that convenes"), member("area", code, "辖区", "Area"),
    member("convened", time, "开会", "Convened"), member("closed", time, "结束", "Closed"),
    list(
      "items", "议题", "Agenda",
      [
        number, member("cause", code, "由来", "Cause"), member("matter", optional, "事项", "Matter"),
        member("text", words, "内容", "Text"), member("times", count, "上会次数", "How often it came"),
        member("decided", .boolean, "已议定", "Decided"), member("settled", .boolean, "了结", "Settled"),
        member("stuck", .boolean, "卡住", "Stuck"),
      ]),
    list(
      "decisions", "决定", "Decisions",
      [
        number, member("item", count, "议题", "Item"), member("text", words, "内容", "Text"),
        member("owner", code, "责任单位", "Owner"), member("due", time, "到期", "Due"),
        member("state", code, "状态", "State"), member("late", .boolean, "逾期", "Late"),
        member("note", words, "备注", "Note"),
      ]),
  ])
}
