import Kernel

/// Words of one's own account.
enum MeWords {
  static let title = Text(zh: "我的账号", en: "My account")
  static let who = Text(zh: "我是谁", en: "Who I am")
  static let end = Text(zh: "退出", en: "End")
  static let name = Text(zh: "姓名", en: "Name")
  static let posts = Text(zh: "岗位", en: "Posts")
  static let duties = Text(zh: "看本级的职责", en: "See what my tier answers for")
  static let noPosts = Text(
    zh: "现在没有岗位，因此看不到事项。", en: "None now, so that there are no matters to see.")
  static let signOut = Text(zh: "退出登录", en: "Sign out")
  static let oldPassword = Text(zh: "现用密码", en: "Present password")
  static let change = Text(zh: "更改密码", en: "Change the password")
  static let changed = Text(
    zh: "密码已更改，其他登录都已退出。", en: "The password is changed; all other sessions have ended.")
  static let sessions = Text(zh: "登录记录", en: "Where you are signed in")
  static let client = Text(zh: "浏览器", en: "Browser")
  static let begun = Text(zh: "登录时间", en: "Since")
  static let seen = Text(zh: "最近使用", en: "Last used")
  static let here = Text(zh: "本次登录", en: "This one")
  static let endThere = Text(zh: "在那里退出", en: "Sign out there")
  static let endOthers = Text(zh: "退出其他全部", en: "Sign out everywhere else")
  static let keys = Text(zh: "访问密钥", en: "Access keys")
  static let keysAbout = Text(
    zh: "程序凭密钥以您的身份办事；请像密码一样保管。",
    en: "A program that has a key acts for you; guard it like a password.")
  static let noKeys = Text(zh: "没有访问密钥。", en: "There are none.")
  static let freshKey = Text(
    zh: "这是新的访问密钥，只显示这一次：", en: "This is the new access key; it is shown this once:")
  static let label = Text(zh: "用途", en: "What it is for")
  static let made = Text(zh: "生成时间", en: "Made")
  static let makeKey = Text(zh: "生成密钥", en: "Make a key")
  static let revoke = Text(zh: "停用", en: "Revoke")
}
