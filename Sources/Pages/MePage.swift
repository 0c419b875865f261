public import Accounts
public import City
import Cryptography
public import Kernel
import Organisation
public import Pack

/// The page of one's own account.
public struct MePage: Sendable {
  /// What has just been done.
  public enum Saying: Sendable {
    case passwordChanged
  }

  let account: Account
  let posts: [PostRecord]
  let city: City
  let sessions: [Sessions.Line]
  let current: [UInt8]?
  let keys: [AccessKeyReader.Line]
  let freshKey: String?
  let said: Saying?
  let problem: Problem?
  let token: FormToken
  let language: Language

  /// - Parameters:
  ///   - current: the digest of the session that asks.
  ///   - freshKey: a key that was just made, shown this once.
  public init(
    account: Account, posts: [PostRecord], city: City, sessions: [Sessions.Line],
    current: [UInt8]?, keys: [AccessKeyReader.Line], freshKey: String?, said: Saying?,
    problem: Problem?, token: FormToken, language: Language
  ) {
    self.account = account
    self.posts = posts
    self.city = city
    self.sessions = sessions
    self.current = current
    self.keys = keys
    self.freshKey = freshKey
    self.said = said
    self.problem = problem
    self.token = token
    self.language = language
  }

  public static let title = MeWords.title

  public var content: HTML {
    let fault = FormFault(problem: problem, language: language)
    let told: HTML =
      said == nil ? "" : "<p class=\"done\" role=\"status\">\(MeWords.changed[language])</p>"
    return """
      <h1>\(MePage.title[language])</h1>\(fault.html)\(told)\(freshKeySection)
      <dl><dt>\(MeWords.name[language])</dt><dd>\(account.name)</dd>
      <dt>\(SignInWords.login[language])</dt><dd>\(account.login)</dd>
      <dt>\(MeWords.posts[language])</dt><dd>\(postList)</dd></dl>
      \(token.form("/sign-out", "<button>\(MeWords.signOut[language])</button>"))
      <h2>\(SignInWords.password[language])</h2>\(passwordForm(fault))
      <h2>\(MeWords.sessions[language])</h2>\(sessionTable)
      <h2>\(MeWords.keys[language])</h2><p>\(MeWords.keysAbout[language])</p>\(keyTable)
      \(keyForm(fault))
      """
  }

  private var postList: HTML {
    if posts.isEmpty { return "\(MeWords.noPosts[language])" }
    let items = posts.map { post -> HTML in
      let unit = city.organisation.unit(post.unit)?.name[language] ?? post.unit
      return "<li>\(post.name[language]) <small>\(unit)</small></li>"
    }
    return "<ul>\(items)</ul>"
  }

  private func passwordForm(_ fault: FormFault) -> HTML {
    token.form(
      "/me/password",
      """
      <input type="hidden" name="username" value="\(account.login)" autocomplete="username">
      <p><label for="old">\(MeWords.oldPassword[language])</label>
      <input id="old" name="old" type="password" autocomplete="current-password" \
      required\(fault.mark("old"))></p>
      \(NewPassword(fault: fault, language: language).fields)
      <p><button>\(MeWords.change[language])</button></p>
      """)
  }

  // MARK: Sessions

  private var sessionTable: HTML {
    let rows = sessions.map { line -> HTML in
      let isCurrent = line.digest == current
      let name = SessionName.text(of: line.digest)
      let step: HTML =
        isCurrent
        ? "\(MeWords.here[language])"
        : token.form(
          "/me/sessions/end",
          """
          <button name="session" value="\(name)">\(MeWords.endThere[language])</button>
          """)
      return """
        <tr><td>\(line.client)</td>
        <td class="number"><time>\(line.begunAt.minuteText(city.pack.offset))</time></td>
        <td class="number"><time>\(line.seenAt.minuteText(city.pack.offset))</time></td>
        <td>\(step)</td></tr>

        """
    }
    let others: HTML =
      sessions.contains { $0.digest != current }
      ? token.form(
        "/me/sessions/end", "<button>\(MeWords.endOthers[language])</button>") : ""
    return """
      <table><thead><tr><th>\(MeWords.client[language])</th><th>\(MeWords.begun[language])</th>
      <th>\(MeWords.seen[language])</th><th></th></tr></thead>
      <tbody>\(rows)</tbody></table>\(others)
      """
  }

  // MARK: Keys

  private var freshKeySection: HTML {
    guard let freshKey else { return "" }
    return """
      <p class="done" role="status">\(MeWords.freshKey[language])</p>
      <p class="words"><code>\(freshKey)</code></p>
      """
  }

  private var keyTable: HTML {
    let open = keys.filter { $0.revokedAt == nil }
    if open.isEmpty { return "<p class=\"empty\">\(MeWords.noKeys[language])</p>" }
    let rows = open.map { line -> HTML in
      let id = Identifier<AccessKey>(rawValue: line.id).text
      let used = line.usedAt.map { $0.minuteText(city.pack.offset) } ?? "—"
      let step = token.form(
        "/me/keys/revoke",
        "<button name=\"key\" value=\"\(id)\">\(MeWords.revoke[language])</button>")
      return """
        <tr><td>\(line.label)</td>
        <td class="number"><time>\(line.madeAt.minuteText(city.pack.offset))</time></td>
        <td class="number">\(used)</td><td>\(step)</td></tr>

        """
    }
    return """
      <table><thead><tr><th>\(MeWords.label[language])</th><th>\(MeWords.made[language])</th>
      <th>\(MeWords.seen[language])</th><th></th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private func keyForm(_ fault: FormFault) -> HTML {
    token.form(
      "/me/keys",
      """
      <p><label for="label">\(MeWords.label[language])</label>
      <input id="label" name="label" maxlength="\(AccountLimits.labelMax)" \
      required\(fault.mark("label"))></p>
      <p><button>\(MeWords.makeKey[language])</button></p>
      """)
  }
}

/// How a session is named in a form: by what was made of its token, which leads back to it for
/// nobody.
public enum SessionName {
  public static func text(of digest: [UInt8]) -> String { Digest.hex(digest) }
}
