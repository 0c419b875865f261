import Accounts
import ArgumentParser
import City
import Journal
import Kernel
import Organisation
import Pack
import Store

/// Shows and changes accounts, links and access keys.
struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Show and change accounts, and the keys of programs.",
    discussion: """
      While a server runs on the store, use its API for changes: one program writes at a time.
      """,
    subcommands: [
      AccountList.self, AccountCreate.self, AccountLock.self, AccountUnlock.self,
      AccountWayIn.self, AccountKey.self, AccountKeys.self, AccountRevoke.self,
    ],
    defaultSubcommand: AccountList.self)
}

/// How a command shows one thing.
struct AnswerOptions: ParsableArguments {
  @Option(help: "table or json.")
  var format = OutputFormat.table

  /// Prints pairs as lines for people, or as one object for programs.
  func print(_ pairs: [(String, JSON)]) {
    if format == .json {
      Output.print(JSON.object(Dictionary(pairs) { first, _ in first }).prettyText)
    } else {
      for (name, value) in pairs { Output.print(name + ": " + Output.text(value)) }
    }
  }
}

/// Where a link leads.
struct AddressOption: ParsableArguments {
  @Option(help: "The address under which browsers see the server.")
  var address = "http://127.0.0.1:8080"

  func wayIn(_ token: String) -> JSON { .string(WayInLink.text(address, token)) }
}

/// The address of a way in.
enum WayInLink {
  static func text(_ address: String, _ token: String) -> String {
    (address.hasSuffix("/") ? String(address.dropLast()) : address) + "/way-in/" + token
  }
}

/// Lists the accounts.
struct AccountList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the accounts with the posts that their persons hold.")

  @OptionGroup var city: CityOptions

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  @Option(help: "The login after which to begin.")
  var after = ""

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = try AccountReader(opened.accounts, nil)
      let (posts, now, after) = (opened.posts, try city.now(), after)
      let lines = try await opened.store.read { store in
        try reader.lines(after: after, store).map { line in
          (line, try posts.posts(of: line.person, at: now, store))
        }
      }
      let offset = opened.pack.offset
      Output.rows(
        ["login", "name", "person", "posts", "state", "password", "seen"],
        lines.map { line, held in
          [
            .string(line.login), .string(line.name), .string(line.person),
            JSON(held.isEmpty ? nil : held.map(\.id).joined(separator: " ")),
            .string(line.lockedAt == nil ? "open" : "locked"), .boolean(line.hasPassword),
            JSON(line.seenAt?.minuteText(offset)),
          ]
        }, format)
    }
  }
}

/// Opens an account.
struct AccountCreate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create an account and print the way in, good for a day.",
    discussion: """
      An account alone sees nothing: appoint its person to a post with --post, or later with \
      `baodao matter do AppointHolder`.
      """)

  @OptionGroup var city: CityOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var address: AddressOption

  @Argument(help: "Login: 3–64 lower-case letters, digits and .-_@")
  var login: String

  @Option(help: "The person's name.")
  var name: String

  @Option(help: "Identity under which the person holds posts; the login when left out.")
  var person: String?

  @Option(name: .customLong("post"), help: "Code of a post to appoint the person to; repeat it.")
  var posts: [String] = []

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      let now = try city.now()
      let action = CreateAccount(login: login, person: person, name: name)
      _ = try await opened.perform(
        Request(action, on: opened.accounts.id(of: login), by: City.console, at: now))
      for post in posts {
        _ = try await opened.appoint(action.person, to: post, at: now)
      }
      let token = try await opened.issueWayIn(login: login, at: now)
      answer.print([("login", .string(login)), ("wayIn", address.wayIn(token))])
    }
  }
}

/// Locks an account.
struct AccountLock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Lock an account: its sessions and keys end at once.")

  @OptionGroup var city: CityOptions
  @OptionGroup var answer: AnswerOptions

  @Argument(help: "Login.")
  var login: String

  @Option(help: "Why.")
  var reason: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      _ = try await opened.perform(
        Request(
          LockAccount(login: login, reason: reason), on: opened.accounts.id(of: login),
          by: City.console, at: try city.now()))
      answer.print([("login", .string(login)), ("state", "locked")])
    }
  }
}

/// Opens a locked account again.
struct AccountUnlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Unlock an account.")

  @OptionGroup var city: CityOptions
  @OptionGroup var answer: AnswerOptions

  @Argument(help: "Login.")
  var login: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      _ = try await opened.perform(
        Request(
          UnlockAccount(login: login), on: opened.accounts.id(of: login), by: City.console,
          at: try city.now()))
      answer.print([("login", .string(login)), ("state", "open")])
    }
  }
}

/// Makes a way in.
struct AccountWayIn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "way-in",
    abstract: "Print a link with which a person chooses a password, once and within a day.")

  @OptionGroup var city: CityOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var address: AddressOption

  @Argument(help: "Login.")
  var login: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      let token = try await opened.issueWayIn(login: login, at: try city.now())
      answer.print([("login", .string(login)), ("wayIn", address.wayIn(token))])
    }
  }
}

/// Makes a key of a post.
struct AccountKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make a key with which a program acts for a post; shown once.")

  @OptionGroup var city: CityOptions
  @OptionGroup var answer: AnswerOptions

  @Option(help: "Code of the post.")
  var post: String

  @Option(help: "What the key is for.")
  var label = "command line"

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity(makes: true)
      let (id, key) = try await opened.makeKey(post: post, label: label, at: try city.now())
      answer.print([
        ("id", .string(Identifier<AccessKey>(rawValue: id).text)), ("post", .string(post)),
        ("key", .string(key)),
      ])
    }
  }
}

/// Lists the keys.
struct AccountKeys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the access keys, without what opens.")

  @OptionGroup var city: CityOptions

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = AccessKeyReader(opened.accessKeys)
      let lines = try await opened.store.read { try reader.lines(for: nil, $0) }
      let offset = opened.pack.offset
      Output.rows(
        ["id", "login", "post", "label", "made", "used", "state"],
        lines.map { line in
          [
            .string(Identifier<AccessKey>(rawValue: line.id).text), JSON(line.login),
            JSON(line.post), .string(line.label), .string(line.madeAt.minuteText(offset)),
            JSON(line.usedAt?.minuteText(offset)),
            .string(line.revokedAt == nil ? "open" : "revoked"),
          ]
        }, format)
    }
  }
}

/// Revokes a key.
struct AccountRevoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke an access key.")

  @OptionGroup var city: CityOptions
  @OptionGroup var answer: AnswerOptions

  @Argument(help: "The key's identifier.")
  var id: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      guard let key = Identifier<AccessKey>(id)?.rawValue else {
        throw Problem(.notFound, ["what": "access-key", "name": String(id.prefix(80))])
      }
      _ = try await opened.perform(
        Request(RevokeAccessKey(key: id), on: key, by: City.console, at: try city.now()))
      answer.print([("id", .string(id)), ("state", "revoked")])
    }
  }
}
