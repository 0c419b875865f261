public import Kernel

extension Problem.Kind {
  static let accountEventUnreadable = Problem.Kind(
    "account.event-unreadable", status: 500, zh: "事件“{event}”缺少“{member}”。",
    en: "The event “{event}” has no “{member}”.")
  public static let loginForm = Problem.Kind(
    "account.login-form", status: 422, zh: "登录名为3至64个小写字母、数字或“.-_@”。",
    en: "A login has 3 to 64 lower-case letters, digits or “.-_@”.")
  public static let loginTaken = Problem.Kind(
    "account.login-taken", status: 409, zh: "登录名“{login}”已有人使用。",
    en: "The login “{login}” is taken.")
  public static let personTaken = Problem.Kind(
    "account.person-taken", status: 409, zh: "“{person}”已有账号“{login}”。",
    en: "“{person}” has the account “{login}” already.")
  public static let accountLocked = Problem.Kind(
    "account.locked", status: 403, zh: "此账号已停用，请联系管理员。",
    en: "This account is locked; ask an administrator.")
  public static let accountOwn = Problem.Kind(
    "account.own", status: 403, zh: "不能停用自己的账号；请由另一位管理员办理。",
    en: "Nobody locks their own account; ask another administrator.")
  /// The same for a login that is not there as for a wrong password.
  public static let signInWrong = Problem.Kind(
    "account.sign-in-wrong", status: 422, zh: "登录名或密码不对。",
    en: "The login or the password is wrong.")
  public static let passwordWrong = Problem.Kind(
    "account.password-wrong", status: 422, zh: "现用密码不对。",
    en: "The present password is wrong.")
  public static let passwordsBusy = Problem.Kind(
    "account.busy", status: 503, zh: "正在登录的人太多，请在{seconds}秒后再试。",
    en: "Too many people are signing in; try again in {seconds} seconds.")
  public static let wayInInvalid = Problem.Kind(
    "account.way-in-invalid", status: 404, zh: "链接不对、已用过或已过期，请向管理员要一个新的。",
    en: "This link is wrong, used or expired; ask an administrator for another one.")
  public static let passwordLength = Problem.Kind(
    "account.password-length", status: 422, zh: "密码须有{least}至{most}个字符。",
    en: "A password has {least} to {most} characters.")
  public static let passwordIsLogin = Problem.Kind(
    "account.password-is-login", status: 422, zh: "密码不能就是登录名或姓名。",
    en: "A password must not be the login or the name.")
  public static let passwordCommon = Problem.Kind(
    "account.password-common", status: 422, zh: "这个密码太常见，一猜就中；请换一个。",
    en: "This password is among the first that anybody guesses; choose another one.")
  public static let passwordsDiffer = Problem.Kind(
    "account.passwords-differ", status: 422, zh: "两次输入的密码不一样。",
    en: "The two passwords differ.")
  public static let keysTooMany = Problem.Kind(
    "access-key.too-many", status: 409, zh: "访问密钥已达上限（{most}个）；请先停用不用的。",
    en: "There are {most} access keys already; revoke one that nobody needs first.")
  public static let keyRevoked = Problem.Kind(
    "access-key.revoked", status: 409, zh: "此访问密钥已停用。", en: "This access key is revoked already.")
  public static let keyOwner = Problem.Kind(
    "access-key.owner", status: 403, zh: "访问密钥只能由本人办理。",
    en: "An access key is made and given up by its own person only.")
}
