import Kernel

/// Words on several pages of administration.
enum AdministrationWords {
  static let overview = Text(zh: "总览", en: "Overview")
  static let units = Text(zh: "单位", en: "Units")
  static let posts = Text(zh: "岗位", en: "Posts")
  static let accounts = Text(zh: "账号", en: "Accounts")
  static let packs = Text(zh: "配置", en: "Configuration")
  static let calendar = Text(zh: "工作日历", en: "Working calendar")
  static let timers = Text(zh: "期限", en: "Deadlines")
  static let outbox = Text(zh: "发件箱", en: "Outbox")
  static let journal = Text(zh: "日志", en: "Journal")
  static let health = Text(zh: "运行", en: "Health")

  static let parts = Text(zh: "管理的各部分", en: "Parts of administration")
  static let search = Text(zh: "查找", en: "Look")
  static let unitWords = Text(zh: "单位名称或代码", en: "Name or code of a unit")
  static let postWords = Text(zh: "岗位名称或代码", en: "Name or code of a post")
  static let accountWords = Text(zh: "登录名或姓名", en: "Login or name")
  static let noneFound = Text(zh: "没有找到", en: "Nothing was found")
  static let noneFoundAdvice = Text(
    zh: "请换个说法，或去掉一个条件再找。", en: "Use other words, or take a condition away.")
  static let ground = Text(zh: "依据", en: "Ground")
  static let history = Text(zh: "变更记录", en: "What was changed")
  static let seconds = Text(zh: "{count}秒", en: "{count} s")

  /// A number that was counted up to a bound only.
  static func bounded(_ count: Int) -> String { count >= 10_000 ? "10000+" : String(count) }

  // MARK: Codes

  static func kind(_ kind: String) -> Text { kinds[kind] ?? Text(kind) }

  private static let kinds: [String: Text] = [
    "matter": Text(zh: "事项", en: "Matter"), "post": Text(zh: "岗位", en: "Post"),
    "account": Text(zh: "账号", en: "Account"), "meeting": Text(zh: "会议", en: "Meeting"),
    "access-key": Text(zh: "访问密钥", en: "Access key"),
    "webhook": Text(zh: "推送订阅", en: "Webhook"), "upkeep": Text(zh: "系统", en: "Machinery"),
    "outreach": Text(zh: "走访", en: "Outreach"),
  ]

  static func machine(_ name: String) -> Text { machines[name] ?? Text(name) }

  private static let machines: [String: Text] = [
    "timer": Text(zh: "系统（到期自动）", en: "The program, by its deadlines"),
    "import": Text(zh: "系统（导入）", en: "The program, importing"),
    "webhook": Text(zh: "系统（推送）", en: "The program, for webhooks"),
    "operator": Text(zh: "运维人员（本机命令）", en: "The operator at the machine"),
  ]

  static func event(_ name: String) -> Text { events[name] ?? EventWords.text(name) }

  private static let events: [String: Text] = [
    "post.assumed": Text(zh: "任职", en: "Appointed"),
    "post.handed-over": Text(zh: "交接", en: "Handed over"),
    "post.vacated": Text(zh: "离任", en: "Left the post"),
    "account.created": Text(zh: "开设账号", en: "Account opened"),
    "account.locked": Text(zh: "停用账号", en: "Account locked"),
    "account.unlocked": Text(zh: "启用账号", en: "Account unlocked"),
    "account.way-in-issued": Text(zh: "发放登录链接", en: "Way in issued"),
    "account.password-changed": Text(zh: "更改密码", en: "Password changed"),
    "account.sessions-ended": Text(zh: "退出其他登录", en: "Own sessions ended"),
    "account.signed-out": Text(zh: "强制退出登录", en: "Signed out by an administrator"),
    "access-key.made": Text(zh: "新建访问密钥", en: "Access key made"),
    "access-key.revoked": Text(zh: "停用访问密钥", en: "Access key revoked"),
    "webhook.subscribed": Text(zh: "订阅推送", en: "Webhook subscribed"),
    "webhook.paused": Text(zh: "暂停推送", en: "Webhook paused"),
    "webhook.resumed": Text(zh: "恢复推送", en: "Webhook resumed"),
    "webhook.secret-rotated": Text(zh: "更换签名密钥", en: "Signing secret changed"),
    "webhook.replayed": Text(zh: "从某处重发", en: "Webhook replayed"),
    "webhook.dead-resent": Text(zh: "重发死信", en: "Dead letters sent again"),
    "webhook.dead-dropped": Text(zh: "放弃死信", en: "Dead letters let go"),
    "webhook.ended": Text(zh: "终止推送", en: "Webhook ended"),
    "upkeep.pack-enacted": Text(zh: "启用配置", en: "Pack put in force"),
    "upkeep.verification-ordered": Text(zh: "要求核验日志", en: "Verification ordered"),
    "upkeep.verified": Text(zh: "日志核验完成", en: "Journal verified"),
    "upkeep.messages-retried": Text(zh: "重发死信消息", en: "Dead messages sent again"),
    "upkeep.message-dropped": Text(zh: "放弃死信消息", en: "Dead message let go"),
  ]

  static let why = Text(zh: "理由", en: "Reason")

  /// What a member of an event's body is called.
  static func member(_ name: String) -> Text { members[name] ?? Text(name) }

  private static let members: [String: Text] = [
    "login": SignInWords.login, "name": MeWords.name, "person": PostWords.person,
    "post": PostWords.post, "reason": AdministrationWords.why, "ground": ground,
    "revision": PackWords.revision, "from": PostWords.from, "to": PostWords.successor,
    "events": JournalWords.events, "anchor": JournalWords.anchor, "label": MeWords.label,
    "position": JournalWords.position, "destination": OutboxWords.destination,
    "outcome": JournalWords.outcome, "text": JournalWords.findings,
    "findings": JournalWords.findingCount, "milliseconds": JournalWords.milliseconds,
    "streams": JournalWords.streams, "seals": JournalWords.seals, "count": PackWords.count,
    "lead": Words.lead, "category": Words.category, "area": Words.area, "state": Words.state,
  ]
}

/// Words of the overview.
enum OverviewWords {
  static let about = Text(
    zh: "系统是否正常、谁有什么权限、依据什么改过什么，都从这里查。",
    en: "Whether all is well, who may do what, and who changed what on which ground.")
  static let parts = Text(zh: "从这里可以做什么", en: "What can be done from here")
  static let webhooksDead = Text(zh: "推送死信", en: "Dead letters of webhooks")

  static func about(_ part: AdministrationPart) -> Text {
    switch part {
    case .overview: about
    case .units: units
    case .posts: posts
    case .accounts: accounts
    case .packs: packs
    case .calendar: calendar
    case .webhooks: webhooks
    case .timers: timers
    case .outbox: outbox
    case .journal: journal
    case .health: health
    }
  }

  private static let units = Text(
    zh: "各单位的职能授权、辖区、岗位和人员", en: "Mandates, areas, posts and people of each unit")
  private static let posts = Text(
    zh: "谁任职、从何时起；办理任职、交接、离任", en: "Who holds which since when; appoint, hand over, release")
  private static let accounts = Text(
    zh: "开设账号、发登录链接、停用", en: "Open accounts, issue ways in, lock")
  private static let packs = Text(
    zh: "正在使用的配置、历次版本、检查并启用新版本",
    en: "The pack in force, its revisions; check and put in force another one")
  private static let calendar = Text(
    zh: "节假日与调休，试算一个时限", en: "Holidays and make-up days; try a limit out")
  private static let webhooks = Text(
    zh: "推送给其他系统的订阅和进度", en: "What other systems are sent, and how far it is")
  private static let timers = Text(
    zh: "到期未处理的、接下来到期的", en: "What is late and what falls due next")
  private static let outbox = Text(
    zh: "等待发出的通知、没人接收的死信", en: "Notices that wait, and those that nobody took")
  private static let journal = Text(
    zh: "每一次变更：谁、何时、依据；核验是否被改动",
    en: "Every change with who, when and why; verify that nothing was altered")
  private static let health = Text(
    zh: "版本、空间、请求与错误、设置及其来源",
    en: "Version, space, requests and errors, settings and where they come from")
}
