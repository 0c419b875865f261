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

  var html: HTML {
    guard let problem else { return "" }
    return "<p class=\"fault\" role=\"alert\" id=\"fault\">\(problem.text(language))</p>"
  }

  /// What ties a field to the fault; the whole form's fault is tied to none.
  func mark(_ field: String) -> HTML {
    guard let problem, problem.field == field else { return "" }
    return " aria-invalid=\"true\" aria-describedby=\"fault\""
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
    return """
      <h1>\(SignInWords.signIn[language])</h1>\(fault.html)
      <form class="form" method="post" action="/sign-in">\(target)
      <p><label for="login">\(SignInWords.login[language])</label>
      <input id="login" name="login" value="\(login)" autocomplete="username" maxlength="64" \
      autocapitalize="none" spellcheck="false" required\(fault.mark("login"))></p>
      <p><label for="password">\(SignInWords.password[language])</label>
      <input id="password" name="password" type="password" autocomplete="current-password" \
      required\(fault.mark("password"))></p>
      <p><button>\(SignInWords.signIn[language])</button></p></form>
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
      <h1>\(SignInWords.choose[language])</h1>
      <p>\(SignInWords.welcome.filled(["name": name, "login": login], language))</p>\(fault.html)
      <form class="form" method="post" action="/way-in/\(token)">
      <input type="hidden" name="username" value="\(login)" autocomplete="username">
      \(NewPassword(fault: fault, language: language).fields)
      <p><button>\(SignInWords.save[language])</button></p></form>
      """
  }
}

/// The two fields of a new password.
struct NewPassword {
  let fault: FormFault
  let language: Language

  var fields: HTML {
    let lengths = AccountLimits.passwordLengths
    let hint = SignInWords.hint.filled(
      ["least": String(lengths.lowerBound), "most": String(lengths.upperBound)], language)
    return """
      <p><label for="new">\(SignInWords.newPassword[language])</label>
      <input id="new" name="password" type="password" autocomplete="new-password" \
      aria-describedby="hint" required\(fault.mark("password"))>
      <small id="hint">\(hint)</small></p>
      <p><label for="again">\(SignInWords.again[language])</label>
      <input id="again" name="again" type="password" autocomplete="new-password" \
      required\(fault.mark("again"))></p>
      """
  }
}
