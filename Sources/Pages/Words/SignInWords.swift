import Kernel

/// Words of signing in.
enum SignInWords {
  static let signIn = Text(zh: "登录", en: "Sign in")
  static let login = Text(zh: "登录名", en: "Login")
  static let password = Text(zh: "密码", en: "Password")
  static let forgotten = Text(
    zh: "没有账号或忘了密码？请向管理员要一个登录链接。",
    en: "No account, or the password forgotten? Ask an administrator for a way in.")
  static let choose = Text(zh: "设置密码", en: "Choose a password")
  static let welcome = Text(
    zh: "{name}，您的登录名是“{login}”。此链接只能用一次。",
    en: "{name}, your login is “{login}”. This link is good once.")
  static let newPassword = Text(zh: "新密码", en: "New password")
  static let again = Text(zh: "再输一遍", en: "Once more")
  static let hint = Text(
    zh: "{least}至{most}个字符，可用任何文字；几个不相干的词连起来就好。",
    en: "{least} to {most} characters of any script; a few unrelated words do well.")
  static let save = Text(zh: "保存并登录", en: "Save and sign in")
}
