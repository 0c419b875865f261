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
    let told: HTML = said == nil ? .nothing : "\(Notice(.done, MeWords.changed[language]))"
    let facts = Facts([
      Facts.Fact(MeWords.name[language], text: account.name),
      Facts.Fact(SignInWords.login[language], text: account.login),
      Facts.Fact(MeWords.posts[language], postList),
      Facts.Fact(
        DutyWords.title[language],
        city.pack.duties.isEmpty ? nil : "<a href=\"/duties\">\(MeWords.duties[language])</a>"),
    ])
    let signOut = token.form("/sign-out", "\(Button(MeWords.signOut[language]))")
    return """
      <header class="page-head"><h1>\(MePage.title[language])</h1></header>
      \(fault.html(["old", "label"] + NewPassword.names))\(told)\(freshKeySection)
      <div class="columns"><div>\(Card(MeWords.who[language], "\(facts)\(signOut)"))
      \(Card(SignInWords.password[language], passwordForm(fault)))</div>
      <div>\(Card(MeWords.sessions[language], sessionTable))
      \(Card(
        MeWords.keys[language],
        "<p>\(MeWords.keysAbout[language])</p>\(keyTable)\(keyForm(fault))"))
      </div></div>
      """
  }

  private var postList: HTML {
    if posts.isEmpty { return "\(MeWords.noPosts[language])" }
    return HTML.joined(
      posts.map { post in
        let unit = city.organisation.unit(post.unit)?.name[language] ?? post.unit
        return "\(post.name[language]) <small>\(unit)</small>"
      }, by: "<br>")
  }

  private func passwordForm(_ fault: FormFault) -> HTML {
    let old = Field(
      "old", MeWords.oldPassword[language], .password, error: fault.text("old"), isRequired: true,
      autocomplete: "current-password")
    return token.form(
      "/me/password",
      """
      <input type="hidden" name="username" value="\(account.login)" autocomplete="username">
      \(old)\(NewPassword(fault: fault, language: language).fields)
      \(ActionBar([Button(MeWords.change[language])]))
      """)
  }

  private func time(_ instant: Instant) -> HTML {
    "<time>\(instant.minuteText(city.pack.offset))</time>"
  }

  // MARK: Sessions

  private var sessionTable: HTML {
    let rows = sessions.map { line -> DataTable.Row in
      let name = SessionName.text(of: line.digest)
      let step: HTML =
        line.digest == current
        ? "\(MeWords.here[language])"
        : token.form(
          "/me/sessions/end",
          "\(Button(MeWords.endThere[language], .quiet, name: "session", value: name))")
      return DataTable.Row(["\(line.client)", time(line.begunAt), time(line.seenAt), step])
    }
    let others: HTML =
      sessions.contains { $0.digest != current }
      ? token.form("/me/sessions/end", "\(Button(MeWords.endOthers[language]))") : .nothing
    let table = DataTable(
      MeWords.sessions[language],
      columns: [
        DataTable.Column(MeWords.client[language], isHead: true),
        DataTable.Column(MeWords.begun[language]), DataTable.Column(MeWords.seen[language]),
        DataTable.Column(MeWords.end[language]),
      ], rows: rows)
    return "\(table)\(others)"
  }

  // MARK: Keys

  private var freshKeySection: HTML {
    guard let freshKey else { return .nothing }
    let key: HTML = "<p class=\"words\"><code>\(freshKey)</code></p>"
    return Notice(.done, MeWords.freshKey[language], key).html
  }

  private var keyTable: HTML {
    let open = keys.filter { $0.revokedAt == nil }
    if open.isEmpty { return "<p>\(MeWords.noKeys[language])</p>" }
    let rows = open.map { line -> DataTable.Row in
      let id = Identifier<AccessKey>(rawValue: line.id).text
      let step = token.form(
        "/me/keys/revoke", "\(Button(MeWords.revoke[language], .danger, name: "key", value: id))")
      return DataTable.Row([
        "\(line.label)", time(line.madeAt), line.usedAt.map(time) ?? "—", step,
      ])
    }
    let table = DataTable(
      MeWords.keys[language],
      columns: [
        DataTable.Column(MeWords.label[language], isHead: true),
        DataTable.Column(MeWords.made[language]), DataTable.Column(MeWords.seen[language]),
        DataTable.Column(MeWords.revoke[language]),
      ], rows: rows)
    return table.html
  }

  private func keyForm(_ fault: FormFault) -> HTML {
    let label = Field(
      "label", MeWords.label[language], .text(max: AccountLimits.labelMax),
      error: fault.text("label"), isRequired: true)
    return token.form("/me/keys", "\(label)\(ActionBar([Button(MeWords.makeKey[language])]))")
  }
}

/// How a session is named in a form: by what was made of its token, which leads back to it for
/// nobody.
public enum SessionName {
  public static func text(of digest: [UInt8]) -> String { Digest.hex(digest) }
}
