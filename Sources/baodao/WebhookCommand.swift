import ArgumentParser
import City
import Journal
import Kernel
import Pack
import Store
import Webhooks

/// Where webhooks may be sent.
struct WebhookOptions: ParsableArguments {
  @Flag(help: "Let webhooks go to private addresses and over plain http.")
  var webhookPrivate = false

  var policy: WebhookPolicy { webhookPrivate ? .inside : .strict }
}

/// Shows and changes subscriptions.
struct WebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: "Show and change webhooks, and what became of them.",
    discussion: """
      While a server runs on the store, use its API for changes: one program writes at a time.
      """,
    subcommands: [
      WebhookList.self, WebhookLogCommand.self, WebhookDead.self, WebhookSubscribe.self,
      WebhookStepCommand.Pause.self, WebhookStepCommand.Resume.self,
      WebhookStepCommand.End.self, WebhookStepCommand.Rotate.self,
      WebhookStepCommand.Replay.self, WebhookStepCommand.Resend.self,
    ],
    defaultSubcommand: WebhookList.self)
}

/// Lists the subscriptions.
struct WebhookList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the subscriptions, active ones first.")

  @OptionGroup var city: CityOptions

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = WebhookReader(opened.webhooks, nil)
      let lines = try await opened.store.read { try reader.lines($0) }
      Output.rows(
        [
          "id", "status", "url", "events", "areas", "owner", "position", "attempts", "due",
          "dead", "reason",
        ],
        lines.map { line in
          [
            .string(Identifier<Webhook>(rawValue: line.id).text),
            .string(line.status.rawValue), .string(line.url),
            .string(line.events.joined(separator: " ")),
            .string(line.areas.joined(separator: " ")), .string(line.owner),
            JSON(line.position), .integer(line.attempts),
            JSON(line.dueAt?.text(opened.pack.offset)), .integer(line.deadLetters),
            .string(line.reason),
          ]
        }, format)
    }
  }
}

/// Shows the attempts of one subscription.
struct WebhookLogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show what was sent to a subscription, newest first.")

  @OptionGroup var city: CityOptions

  @Argument(help: "The subscription's identifier.")
  var id: String

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let subject = try WebhookCommand.identifier(id)
      let lines = try await opened.store.read { try WebhookLog.lines(of: subject, $0) }
      Output.rows(
        ["at", "position", "event", "attempt", "status", "milliseconds", "failure"],
        lines.map {
          [
            .string($0.at.text(opened.pack.offset)), .integer($0.position), .string($0.event),
            .integer($0.attempt), .integer($0.status), .integer($0.milliseconds),
            .string($0.failure),
          ]
        }, format)
    }
  }
}

/// Shows what was given up.
struct WebhookDead: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead", abstract: "Show the dead letters of a subscription.")

  @OptionGroup var city: CityOptions

  @Argument(help: "The subscription's identifier.")
  var id: String

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let subject = try WebhookCommand.identifier(id)
      let letters = try await opened.store.read { try WebhookLog.deadLetters(of: subject, $0) }
      Output.rows(
        ["at", "position", "event", "attempts", "waiting", "failure"],
        letters.map {
          [
            .string($0.at.text(opened.pack.offset)), .integer($0.position), .string($0.event),
            .integer($0.attempts), .boolean($0.isWaiting), .string($0.failure),
          ]
        }, format)
    }
  }
}

/// Begins a subscription.
struct WebhookSubscribe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subscribe", abstract: "Subscribe an address; prints its signing secret once.")

  @OptionGroup var city: CityOptions
  @OptionGroup var webhooks: WebhookOptions
  @OptionGroup var who: WebhookActor

  @Argument(help: "The address that events are sent to.")
  var url: String

  @Option(name: .customLong("event"), help: "Name of an event; repeat it; * for all.")
  var events: [String] = ["*"]

  @Option(name: .customLong("area"), help: "Code of an area; repeat it.")
  var areas: [String] = []

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity(webhookPolicy: webhooks.policy)
      try await WebhookCommand.perform(
        "SubscribeWebhook", on: nil,
        [
          "url": .string(url), "events": .array(events.map(JSON.string)),
          "areas": .array(areas.map(JSON.string)),
        ], by: try await who.actor(opened, city), at: try city.now(), opened)
    }
  }
}

extension WebhookCommand {
  static func identifier(_ text: String) throws(Problem) -> Int64 {
    guard let id = Identifier<Webhook>(text) else {
      throw Problem(.notFound, ["what": "webhook", "name": String(text.prefix(80))])
    }
    return id.rawValue
  }

  /// Takes one step and prints what came of it, with a secret where one was made.
  static func perform(
    _ action: String, on subject: Int64?, _ input: JSON, by actor: Actor, at now: Instant,
    _ city: City
  ) async throws {
    let outcome = try await ActionCatalogue.all.perform(
      ActionCatalogue.Call(action, on: subject, input, by: actor, at: now), city)
    var answer: [String: JSON] = [
      "id": .string(Identifier<Webhook>(rawValue: outcome.subject).text),
      "version": .integer(outcome.version), "position": .integer(outcome.position),
    ]
    if let secret = try await city.webhookSecret(madeBy: action, outcome) {
      answer["secret"] = .string(secret)
    }
    Output.print(JSON.object(answer).prettyText)
  }
}
