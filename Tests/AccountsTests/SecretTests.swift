import City
import Cryptography
import Foundation
import Journal
import Kernel
import Synchronization
import Pack
import Store
import StoreSQLite
import TestKit
import Testing

@testable import Accounts

struct SecretTests {
  @Test func `a way in is good once and for a day`() async throws {
    let town = try await Town()
    func code(_ token: String) async -> String? {
      await problemCode {
        _ = try await town.city.choosePassword(wayIn: token, Town.password, at: town.now)
      }
    }
    let first = try await town.open("wang")
    let second = try await town.city.issueWayIn(login: "wang", at: town.now)
    #expect(await code(first) == "account.way-in-invalid", "the later link replaces it")
    #expect(await code(second) == nil)
    #expect(await code(second) == "account.way-in-invalid")
    let third = try await town.city.issueWayIn(login: "wang", at: town.now)
    town.pass(hours: 23.99)
    #expect(try await town.city.account(ofWayIn: third).account.login == "wang")
    town.pass(hours: 0.01)
    #expect(await code(third) == "account.way-in-invalid")
    #expect(await code("") == "account.way-in-invalid")
  }

  @Test func `one way in used by two at once serves one of them`() async throws {
    let town = try await Town()
    let token = try await town.open("wang")
    let codes = await withTaskGroup(of: String?.self) { group in
      for number in 0..<4 {
        group.addTask {
          await problemCode {
            _ = try await town.city.choosePassword(
              wayIn: token, "一个并不算短的密码第\(number)号", at: town.now)
          }
        }
      }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(codes.filter { $0 == nil }.count == 1)
    #expect(codes.filter { $0 == "account.way-in-invalid" }.count == 3)
  }

  @Test func `an unknown login is refused as a wrong password is, after as much work`()
    async throws
  {
    let town = try await Town()
    _ = try await town.enter("wang")
    var answers: [Problem] = []
    var times: [Duration] = []
    for login in ["wang", "nobody", "", "王"] {
      let clock = ContinuousClock()
      let took = try await clock.measure {
        do {
          _ = try await town.signIn(login, "a wrong password")
          Issue.record("\(login) went in")
        } catch let problem as Problem {
          answers.append(problem)
        }
      }
      times.append(took)
    }
    #expect(Set(answers).count == 1)
    #expect(answers.first?.kind.code == "account.sign-in-wrong")
    // Without the hash an answer takes a hundredth of the time.
    #expect(times.allSatisfy { $0 > times[0] / 5 }, "\(times)")
  }

  @Test func `an account without a password lets nobody in`() async throws {
    let town = try await Town()
    try await town.open("wang")
    for password in ["", "wang", "AAAAAAAAAA"] {
      #expect(
        await problemCode { _ = try await town.signIn("wang", password) }
          == "account.sign-in-wrong")
    }
  }

  @Test func `a login is understood as people type it`() async throws {
    let town = try await Town()
    _ = try await town.enter("wang")
    _ = try await town.signIn(" Wang\n")
  }

  @Test(arguments: [
    ("短密码", "account.password-length"),
    (String(repeating: "长", count: 201), "account.password-length"),
    ("wang.fang.2026", "account.password-is-login"),
    ("WANG.FANG.2026", "account.password-is-login"),
    ("1234567890", "account.password-common"), ("9876543210", "account.password-common"),
    ("Password123", "account.password-common"), ("aaaaaaaaaaaa", "account.password-common"),
    ("abababababab", "account.password-common"), ("abcdefghijkl", "account.password-common"),
    ("紫荆花开在四月的山坡", nil), (" spaces are fine ", nil),
    (String(repeating: "密码", count: 100), "account.password-common"),
    ("correct horse battery", nil),
  ])
  func `a password is long and not the first that is guessed`(
    password: String, code: String?
  ) async throws {
    let account = Account(
      login: "wang.fang.2026", person: "wang", name: "王芳", lock: nil, madeAt: Town.start)
    #expect(await problemCode { try PasswordRules.check(password, of: account) } == code)
  }

  @Test func `a cheaper hash is made anew at the next sign-in`() async throws {
    let town = try await Town()
    _ = try await town.enter("wang")
    let id = town.city.accounts.id(of: "wang")
    let credentials = Credentials(town.city.pack.jurisdiction)
    let cheap = try #require(
      PasswordHash(
        Town.password, salt: [UInt8](0..<16), cost: Scrypt(logN: 4, blockSize: 8, parallelism: 1)))
    try await town.store.write { try credentials.keep(cheap, of: id, at: Town.start, $0) }
    #expect(await problemCode { _ = try await town.signIn("wang", "wrong") } != nil)
    #expect(try await town.store.read { try credentials.hash(of: id, $0) } == cheap.text)
    _ = try await town.signIn("wang")
    let kept = try #require(try await town.store.read { try credentials.hash(of: id, $0) })
    #expect(kept.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
    _ = try await town.signIn("wang")
  }

  @Test func `keys of a post and of a person open until they are revoked`() async throws {
    let town = try await Town()
    let (id, key) = try await town.city.makeKey(
      post: "a-call-taker", label: "热线平台", at: town.now)
    let actor = try await town.city.visitor(key: key, at: town.now)?.actor
    #expect(actor == (try town.city.actor(post: "a-call-taker")))
    let none = await problemCode {
      _ = try await town.city.makeKey(post: "nowhere", label: "x", at: town.now)
    }
    #expect(none == "request.not-found")
    let name = Identifier<AccessKey>(rawValue: id).text
    _ = try await town.city.perform(
      Request(RevokeAccessKey(key: name), on: id, by: City.console, at: town.now))
    #expect(try await town.city.visitor(key: key, at: town.now) == nil)

    let visitor = try #require(try await town.visitor(try await town.enter("wang")))
    let own = try await town.city.makeKey(for: visitor, label: "脚本", at: town.now)
    let thief = try #require(try await town.visitor(try await town.enter("li.na")))
    let line = try #require(try await town.city.keys(of: visitor).first)
    #expect(line.label == "脚本")
    let stolen = await problemCode {
      try await town.city.giveUp(key: line.id, of: thief, at: town.now)
    }
    #expect(stolen == "access-key.owner")
    #expect(try await town.city.visitor(key: own, at: town.now) != nil)
    try await town.city.giveUp(key: line.id, of: visitor, at: town.now)
    #expect(try await town.city.visitor(key: own, at: town.now) == nil)
  }

  @Test func `a secret is told once, and not to who repeats the request`() async throws {
    let town = try await Town()
    try await town.open("wang")
    func issue() async throws -> Outcome {
      try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          "IssueWayIn", ["login": "wang"], by: try town.city.actor(post: "administrator"),
          at: town.now, key: "one"), town.city)
    }
    let first = try await issue()
    let token = try await town.city.webhookSecret(madeBy: "IssueWayIn", first)
    #expect(try await town.city.account(ofWayIn: try #require(token)).account.login == "wang")
    #expect(try await town.city.webhookSecret(madeBy: "IssueWayIn", first) == nil)
    let second = try await issue()
    #expect(second.isRepeated)
    #expect(try await town.city.webhookSecret(madeBy: "IssueWayIn", second) == nil)
  }

  @Test func `nothing secret is in the journal or in what is made of it`() async throws {
    let town = try await Town()
    let link = try await town.open("wang", post: "a-call-taker")
    _ = try await town.city.choosePassword(wayIn: link, Town.password, at: town.now)
    let session = try await town.signIn("wang")
    let visitor = try #require(try await town.visitor(session))
    let own = try await town.city.makeKey(for: visitor, label: "脚本", at: town.now)
    let post = try await town.city.makeKey(post: "a-editor", label: "网站", at: town.now).key
    try await town.city.changePassword(
      of: visitor, from: Town.password, to: "紫荆花开在四月的山坡", at: town.now)
    let credentials = Credentials(town.city.pack.jurisdiction)
    let id = town.city.accounts.id(of: "wang")
    let hash = try #require(try await town.store.read { try credentials.hash(of: id, $0) })
    let shown = [link, session, own, post]
    let digests = shown.map { Token(shown: $0).digest }
    let clear = shown + [Town.password, "紫荆花开在四月的山坡"]
    let made =
      [hash, String(hash.split(separator: "$").last ?? "")] + digests.map(Digest.hex)
      + digests.map { $0.map { String($0, radix: 16) }.joined(separator: " ") }
    // What was shown in clear stands in no table at all.
    for table in try await town.tables() {
      let all = try await town.dump(table)
      for secret in clear { #expect(!all.contains(secret), "\(table)") }
    }
    // What was made of it stands in the tables that a rebuild leaves alone, and nowhere else.
    let sides: Set<String> = ["account_credential", "way_in", "session", "access_key_secret"]
    let projections = try await town.city.rebuilder.digests(town.store).keys
    #expect(sides.isDisjoint(with: projections))
    var found = 0
    for table in try await town.tables() {
      let all = try await town.dump(table)
      let hits = made.filter(all.contains).count
      if sides.contains(table) { found += hits } else { #expect(hits == 0, "\(table)") }
    }
    #expect(found >= 5)
  }

  @Test func `a rebuild leaves secrets alone, and the journal verifies`() async throws {
    let town = try await Town()
    let session = try await town.enter("wang", post: "a-call-taker")
    let visitor = try #require(try await town.visitor(session))
    let key = try await town.city.makeKey(for: visitor, label: "脚本", at: town.now)
    _ = try await town.enter("li.na")
    _ = try await town.perform(LockAccount(login: "li.na", reason: "x"), on: "li.na")
    _ = try await town.perform(UnlockAccount(login: "li.na"), on: "li.na")
    let other = try await town.signIn("li.na")
    let tables = try await town.tables()
    var before: [String: String] = [:]
    for table in tables { before[table] = try await town.dump(table) }
    _ = try await town.city.rebuilder.rebuild(town.store)
    for table in tables { #expect(try await town.dump(table) == before[table], "\(table)") }
    #expect(try await town.actor(session)?.holds("matter.receive") == true)
    #expect(try await town.actor(other) != nil)
    #expect(try await town.city.visitor(key: key, at: town.now) != nil)
    #expect(try await Verifier.verify(town.store).findings == [])
  }
}

struct PasswordLaneTests {
  @Test(.timeLimit(.minutes(5)))
  func `as many as there are lanes work at once, others wait, and too many are sent away`()
    async throws
  {
    let lanes = PasswordLanes(2, waitingMax: 3)
    let gate = Gate()
    let tally = Tally()
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<9 {
        group.addTask {
          await problemCode {
            try await lanes.run {
              tally.begin()
              gate.wait()
              tally.end()
            }
          }
        }
      }
      var codes: [String?] = []
      // Those who were sent away are answered while the others still work.
      for await code in group {
        codes.append(code)
        guard codes.count == 4 else { continue }
        for await most in tally.begun where most == 2 { break }
        gate.open()
      }
      return codes
    }
    #expect(codes.prefix(4).allSatisfy { $0 == "account.busy" })
    #expect(codes.suffix(5).allSatisfy { $0 == nil })
    #expect(tally.most == 2)
    #expect(try await lanes.run { 7 } == 7)
  }

  /// Counts those at work.
  private final class Tally: Sendable {
    private let counts = Mutex<(now: Int, most: Int)>((0, 0))
    /// How many have been at work at once, whenever somebody begins.
    let begun: AsyncStream<Int>
    private let told: AsyncStream<Int>.Continuation

    init() { (begun, told) = AsyncStream.makeStream() }

    var most: Int { counts.withLock { $0.most } }

    func begin() {
      let most = counts.withLock { counts in
        counts.now += 1
        counts.most = max(counts.most, counts.now)
        return counts.most
      }
      told.yield(most)
    }

    func end() { counts.withLock { $0.now -= 1 } }
  }

  /// Holds threads back until it is opened.
  private final class Gate: Sendable {
    private let opened = NSCondition()
    private let isOpen = Mutex(false)

    func open() {
      opened.withLock { isOpen.withLock { $0 = true } }
      opened.broadcast()
    }

    func wait() {
      opened.withLock {
        while !isOpen.withLock({ $0 }) { opened.wait() }
      }
    }
  }
}
