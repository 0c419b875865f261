public import Accounts
import Journal
public import Kernel
import Store

/// Signing in and out, and choosing passwords.
extension City {
  /// A session that has just begun.
  public struct NewSession: Sendable {
    /// What the browser keeps; it stands nowhere here.
    public let token: String
    public let account: Int64
  }

  /// Signs a person in. An unknown login takes as long as a known one and is answered alike.
  /// - Parameters:
  ///   - password: composed (NFKC).
  ///   - client: browser and system, as the list of sessions shows them.
  /// - Throws: `account.sign-in-wrong`; `account.locked` for the right password of a locked
  ///   account; `account.busy`.
  public func signIn(
    login: String, password: String, client: String
  ) async throws -> NewSession {
    let id = accounts.id(of: Login.meant(by: login))
    let (accounts, credentials) = (accounts, credentials)
    let (account, kept) = try await store.read {
      (try accounts.load(id, $0), try credentials.hash(of: id, $0))
    }
    let known = account == nil ? nil : kept.flatMap { PasswordHash($0) }
    let isRight = try await lanes.run { (known ?? .nobody).isOf(password) }
    guard let known, isRight else { throw Problem(.signInWrong, field: "password") }
    if known.cost != PasswordHash.cost {
      let salt = random(PasswordHash.saltLength)
      if let renewed = try await lanes.run({ PasswordHash(password, salt: salt) }) {
        try await store.write {
          try credentials.renew(renewed, of: id, from: known.text, $0)
        }
      }
    }
    return try await begin(sessionOf: id, client: client)
  }

  /// Begins a session of an account that is open.
  public func begin(sessionOf account: Int64, client: String) async throws -> NewSession {
    let (accounts, sessions, now) = (accounts, sessions, clock())
    let token = Token(random(Token.length))
    try await store.write { writer in
      guard let open = try accounts.load(account, writer), open.lock == nil else {
        throw Problem(.accountLocked)
      }
      try sessions.begin(token, of: account, client: client, at: now, writer)
    }
    return NewSession(token: token.text, account: account)
  }

  /// The account that a way in leads to.
  /// - Throws: `account.way-in-invalid` for a link that is wrong, used or expired.
  public func account(ofWayIn token: String) async throws -> (id: Int64, account: Account) {
    let (accounts, waysIn, now) = (accounts, waysIn, clock())
    let found = try await store.read { reader -> (Int64, Account)? in
      guard let id = try waysIn.account(of: Token(shown: token), at: now, reader) else {
        return nil
      }
      return try accounts.load(id, reader).map { (id, $0) }
    }
    guard let found else { throw Problem(.wayInInvalid) }
    return found
  }

  /// Chooses a password by a way in, which is used up by it; all sessions of the account end.
  /// - Parameter password: composed (NFKC).
  /// - Returns: the identifier of the account.
  public func choosePassword(
    wayIn token: String, _ password: String, at now: Instant
  ) async throws -> Int64 {
    let (id, account) = try await account(ofWayIn: token)
    try PasswordRules.check(password, of: account)
    let hash = try await hash(of: password)
    let (waysIn, moment) = (waysIn, clock())
    try await store.write { writer in
      // Whoever came first has used it.
      guard try waysIn.account(of: Token(shown: token), at: moment, writer) == id else {
        throw Problem(.wayInInvalid)
      }
      try self.keep(hash, of: id, account, session: nil, at: now, writer)
    }
    return id
  }

  /// Changes the password of a visitor's account; all other sessions of it end.
  /// - Parameters:
  ///   - old: the present one, composed (NFKC).
  ///   - new: the other one, composed (NFKC).
  public func changePassword(
    of visitor: Visitor, from old: String, to new: String, at now: Instant
  ) async throws {
    let (id, account) = try await own(visitor)
    let credentials = credentials
    let kept = try await store.read { try credentials.hash(of: id, $0) }
    let known = kept.flatMap { PasswordHash($0) }
    guard try await lanes.run({ (known ?? .nobody).isOf(old) }), known != nil else {
      throw Problem(.passwordWrong, field: "old")
    }
    try PasswordRules.check(new, of: account)
    let hash = try await hash(of: new)
    try await store.write {
      try self.keep(hash, of: id, account, session: visitor.session, at: now, $0)
    }
  }

  /// The password, the event and the end of sessions, in one unit of work.
  private func keep(
    _ hash: PasswordHash, of id: Int64, _ account: Account, session: [UInt8]?, at now: Instant,
    _ writer: any Writing
  ) throws {
    let person = Actor(id: account.actorID, name: account.name, grants: [])
    _ = try perform(
      Request(ChangePassword(), on: id, by: OwnRight.added(to: person), at: now), writer)
    try credentials.keep(hash, of: id, at: clock(), writer)
    try waysIn.end(id, at: clock(), writer)
    try sessions.endAll(of: id, but: session, at: clock(), writer)
  }

  private func hash(of password: String) async throws -> PasswordHash {
    let salt = random(PasswordHash.saltLength)
    guard let hash = try await lanes.run({ PasswordHash(password, salt: salt) }) else {
      throw Problem(.passwordsBusy, ["seconds": String(PasswordLanes.patienceSeconds)])
    }
    return hash
  }

  /// The account of a visitor who is a person.
  public func own(_ visitor: Visitor) async throws -> (id: Int64, account: Account) {
    let accounts = accounts
    guard let id = visitor.account,
      let account = try await store.read({ try accounts.load(id, $0) })
    else { throw Problem(.keyOwner) }
    return (id, account)
  }

  // MARK: Sessions

  /// Ends the session that a request came with.
  public func signOut(_ visitor: Visitor) async throws {
    guard let digest = visitor.session, let account = visitor.account else { return }
    let (sessions, now) = (sessions, clock())
    try await store.write { _ = try sessions.end(digest, of: account, at: now, $0) }
  }

  /// Where the visitor's person is signed in, the last used first.
  public func sessions(of visitor: Visitor) async throws -> [Sessions.Line] {
    guard let account = visitor.account else { return [] }
    let (sessions, now) = (sessions, clock())
    return try await store.read { try sessions.lines(of: account, at: now, $0) }
  }

  /// Ends one other session of the visitor's person, or all others.
  /// - Parameter digest: nil for all.
  /// - Returns: how many there were.
  public func endSessions(
    of visitor: Visitor, _ digest: [UInt8]?, at now: Instant
  ) async throws -> Int {
    guard let account = visitor.account else { return 0 }
    let (sessions, moment) = (sessions, clock())
    return try await store.write { writer in
      let count: Int
      if let digest {
        count = try sessions.end(digest, of: account, at: moment, writer) ? 1 : 0
      } else {
        count = try sessions.endAll(of: account, but: visitor.session, at: moment, writer)
      }
      guard count > 0 else { return 0 }
      _ = try self.perform(
        Request(
          EndSessions(count: Int64(count)), on: account,
          by: OwnRight.added(to: visitor.actor), at: now), writer)
      return count
    }
  }

  // MARK: Keys

  /// The keys of the visitor's person.
  public func keys(of visitor: Visitor) async throws -> [AccessKeyReader.Line] {
    guard let account = visitor.account else { return [] }
    let reader = AccessKeyReader(accessKeys)
    return try await store.read { try reader.lines(ofAccount: account, $0) }
  }

  /// Makes a key with which a program acts for the visitor's person.
  /// - Returns: the key, shown this once.
  public func makeKey(
    for visitor: Visitor, label: String, at now: Instant
  ) async throws -> String {
    let (id, _) = try await own(visitor)
    let outcome = try await perform(
      Request(
        MakeAccessKey(account: id, label: label), by: OwnRight.added(to: visitor.actor), at: now))
    return takeSecret(madeBy: outcome) ?? ""
  }

  /// Revokes a key of the visitor's person.
  public func giveUp(key: Int64, of visitor: Visitor, at now: Instant) async throws {
    _ = try await perform(
      Request(GiveUpAccessKey(), on: key, by: OwnRight.added(to: visitor.actor), at: now))
  }

  /// Forgets sessions and links that ended long ago.
  public func forgetOldSessions() async throws {
    let before = clock().advanced(byMilliseconds: -AccountLimits.keptMilliseconds)
    let (sessions, waysIn) = (sessions, waysIn)
    try await store.write {
      try sessions.forget(before: before, $0)
      try waysIn.forget(before: before, $0)
    }
  }
}
