import Kernel

/// Words of the journal.
enum JournalWords {
  static let about = Text(
    zh: "每一次变更都在这里，一环扣一环，改不了也删不掉而不被发现。",
    en: "Every change stands here, chained so that none can be altered or taken out unseen.")
  static let position = Text(zh: "日志位置", en: "Position")
  static let perDay = Text(zh: "近30天每天的记录数", en: "Events on each of the last 30 days")
  static let events = Text(zh: "记录", en: "Events")
  static let seal = Text(zh: "最近封存", en: "Last seal")
  static let unsealed = Text(zh: "{count}条未封存", en: "{count} not sealed yet")
  static let verification = Text(zh: "最近核验", en: "Last verification")
  static let verifications = Text(zh: "核验", en: "Verifications")
  static let verifyAbout = Text(
    zh: "把整个日志读一遍，看有没有被改动、删除或插入。",
    en: "The whole journal is read for anything that was altered, taken out or put in.")
  static let never = Text(zh: "从未核验", en: "Never")
  static let neverVerified = Text(zh: "还没有核验过", en: "It was never verified")
  static let neverAdvice = Text(
    zh: "建议每月核验一次，并把锚值抄存在系统之外。",
    en: "Verify it monthly, and keep the anchor outside of this system.")
  static let whole = Text(zh: "完好", en: "Whole")
  static let broken = Text(zh: "有问题", en: "Not whole")
  static let stopped = Text(zh: "没有做完", en: "Stopped")
  static let waits = Text(zh: "排队或进行中", en: "Waiting or running")
  static let took = Text(zh: "核对{events}条，用时{span}", en: "{events} events in {span}")
  static let anchor = Text(zh: "锚值", en: "Anchor")
  static let orderAbout = Text(
    zh: "在后台进行，不影响办理；结果会出现在这里。",
    en: "It runs beside everything else; the result appears here.")
  static let look = Text(zh: "查找记录", en: "Look for entries")
  static let subject = Text(zh: "对象", en: "Subject")
  static let subjectHint = Text(
    zh: "事项编号、岗位代码、登录名或标识。", en: "Number of a matter, code of a post, login or identifier.")
  static let actor = Text(zh: "何人", en: "Who")
  static let actorHint = Text(
    zh: "登录名，或日志中的写法，如 person:wang.fang、system:timer。",
    en: "A login, or as the journal writes it: person:wang.fang, system:timer.")
  static let from = Text(zh: "记录时间自", en: "Written from")
  static let until = Text(zh: "记录时间至", en: "Written until")
  static let noneAdvice = Text(
    zh: "请检查写法；也可以只留一个条件。", en: "Check how it is written, or keep one condition only.")
  static let older = Text(zh: "更早的", en: "Older")
  static let at = Text(zh: "发生时间", en: "Happened")
  static let recorded = Text(zh: "记录时间", en: "Written")
  static let what = Text(zh: "何事", en: "What")
  static let entry = Text(zh: "日志第{position}条", en: "Entry {position} of the journal")
  static let said = Text(zh: "内容", en: "What it says")
  static let closed = Text(
    zh: "内容涉及来电人或走访对象，您的岗位不能看；谁、何时、何事仍在此列明。",
    en: "It may be about a caller or a person visited, whose matters your posts do not cover.")
  static let proof = Text(zh: "凭证", en: "Proof")
  static let proofAbout = Text(
    zh: "本条哈希由以上全部内容和同一对象上一条的哈希算出（SHA-256）。",
    en: "The hash is made of all the above and of the hash before it of the same subject.")
  static let sound = Text(zh: "刚刚核对：与哈希相符", en: "Checked just now: it matches its hash")
  static let unsound = Text(
    zh: "与哈希不符：这一条被改动过", en: "It does not match its hash: it was altered")
  static let hash = Text(zh: "本条哈希", en: "Hash")
  static let hashBefore = Text(zh: "上一条哈希", en: "Hash before it")
  static let first = Text(zh: "这是该对象的第一条", en: "It is the first of its subject")
  static let action = Text(zh: "操作", en: "Action")
  static let version = Text(zh: "该对象的第几条", en: "Number within its subject")
  static let event = Text(zh: "事件名", en: "Name of the event")
  static let before = Text(zh: "前一条", en: "Entry before")
  static let after = Text(zh: "后一条", en: "Entry after")
  static let outcome = Text(zh: "结果", en: "Outcome")
  static let findings = Text(zh: "问题", en: "Findings")
  static let findingCount = Text(zh: "问题数", en: "How many findings")
  static let milliseconds = Text(zh: "毫秒", en: "Milliseconds")
  static let streams = Text(zh: "对象数", en: "Subjects")
  static let seals = Text(zh: "封存数", en: "Seals")
}

/// Words of deadlines.
enum TimerWords {
  static let about = Text(
    zh: "到期的事由系统自动处理：变灯、催办、上报。", en: "What falls due is seen to by the program itself.")
  static let next = Text(zh: "接下来", en: "Next")
  static let late = Text(zh: "到期未处理", en: "Late")
  static let lateTimers = Text(zh: "到期未处理的期限", en: "Late deadlines")
  static let withinDay = Text(zh: "24小时内", en: "within a day")
  static let due = Text(zh: "到期", en: "Due")
  static let left = Text(zh: "相距", en: "Distance")
  static let what = Text(zh: "事由", en: "What")
  static func kind(_ name: String) -> Text { kinds[name] ?? Text(name) }

  private static let kinds: [String: Text] = [
    "clock": Text(zh: "变灯", en: "A light turns"),
    "rung": Text(zh: "超时上报", en: "Overtime is reported up"),
    "promise": Text(zh: "承诺到期", en: "A promise falls due"),
    "resumption": Text(zh: "停表结束", en: "A suspension ends"),
    "decision": Text(zh: "会议决定到期", en: "A decision falls due"),
  ]

  static let behind = Text(
    zh: "有{count}个期限到期未处理，最早的已过{span}",
    en: "{count} deadlines are late, the oldest by {span}")
  static let behindAdvice = Text(
    zh: "几秒内会自动处理；若一直不减少，请看日志中的“duty failed”。",
    en: "They are seen to within seconds; if they stay, look for “duty failed” in the log.")
  static let noneLate = Text(zh: "没有迟到的期限", en: "Nothing is late")
  static let noneLateAdvice = Text(zh: "系统跟得上。", en: "The program keeps up.")
  static let noneNext = Text(zh: "没有待到期的期限", en: "No deadline is set")
  static let noneNextAdvice = Text(
    zh: "有事项在办时，这里会列出它们的期限。", en: "Once matters are at work their deadlines stand here.")
}

/// Words of the outbox.
enum OutboxWords {
  static let about = Text(
    zh: "要发给来电人和其他系统的通知；发不出去的成为死信，由人决定。",
    en: "Notices on their way out; those that nobody took are dead letters, for people to decide.")
  static let waiting = Text(zh: "等待发出", en: "Waiting")
  static let oldest = Text(zh: "最早的已等{span}", en: "the oldest for {span}")
  static let dead = Text(zh: "死信", en: "Dead letters")
  static let noneDead = Text(zh: "没有死信", en: "There are no dead letters")
  static let noneDeadAdvice = Text(
    zh: "一条消息连续失败十次才会到这里。", en: "A message comes here after ten failures.")
  static let retryAbout = Text(
    zh: "先排除失败原因（如网关恢复、文件夹可写），再重发。",
    en: "First mend why they failed, such as the gateway or the folder.")
  static let dropAbout = Text(
    zh: "只在已用其他办法通知到时使用，并写明怎样通知的。",
    en: "Only where they were told in another way; say how.")
  static let destination = Text(zh: "送往", en: "Destination")
  static let attempts = Text(zh: "试过几次", en: "Attempts")
  static let position = Text(zh: "起因", en: "Came from")
  static let message = Text(zh: "消息 {position}–{part}", en: "Message {position}–{part}")
}

/// Words of health.
enum HealthWords {
  static let about = Text(
    zh: "这台机器上程序的状况；数字自本次启动起算。",
    en: "How the program does on this machine; numbers count from its start.")
  static let able = Text(zh: "一切正常", en: "All is well")
  static let unable = Text(zh: "系统现在不能正常工作", en: "The system cannot do its work")
  static let unableAdvice = Text(
    zh: "请把以上内容告诉运维人员，并查看程序日志。",
    en: "Tell the operator what stands above, and look into the program's log.")
  static let well = Text(zh: "正常", en: "Well")
  static let ill = Text(zh: "有问题", en: "Not well")
  static let version = Text(zh: "版本", en: "Version")
  static let up = Text(zh: "已运行", en: "Running for")
  static let store = Text(zh: "数据库大小", en: "Store")
  static let free = Text(zh: "剩余空间", en: "Free space")
  static let memory = Text(zh: "内存", en: "Memory")
  static let files = Text(zh: "打开的文件", en: "Open files")
  static let requests = Text(zh: "请求", en: "Requests")
  static let failures = Text(zh: "出错", en: "Failures")
  static let limited = Text(zh: "因太频繁被拒", en: "Refused as too many")
  static let waiting = Text(zh: "排队的写入", en: "Writes that wait")
  static let settings = Text(zh: "正在使用的设置", en: "Settings in force")
  static let settingsAbout = Text(
    zh: "设置在启动时读取，改后重新启动生效；密钥从不显示。",
    en: "They are read at the start; restart to change them. Secrets are never shown.")
  static let setting = Text(zh: "设置", en: "Setting")
  static let value = Text(zh: "值", en: "Value")
  static let source = Text(zh: "来源", en: "From")
  static let standard = Text(zh: "缺省值", en: "default")
  static let meaning = Text(zh: "说明", en: "Meaning")
  static let schema = Text(zh: "数据库结构", en: "Schema of the store")
  static let module = Text(zh: "模块", en: "Module")
  static let step = Text(zh: "第几步", en: "Step")
}

/// Words about the steps of a subscription.
enum WebhookStepWords {
  static let lag = Text(zh: "落后的记录", en: "Events behind")
  static let failures = Text(zh: "连续失败", en: "Failures in a row")
  static let secret = Text(zh: "新的签名密钥（只显示这一次）", en: "The new signing secret, shown this once")
}
