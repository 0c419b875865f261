import Accounts
public import Kernel

/// A page of somebody who is not signed in yet.
public protocol SignInContent: Sendable {
  var title: Text { get }
  var content: HTML { get }
}

/// What a form says is wrong with it.
struct FormFault {
  let problem: Problem?
  let language: Language

  /// What is wrong with the form as a whole, or with a field that it does not ask for.
  func html(_ fields: [String]) -> HTML {
    guard let problem, !fields.contains(problem.field) else { return .nothing }
    return "\(Notice(.wrong, problem.text(language)))"
  }

  /// What is wrong with a field; empty where nothing is.
  func text(_ field: String) -> String {
    problem.flatMap { $0.field == field ? $0.text(language) : nil } ?? ""
  }
}

/// Where a person signs in.
public struct SignInPage: SignInContent {
  let login: String
  let next: String?
  let problem: Problem?
  let language: Language

  /// - Parameter next: a local path to go on to.
  public init(
    login: String = "", next: String? = nil, problem: Problem? = nil, language: Language
  ) {
    self.login = login
    self.next = next
    self.problem = problem
    self.language = language
  }

  public var title: Text { SignInWords.signIn }

  public var content: HTML {
    let fault = FormFault(problem: problem, language: language)
    let target: HTML = next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">" } ?? ""
    let fields = [
      Field(
        "login", SignInWords.login[language],
        .text(max: AccountLimits.loginLengths.upperBound), values: login.isEmpty ? [] : [login],
        error: fault.text("login"), isRequired: true, autocomplete: "username"),
      Field(
        "password", SignInWords.password[language], .password, error: fault.text("password"),
        isRequired: true, autocomplete: "current-password"),
    ]
    return """
      <header class="page-head"><h1>\(SignInWords.signIn[language])</h1></header>
      \(fault.html(["login", "password"]))<form class="form" method="post" action="/sign-in">\
      \(target)\(fields)\(ActionBar([Button(SignInWords.signIn[language], .primary)]))</form>
      <p>\(SignInWords.forgotten[language])</p>
      """
  }
}

/// Where a person chooses a password by a link.
public struct WayInPage: SignInContent {
  let token: String
  let login: String
  let name: String
  let problem: Problem?
  let language: Language

  public init(
    token: String, login: String, name: String, problem: Problem?, language: Language
  ) {
    self.token = token
    self.login = login
    self.name = name
    self.problem = problem
    self.language = language
  }

  public var title: Text { SignInWords.choose }

  public var content: HTML {
    let fault = FormFault(problem: problem, language: language)
    return """
      <header class="page-head"><h1>\(SignInWords.choose[language])</h1>
      <p>\(SignInWords.welcome.filled(["name": name, "login": login], language))</p></header>
      \(fault.html(NewPassword.names))<form class="form" method="post" action="/way-in/\(token)">
      <input type="hidden" name="username" value="\(login)" autocomplete="username">
      \(NewPassword(fault: fault, language: language).fields)
      \(ActionBar([Button(SignInWords.save[language], .primary)]))</form>
      """
  }
}

/// The two fields of a new password.
struct NewPassword {
  let fault: FormFault
  let language: Language

  static let names = ["password", "again"]

  var fields: [Field] {
    let lengths = AccountLimits.passwordLengths
    let hint = SignInWords.hint.filled(
      ["least": String(lengths.lowerBound), "most": String(lengths.upperBound)], language)
    return [
      Field(
        "password", SignInWords.newPassword[language], .password, hint: hint,
        error: fault.text("password"), isRequired: true, autocomplete: "new-password"),
      Field(
        "again", SignInWords.again[language], .password, error: fault.text("again"),
        isRequired: true, autocomplete: "new-password"),
    ]
  }
}
