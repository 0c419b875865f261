public import Accounts
public import Journal
public import Kernel
import Organisation
import Pack
import Store
import Synchronization

/// Accounts of a city, and what goes with a change of them in one unit of work.
extension City {
  /// Whoever runs the program on its own machine.
  public static let console = Actor(
    id: "system:operator", name: "operator",
    grants: [
      Grant(
        role: "operator", permissions: ["account.manage", "post.appoint"], unit: nil, areas: nil,
        onlyOwnUnit: false)
    ])

  /// Runs one action on accounts; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == AccountEngine {
    let (outcome, secret) = try await store.write { try self.perform(request, $0) }
    if let secret { fresh.put(secret, outcome.position) }
    return outcome
  }

  /// Runs one action on accounts with what follows from it for sessions and links.
  /// - Returns: what came of it, and the link's token where one was made.
  func perform<Performed: Action>(
    _ request: Request<Performed>, _ writer: any Writing
  ) throws -> (Outcome, secret: String?) where Performed.Subject == AccountEngine {
    let outcome = try runner.perform(request, accounts, pack: pack.reference, writer)
    if outcome.isRepeated { return (outcome, nil) }
    let now = clock()
    if request.action is SignOutAccount {
      try sessions.endAll(of: outcome.subject, but: nil, at: now, writer)
    }
    if request.action is LockAccount {
      try sessions.endAll(of: outcome.subject, but: nil, at: now, writer)
      try waysIn.end(outcome.subject, at: now, writer)
    }
    guard request.action is IssueWayIn else { return (outcome, nil) }
    let token = Token(random(Token.length))
    try waysIn.issue(token, for: outcome.subject, at: now, writer)
    return (outcome, token.text)
  }

  /// Runs one action on access keys; the answer is durable.
  public func perform<Performed: Action>(
    _ request: Request<Performed>
  ) async throws -> Outcome where Performed.Subject == AccessKeyEngine {
    try await perform(request, token: nil)
  }

  /// Runs one action on access keys.
  /// - Parameter token: what the key that is made opens with; drawn where nil.
  func perform<Performed: Action>(
    _ request: Request<Performed>, token: Token?
  ) async throws -> Outcome where Performed.Subject == AccessKeyEngine {
    let token = token ?? Token(random(Token.length))
    let makes = request.action is MakeAccessKey || request.action is MakePostKey
    let outcome = try await store.write { writer in
      let outcome = try self.runner.perform(
        request, self.accessKeys, pack: self.pack.reference, writer)
      if outcome.isRepeated { return outcome }
      if makes {
        try self.keySecrets.keep(token, of: outcome.subject, writer)
      } else {
        try self.keySecrets.forget(outcome.subject, writer)
      }
      return outcome
    }
    if makes, !outcome.isRepeated { fresh.put(token.text, outcome.position) }
    return outcome
  }

  /// The secret that an action has just made: a link's token or an access key. It is told this
  /// once, and to nobody who only repeats the request.
  public func takeSecret(madeBy outcome: Outcome) -> String? {
    outcome.isRepeated ? nil : fresh.take(outcome.position)
  }

  /// Makes a key with which a program acts for a post.
  /// - Parameter token: the key, where it is not to be drawn.
  /// - Returns: the key and its identifier.
  public func makeKey(
    post: String, label: String, token: String? = nil, by actor: Actor = City.console,
    at now: Instant
  ) async throws -> (id: Int64, key: String) {
    let outcome = try await perform(
      Request(MakePostKey(post: post, label: label), by: actor, at: now),
      token: token.map(Token.init(shown:)))
    return (outcome.subject, takeSecret(madeBy: outcome) ?? "")
  }

  /// Appoints a person to a post by whoever runs the program.
  public func appoint(_ person: String, to post: String, at now: Instant) async throws -> Outcome {
    try await perform(
      Request(
        AppointHolder(post: post, person: person), on: posts.id(of: post), by: City.console,
        at: now))
  }

  /// Makes a link with which the person of a login chooses a password.
  /// - Returns: the link's token.
  public func issueWayIn(
    login: String, by actor: Actor = City.console, at now: Instant
  ) async throws -> String {
    let outcome = try await perform(
      Request(
        IssueWayIn(login: login), on: accounts.id(of: login), by: actor, at: now))
    return takeSecret(madeBy: outcome) ?? ""
  }

  /// Makes the first administrator of a store that has no account: appoints them to the post whose
  /// holder manages accounts, unless somebody holds it, whose account it is then.
  /// - Returns: the login and the token of the way in; nil where there are accounts.
  public func makeFirstAdministrator(
    at now: Instant
  ) async throws -> (login: String, wayIn: String)? {
    let (jurisdiction, posts) = (pack.jurisdiction, posts)
    let managing = pack.posts.first {
      pack.roles[$0.role]?.permissions.contains("account.manage") ?? false
    }
    let state = try await store.read { reader -> (isEmpty: Bool, holder: String?) in
      let account = try reader.row(
        "SELECT 1 FROM account WHERE jurisdiction = ? LIMIT 1", [.integer(jurisdiction)])
      let post = try managing.flatMap { try posts.load(posts.id(of: $0.id), reader) }
      return (account == nil, post?.holders.first)
    }
    guard state.isEmpty else { return nil }
    let login = "admin"
    let person = state.holder ?? login
    _ = try await perform(
      Request(
        CreateAccount(login: login, person: person, name: "管理员"),
        on: accounts.id(of: login), by: City.console, at: now))
    if let managing, state.holder == nil {
      _ = try await appoint(person, to: managing.id, at: now)
    }
    return (login, try await issueWayIn(login: login, at: now))
  }
}

/// Secrets that were just made and wait to be told once, by the position of the event.
final class FreshSecrets: Sendable {
  private let secrets = Mutex<[Int64: String]>([:])

  /// Most that wait; those of the oldest events go first.
  private static let waitingMax = 256

  func put(_ secret: String, _ position: Int64) {
    secrets.withLock { secrets in
      secrets[position] = secret
      if secrets.count > FreshSecrets.waitingMax, let oldest = secrets.keys.min() {
        secrets[oldest] = nil
      }
    }
  }

  func take(_ position: Int64) -> String? {
    secrets.withLock { $0.removeValue(forKey: position) }
  }
}
