import City
import Kernel
import Pack
import Store
import Testing

@testable import Server

/// Who may open which part of administration, and send which of its forms.
struct AdministrationRightTests {
  private static let machine = [
    "/administration/packs", "/administration/packs/candidate", "/administration/calendar",
    "/administration/timers", "/administration/outbox", "/administration/health",
    "/administration/verifications", "/administration/accounts", "/administration/accounts/boss",
  ]
  private static let office = [
    "/administration", "/administration/units", "/administration/units/a3-office",
    "/administration/posts", "/administration/posts/administrator",
  ]
  private static let journal = ["/administration/journal", "/administration/journal/1"]

  private static let forms = [
    "/administration/posts/a-editor/AppointHolder", "/administration/posts/a-editor/VacatePost",
    "/administration/posts/a-editor/HandOverPost", "/administration/accounts",
    "/administration/accounts/boss/LockAccount", "/administration/accounts/boss/UnlockAccount",
    "/administration/accounts/boss/IssueWayIn", "/administration/accounts/boss/SignOutAccount",
    "/administration/accounts/boss/RevokeAccessKey", "/administration/packs/ground",
    "/administration/packs/candidate", "/administration/outbox/RetryMessages",
    "/administration/outbox/DropMessage",
  ]

  private let lobby: Lobby

  init() async throws {
    lobby = try await Lobby()
    try await lobby.settle("boss", post: "administrator")
  }

  private func browser(_ login: String, post: String?) async throws -> Browser {
    if login != "boss" { try await lobby.settle(login, post: post) }
    let browser = Browser(lobby)
    try await browser.signIn(login)
    return browser
  }

  private func statuses(_ pages: [String], _ browser: Browser) async throws -> [Int] {
    var statuses: [Int] = []
    for page in pages { statuses.append(try await browser.get(page).status) }
    return statuses
  }

  @Test func `an administrator opens all but the journal, an auditor all that they need`()
    async throws
  {
    let administrator = try await browser("boss", post: nil)
    let auditor = try await browser("gao", post: "auditor")
    let open = Self.office + Self.machine
    #expect(try await statuses(open, administrator).allSatisfy { $0 == 200 })
    #expect(try await statuses(open + Self.journal, auditor).allSatisfy { $0 == 200 })
    #expect(try await statuses(Self.journal, administrator).allSatisfy { $0 == 403 })
    #expect(try await auditor.get("/webhooks").status == 403)
    #expect(try await administrator.get("/webhooks").status == 200)
  }

  @Test func `nobody else opens any of it`() async throws {
    for (login, post) in [("disp", "supervisor"), ("hand", "a3-housing-handler")] {
      let browser = try await browser(login, post: post)
      let all = try await statuses(Self.office + Self.machine + Self.journal, browser)
      #expect(all.allSatisfy { $0 == 403 }, "\(post) \(all)")
      #expect(!(try await browser.get("/me").body.contains("href=\"/administration\"")))
    }
    let integrator = try await browser("inte", post: "integrator")
    #expect(try await integrator.get("/administration").status == 200)
    #expect(try await statuses(Self.machine + Self.journal, integrator).allSatisfy { $0 == 403 })
    for page in Self.office + Self.machine + Self.journal {
      let answer = try await Browser(lobby).get(page)
      #expect(answer.location == "/sign-in?next=" + page)
    }
  }

  @Test func `an auditor and a dispatcher change nothing`() async throws {
    let position = try await lobby.position
    for (login, post) in [("gao", "auditor"), ("disp", "supervisor")] {
      let browser = try await browser(login, post: post)
      let token = try #require(try await browser.get("/me").token)
      for form in Self.forms {
        let answer = try await browser.post(
          form,
          [
            ("csrf", token), ("person", "gao"), ("successor", "gao"), ("reason", "试"),
            ("login", "neu"), ("name", "新人"), ("ground", "试"), ("position", "1"), ("part", "0"),
            ("revision", lobby.city.pack.reference), ("key", "0000000000000"),
          ])
        #expect(answer.status == 403, "\(post) \(form)")
      }
      #expect(!(try await browser.get("/administration/accounts").body.contains("开设后发")))
    }
    // Two people came: an account, a post, a link and a password each.
    #expect(try await lobby.position == position + 8)
  }

  @Test func `a form of another site, or without the token, changes nothing`() async throws {
    let browser = try await browser("boss", post: nil)
    let position = try await lobby.position
    for form in Self.forms {
      let answer = try await browser.post(form, [("person", "x"), ("ground", "x")])
      #expect(answer.status == 403, "\(form)")
    }
    #expect(try await lobby.position == position)
  }
}

extension Lobby {
  /// The journal's last position.
  var position: Int64 {
    get async throws {
      try await city.store.read {
        try $0.row("SELECT max(position) FROM event", [])?.integerIfPresent(0) ?? 0
      }
    }
  }
}
