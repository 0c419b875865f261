import Kernel

/// Words of units.
enum UnitWords {
  static let topAbout = Text(
    zh: "从最上一级往下看，或按名称查找。", en: "Go down from the top, or look for a name.")
  static let foundAbout = Text(zh: "符合条件的单位。", en: "The units that were found.")
  static let tier = Text(zh: "层级", en: "Tier")
  static let below = Text(zh: "下级单位", en: "Units below")
  static let above = Text(zh: "上级单位", en: "Units above")
  static let code = Text(zh: "代码", en: "Code")
  static let template = Text(zh: "来自模板", en: "Made by the template")
  static let mandates = Text(zh: "职能授权", en: "Mandates")
  static let function = Text(zh: "职能", en: "Function")
  static let dates = Text(zh: "起止", en: "From – until")
  static let inForce = Text(zh: "有效", en: "in force")
  static let notYet = Text(zh: "未生效", en: "not yet in force")
  static let ended = Text(zh: "已失效", en: "ended")
  static let noMandates = Text(zh: "没有职能授权", en: "It holds no mandates")
  static let inPack = Text(
    zh: "单位和授权写在配置里；改配置后在“配置”页检查并启用。",
    en: "Units and mandates stand in the pack; change it, then check it under Configuration.")
  static let noPosts = Text(zh: "没有岗位", en: "It has no posts")
  static let noPostsAdvice = Text(
    zh: "岗位写在配置的 posts 或 postTemplates 里。",
    en: "Posts stand in the pack, under posts or postTemplates.")
}

/// Words of posts.
enum PostWords {
  static let about = Text(
    zh: "岗位决定一个人能看什么、能办什么；任职当天生效，离任当即失效。",
    en: "A post decides what its holder sees and does, from the moment of appointment on.")
  static let post = Text(zh: "岗位", en: "Post")
  static let role = Text(zh: "角色", en: "Role")
  static let holder = Text(zh: "现任", en: "Holder")
  static let holders = Text(zh: "任职情况", en: "Who held it")
  static let person = Text(zh: "人员", en: "Person")
  static let successor = Text(zh: "接任人", en: "Successor")
  static let since = Text(zh: "自", en: "since")
  static let from = Text(zh: "起", en: "From")
  static let until = Text(zh: "止", en: "Until")
  static let lasts = Text(zh: "至今", en: "until now")
  static let vacant = Text(zh: "空缺", en: "Vacant")
  static let vacantOnly = Text(zh: "只看空缺", en: "Vacant ones only")
  static let vacantPosts = Text(zh: "空缺岗位", en: "Vacant posts")
  static let vacantNow = Text(zh: "这个岗位现在没有人", en: "Nobody holds this post")
  static let vacantAdvice = Text(
    zh: "转到这个岗位的工作没人接手；请办理任职。",
    en: "Work that comes to it finds nobody; appoint a holder.")
  static let noneVacant = Text(zh: "没有空缺的岗位", en: "No post is vacant")
  static let noneVacantAdvice = Text(zh: "每个岗位都有人。", en: "Somebody holds each of them.")
  static let neverHeld = Text(zh: "还没有人任过职", en: "Nobody has held it yet")
  static let reach = Text(zh: "管到哪里", en: "How far it reaches")
  static let everywhere = Text(zh: "全市", en: "The whole city")
  static let inArea = Text(zh: "本单位辖区", en: "The area of its unit")
  static let inUnit = Text(zh: "本单位承办或协办的", en: "What its unit is party to")
  static let many = Text(zh: "可多人同时担任", en: "Several at once")
  static let permissions = Text(zh: "权限", en: "Permissions")
  static let change = Text(zh: "办理变更", en: "Change it")
  static let rule = Text(
    zh: "谁也不能给自己安排岗位；每次变更都记入日志。",
    en: "Nobody gives a post to themselves; each change stands in the journal.")
  static let date = Text(zh: "生效时间", en: "When it takes effect")
  static let dateHint = Text(
    zh: "不填即刻生效；可早至一年前、晚至三个月后。",
    en: "At once when left empty; up to a year back and three months ahead.")
}

/// Words of accounts.
enum AccountWords {
  static let about = Text(
    zh: "账号只管登录；能做什么由岗位决定。", en: "An account lets one sign in; posts say what one may do.")
  static let openAbout = Text(
    zh: "开设后发一个登录链接，本人用它设密码；再到“岗位”任职。",
    en: "Then issue a way in, with which the person chooses a password, and appoint to a post.")
  static let searchHint = Text(
    zh: "从开头几个字找起，如“王”或“wang”。", en: "The beginning is enough, such as “wang”.")
  static let person = Text(zh: "人员标识", en: "Identity")
  static let made = Text(zh: "开设于", en: "Opened")
  static let seen = Text(zh: "最近使用", en: "Last seen")
  static let locked = Text(zh: "已停用", en: "Locked")
  static let lockedSince = Text(zh: "停用", en: "Locked since")
  static let waiting = Text(zh: "未设密码", en: "No password yet")
  static let open = Text(zh: "正常", en: "Open")
  static let noPosts = Text(zh: "没有任职", en: "Holds no post")
  static let noPostsAdvice = Text(
    zh: "没有岗位的账号登录后什么也看不到。", en: "An account without a post sees nothing.")
  static let noSessions = Text(zh: "现在没有登录。", en: "Not signed in anywhere.")
  static let change = Text(zh: "办理", en: "Change it")
  static let link = Text(zh: "登录链接（只显示这一次）", en: "The way in, shown this once")
  static let linkAbout = Text(
    zh: "请当面交给本人：24小时内有效，用一次即作废，谁先打开谁设密码。",
    en: "Hand it over in person: it is good once and for a day, to whoever opens it first.")
  static let copyLink = Text(zh: "复制链接", en: "Copy the link")

  static func about(_ action: String) -> Text { actions[action] ?? change }

  private static let actions: [String: Text] = [
    "IssueWayIn": Text(
      zh: "给新人，或给忘了密码的人；之前发的链接随即作废。",
      en: "For a newcomer, or a forgotten password; any link before it is good for nothing."),
    "LockAccount": Text(
      zh: "调离、离职、账号被盗时用；登录、链接和密钥立即失效。",
      en: "When somebody leaves or is impersonated: sessions, links and keys end at once."),
    "UnlockAccount": Text(
      zh: "可以重新登录；原来的登录不会恢复。", en: "They can sign in again; ended sessions stay ended."),
    "SignOutAccount": Text(
      zh: "手机遗失等情况：所有登录立即结束，账号仍可使用。",
      en: "For a lost telephone: all sessions end at once, the account stays open."),
  ]
}
