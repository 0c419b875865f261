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

struct SessionTests {
  @Test func `a session gives the posts that are held at the moment, no more and no less`()
    async throws
  {
    let town = try await Town()
    let token = try await town.enter("wang", post: "a-call-taker")
    let actor = try #require(try await town.actor(token))
    #expect(actor.id == "person:wang")
    #expect(actor.name == "王芳")
    #expect(actor.grants == (try town.city.actor(post: "a-call-taker").grants))
    let post = town.city.posts.id(of: "a-call-taker")
    _ = try await town.city.perform(
      Request(
        VacatePost(post: "a-call-taker", person: "wang", reason: "x"), on: post, by: City.console,
        at: town.now))
    #expect(try await town.actor(token)?.grants == [])
    _ = try await town.city.appoint("wang", to: "a3-grid-one", at: town.now)
    #expect(try await town.actor(token)?.holds("matter.report") == true)
    #expect(try await town.actor(token)?.holds("matter.receive") == true)
    #expect(try await town.actor(token)?.grants.count == 1)
  }

  @Test func `a session ends when it is not used for twelve hours, and after a week`() async throws
  {
    let town = try await Town()
    let token = try await town.enter("wang")
    town.pass(hours: 11.9)
    #expect(try await town.actor(token) != nil)
    try await town.settle()
    town.pass(hours: 11.9)
    #expect(try await town.actor(token) != nil)
    try await town.settle()
    town.pass(hours: 12)
    #expect(try await town.actor(token) == nil)
    let other = try await town.signIn("wang")
    for _ in 0..<16 {
      town.pass(hours: 10)
      #expect(try await town.actor(other) != nil)
      try await town.settle()
    }
    town.pass(hours: 7.9)
    #expect(try await town.actor(other) != nil)
    try await town.settle()
    town.pass(hours: 0.1)
    #expect(try await town.actor(other) == nil)
  }

  @Test func `last use is noted once a minute at most`() async throws {
    let town = try await Town()
    let token = try await town.enter("wang")
    func seen() async throws -> Instant? {
      try await town.settle()
      let visitor = try #require(try await town.visitor(token))
      return try await town.city.sessions(of: visitor).first?.seenAt
    }
    let begun = town.now
    town.pass(milliseconds: 59_999)
    #expect(try await seen() == begun)
    #expect(try await seen() == begun)
    town.pass(milliseconds: 1)
    _ = try await town.visitor(token)
    #expect(try await seen() == town.now)
  }

  @Test func `locking ends sessions, links and personal keys at once, and for good`() async throws {
    let town = try await Town()
    let token = try await town.enter("wang", post: "a-call-taker")
    let visitor = try #require(try await town.visitor(token))
    let key = try await town.city.makeKey(for: visitor, label: "脚本", at: town.now)
    let link = try await town.city.issueWayIn(login: "wang", at: town.now)
    #expect(try await town.city.visitor(key: key, at: town.now)?.actor.id == "person:wang")
    _ = try await town.perform(LockAccount(login: "wang", reason: "x"), on: "wang")
    #expect(try await town.actor(token) == nil)
    #expect(try await town.city.visitor(key: key, at: town.now) == nil)
    #expect(
      await problemCode { _ = try await town.city.account(ofWayIn: link) }
        == "account.way-in-invalid")
    #expect(await problemCode { _ = try await town.signIn("wang") } == "account.locked")
    let wrong = await problemCode { _ = try await town.signIn("wang", "not the password") }
    #expect(wrong == "account.sign-in-wrong", "a guesser learns nothing of the lock")
    _ = try await town.perform(UnlockAccount(login: "wang"), on: "wang")
    #expect(try await town.actor(token) == nil)
    #expect(
      await problemCode { _ = try await town.city.account(ofWayIn: link) }
        == "account.way-in-invalid")
    #expect(try await town.actor(try await town.signIn("wang")) != nil)
  }

  @Test func `a changed password ends all sessions but the one that changed it`() async throws {
    let town = try await Town()
    let one = try await town.enter("wang")
    let two = try await town.signIn("wang")
    let visitor = try #require(try await town.visitor(two))
    let refused = await problemCode {
      try await town.city.changePassword(
        of: visitor, from: "not the password", to: "一二三四五六七八九十", at: town.now)
    }
    #expect(refused == "account.password-wrong")
    #expect(try await town.actor(one) != nil)
    try await town.city.changePassword(
      of: visitor, from: Town.password, to: "紫荆花开在四月的山坡", at: town.now
    )
    #expect(try await town.actor(one) == nil)
    #expect(try await town.actor(two) != nil)
    #expect(await problemCode { _ = try await town.signIn("wang") } == "account.sign-in-wrong")
    _ = try await town.signIn("wang", "紫荆花开在四月的山坡")
  }

  @Test func `a person ends sessions of their own and of nobody else`() async throws {
    let town = try await Town()
    let mine = try await town.enter("wang")
    let there = try await town.signIn("wang")
    let foreign = try await town.enter("li.na")
    let (visitor, thief) = (
      try #require(try await town.visitor(mine)), try #require(try await town.visitor(foreign))
    )
    let digest = Token(shown: there).digest
    #expect(try await town.city.endSessions(of: thief, digest, at: town.now) == 0)
    #expect(try await town.actor(there) != nil)
    #expect(try await town.city.sessions(of: visitor).count == 2)
    #expect(try await town.city.endSessions(of: visitor, digest, at: town.now) == 1)
    #expect(try await town.actor(there) == nil)
    _ = try await town.signIn("wang")
    #expect(try await town.city.endSessions(of: visitor, nil, at: town.now) == 1)
    #expect(try await town.actor(mine) != nil)
    #expect(try await town.actor(foreign) != nil)
    try await town.city.signOut(visitor)
    #expect(try await town.actor(mine) == nil)
  }

  @Test func `an account has twenty sessions at most, and the one unused longest ends`()
    async throws
  {
    let town = try await Town()
    let first = try await town.enter("wang")
    let account = town.city.accounts.id(of: "wang")
    var last = first
    for _ in 0..<AccountLimits.sessionsMax {
      town.pass(milliseconds: 1)
      last = try await town.city.begin(sessionOf: account, client: "x").token
    }
    #expect(try await town.actor(first) == nil)
    let visitor = try #require(try await town.visitor(last))
    #expect(try await town.city.sessions(of: visitor).count == AccountLimits.sessionsMax)
  }

  @Test func `what is no token opens nothing`() async throws {
    let town = try await Town()
    let token = try await town.enter("wang")
    let digest = Token(shown: token).digest
    for wrong in ["", " ", token + "x", String(token.dropLast()), "%00", token.uppercased()] {
      #expect(try await town.actor(wrong) == nil)
      #expect(try await town.city.visitor(key: wrong, at: town.now) == nil)
    }
    #expect(try await town.actor(String(decoding: digest, as: UTF8.self)) == nil)
    #expect(try await town.city.visitor(key: token, at: town.now) == nil)
  }

  @Test func `sessions and links that ended long ago are forgotten`() async throws {
    let town = try await Town()
    _ = try await town.enter("wang")
    try await town.city.forgetOldSessions()
    #expect(try await town.dump("session").isEmpty == false)
    town.pass(hours: 24 * 38)
    try await town.city.forgetOldSessions()
    #expect(try await town.dump("session").isEmpty)
    #expect(try await town.dump("way_in").isEmpty)
  }
}
