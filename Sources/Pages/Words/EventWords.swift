import Kernel

/// What happened, in words.
enum EventWords {
  static func text(_ name: String) -> Text { names[name] ?? Text(name) }

  static let names: [String: Text] = main.merging(parts) { first, _ in first }

  private static let main: [String: Text] = [
    "matter.received": Text(zh: "受理", en: "Received"),
    "matter.dispatched": Text(zh: "派单", en: "Dispatched"),
    "matter.accepted": Text(zh: "签收", en: "Signed in"),
    "matter.refused": Text(zh: "退单", en: "Refused"),
    "matter.transferred": Text(zh: "转办", en: "Transferred"),
    "matter.returned": Text(zh: "退回", en: "Returned"),
    "matter.offered": Text(zh: "放入公共池", en: "Offered in the pool"),
    "matter.claimed": Text(zh: "认领", en: "Claimed"),
    "matter.categorised": Text(zh: "改类别", en: "Category changed"),
    "matter.answered": Text(zh: "答复", en: "Answered"),
    "matter.rectified": Text(zh: "差评整改反馈", en: "Put right"),
    "matter.settled": Text(zh: "不再整改", en: "Nothing left to put right"),
    "matter.closed": Text(zh: "办结", en: "Closed"),
    "matter.reopened": Text(zh: "重开", en: "Reopened"),
    "matter.rated": Text(zh: "评价", en: "Rated"),
    "matter.reviewed": Text(zh: "申请复查", en: "Review asked for"),
    "matter.promised": Text(zh: "承诺", en: "Promised"),
    "matter.promise-kept": Text(zh: "兑现承诺", en: "Promise kept"),
    "matter.promise-broken": Text(zh: "承诺逾期", en: "Promise broken"),
    "matter.noted": Text(zh: "备注", en: "Note"),
    "matter.merged": Text(zh: "并案", en: "Merged"),
    "matter.unmerged": Text(zh: "撤销并案", en: "Merge undone"),
    "matter.answer-shared": Text(zh: "一并答复", en: "Answered together"),
    "matter.clocks-started": Text(zh: "开始计时", en: "Clocks began"),
    "matter.clock-turned": Text(zh: "变灯", en: "Light turned"),
    "matter.clocks-paused": Text(zh: "停表", en: "Clocks stopped"),
    "matter.clocks-resumed": Text(zh: "续表", en: "Clocks went on"),
    "matter.clocks-dated": Text(zh: "期限变更", en: "Limits changed"),
    "matter.overtime-excused": Text(zh: "超时免责", en: "Overtime excused"),
    "matter.rung-climbed": Text(zh: "超时上报", en: "Overtime reported up"),
  ]

  private static let parts: [String: Text] = [
    "matter.summoned": Text(zh: "召集单位", en: "Unit summoned"),
    "matter.signed-in": Text(zh: "单位报到", en: "Unit signed in"),
    "matter.arrived": Text(zh: "单位到场", en: "Unit on site"),
    "matter.reported": Text(zh: "单位反馈", en: "Unit reported"),
    "matter.released": Text(zh: "解除召集", en: "Unit released"),
    "matter.task-refused": Text(zh: "拒绝召集", en: "Summons refused"),
    "matter.task-refusal-decided": Text(zh: "裁定拒绝", en: "Refusal decided"),
    "matter.task-rated": Text(zh: "评价单位", en: "Unit rated"),
    "matter.task-rating-answered": Text(zh: "单位说明", en: "Unit answered its rating"),
    "matter.whistle-solved": Text(zh: "确认解决", en: "Confirmed as solved"),
    "matter.whistle-unsolved": Text(zh: "未解决", en: "Not solved"),
    "matter.asked": Text(zh: "提出申请", en: "Request made"),
    "matter.approved": Text(zh: "一级同意", en: "Approved once"),
    "matter.granted": Text(zh: "批准申请", en: "Request granted"),
    "matter.rejected": Text(zh: "驳回申请", en: "Request rejected"),
    "matter.check-ordered": Text(zh: "派核查", en: "Check ordered"),
    "matter.check-reported": Text(zh: "核查回报", en: "Check reported"),
    "matter.photographed": Text(zh: "添加照片", en: "Photograph added"),
    "matter.called-back": Text(zh: "回访", en: "Called back"),
    "matter.contacted": Text(zh: "联系评价人", en: "Caller contacted"),
    "matter.rating-set-aside": Text(zh: "差评不予采信", en: "Rating set aside"),
    "matter.selected": Text(zh: "选入回音壁", en: "Chosen for the wall"),
    "matter.deselected": Text(zh: "移出候选", en: "Taken out of the choice"),
    "matter.published": Text(zh: "上回音壁", en: "Published"),
    "matter.withdrawn": Text(zh: "撤下", en: "Withdrawn"),
    "matter.supervised": Text(zh: "督办", en: "Supervised"),
    "matter.supervision-ended": Text(zh: "解除督办", en: "Supervision ended"),
    "matter.escalated": Text(zh: "提级", en: "Escalated"),
    "matter.escalation-decided": Text(zh: "协调决定", en: "Decided above"),
  ]
}
