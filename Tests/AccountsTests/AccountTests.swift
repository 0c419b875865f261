import City
import Journal
import Kernel
import Organisation
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

@testable import Accounts

struct AccountTests {
  @Test func `an account is created, locked with a reason and unlocked`() async throws {
    let town = try await Town()
    try await town.open("wang.fang", post: "a-call-taker")
    let id = town.city.accounts.id(of: "wang.fang")
    func account() async throws -> Account? {
      let engine = town.city.accounts
      return try await town.store.read { try engine.load(id, $0) }
    }
    #expect(try await account()?.person == "wang.fang")
    #expect(try await account()?.name == "王芳")
    _ = try await town.perform(LockAccount(login: "wang.fang", reason: "调离"), on: "wang.fang")
    #expect(try await account()?.lock == Account.Lock(since: town.now, reason: "调离"))
    let again = await problemCode {
      _ = try await town.perform(LockAccount(login: "wang.fang", reason: "x"), on: "wang.fang")
    }
    #expect(again == "request.nothing-to-do")
    let link = await problemCode {
      _ = try await town.city.issueWayIn(login: "wang.fang", at: town.now)
    }
    #expect(link == "account.locked")
    _ = try await town.perform(UnlockAccount(login: "wang.fang"), on: "wang.fang")
    #expect(try await account()?.lock == nil)
  }

  @Test(arguments: [
    ("ab", "account.login-form"), ("Wang", "account.login-form"), ("王芳芳", "account.login-form"),
    ("a b c", "account.login-form"), ("abc\u{0}", "account.login-form"),
    (String(repeating: "a", count: 65), "account.login-form"), ("wang-2_x@a.b", nil), ("abc", nil),
    (String(repeating: "a", count: 64), nil),
  ])
  func `a login is plain`(login: String, code: String?) async throws {
    let town = try await Town()
    let found = await problemCode {
      _ = try await town.perform(CreateAccount(login: login, name: "x"), on: login)
    }
    #expect(found == code)
  }

  @Test func `a login exists once, and a person has one account`() async throws {
    let town = try await Town()
    try await town.open("wang")
    let login = await problemCode { try await town.open("wang") }
    #expect(login == "account.login-taken")
    let person = await problemCode {
      _ = try await town.perform(
        CreateAccount(login: "other", person: "wang", name: "x"), on: "other")
    }
    #expect(person == "account.person-taken")
  }

  @Test func `only who manages accounts in the whole city does so`() async throws {
    let town = try await Town()
    let administrator = try town.city.actor(post: "administrator")
    _ = try await town.perform(CreateAccount(login: "one", name: "x"), on: "one", by: administrator)
    for post in ["a-supervisor", "integrator", "a-leader"] {
      let actor = try town.city.actor(post: post)
      let code = await problemCode {
        _ = try await town.perform(CreateAccount(login: "two", name: "x"), on: "two", by: actor)
      }
      #expect(code == "request.forbidden", "\(post)")
    }
    let district = Actor(
      id: "person:x", name: "x",
      grants: [
        Grant(
          role: "x", permissions: ["account.manage"], unit: "a3-office", areas: ["a3"],
          onlyOwnUnit: false)
      ])
    let code = await problemCode {
      _ = try await town.perform(IssueWayIn(login: "one"), on: "one", by: district)
    }
    #expect(code == "request.out-of-scope")
    #expect(throws: Problem.self) { try AccountReader(town.city.accounts, district) }
  }

  @Test func `an administrator sees no matters by that`() async throws {
    let town = try await Town()
    let administrator = try town.city.actor(post: "administrator")
    for right in ["account.manage", "post.appoint", "webhook.manage"] {
      #expect(administrator.holds(Permission(right)), "\(right)")
    }
    for right in ["matter.read", "figure.read", "matter.answer"] {
      #expect(!administrator.holds(Permission(right)), "\(right)")
    }
  }

  @Test func `nobody takes a step on the account of another`() async throws {
    let town = try await Town()
    try await town.open("wang")
    let thief = OwnRight.added(to: Actor(id: "person:li", name: "li", grants: []))
    let code = await problemCode {
      _ = try await town.perform(ChangePassword(), on: "wang", by: thief)
    }
    #expect(code == "request.out-of-scope")
    let bare = Actor(id: "person:wang", name: "wang", grants: [])
    let without = await problemCode {
      _ = try await town.perform(ChangePassword(), on: "wang", by: bare)
    }
    #expect(without == "request.forbidden")
  }

  @Test func `events are read as they are written`() throws {
    let events: [AccountEvent] = [
      .created(login: "a", person: "b", name: "c"), .locked(reason: "d"), .unlocked, .wayInIssued,
      .passwordChanged, .sessionsEnded(count: 3),
    ]
    for event in events { #expect(try AccountEvent(event.event) == event) }
    let keys: [AccessKeyEvent] = [
      .made(.account(7), label: "a"), .made(.post("b"), label: "c"), .revoked,
    ]
    for event in keys { #expect(try AccessKeyEvent(event.event) == event) }
    for name in ["account.created", "account.locked", "account.sessions-ended", "account.other"] {
      #expect(throws: Problem.self) { try AccountEvent(Event(name, [:])) }
    }
    for name in ["access-key.made", "access-key.lost"] {
      #expect(throws: Problem.self) { try AccessKeyEvent(Event(name, ["label": "x"])) }
    }
  }

  @Test func `the first start makes one administrator and later ones nobody`() async throws {
    let town = try await Town()
    let first = try #require(try await town.city.makeFirstAdministrator(at: town.now))
    #expect(first.login == "admin")
    _ = try await town.city.choosePassword(wayIn: first.wayIn, Town.password, at: town.now)
    let actor = try #require(try await town.actor(try await town.signIn("admin")))
    #expect(actor.holds("account.manage"))
    #expect(try await town.city.makeFirstAdministrator(at: town.now) == nil)
  }

  @Test func `where somebody is administrator already the first account is theirs`() async throws {
    let town = try await Town()
    _ = try await town.city.appoint("lao-li", to: "administrator", at: town.now)
    let first = try #require(try await town.city.makeFirstAdministrator(at: town.now))
    _ = try await town.city.choosePassword(wayIn: first.wayIn, Town.password, at: town.now)
    let actor = try #require(try await town.actor(try await town.signIn("admin")))
    #expect(actor.id == "person:lao-li")
    #expect(actor.holds("account.manage"))
  }
}
