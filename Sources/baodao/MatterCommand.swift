import ArgumentParser
import City
import Journal
import Kernel
import Matters
import Organisation
import Pack
import Store

/// Shows and changes matters.
struct MatterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matter", abstract: "Show and change matters.",
    subcommands: [
      MatterList.self, MatterShow.self, MatterDo.self, MatterPhotographCommand.self,
      MatterCode.self, MatterSimilar.self,
    ],
    defaultSubcommand: MatterList.self)
}

/// Lists matters at work by light.
struct MatterList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List matters at work, red before amber before green.")

  @OptionGroup var city: CityOptions

  @Option(help: "red, amber or green.")
  var light: String?

  @Option(help: "Most lines.")
  var limit = 50

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let chosen = Matter.Light.allCases.first { "\($0)" == light }
      if let light, chosen == nil {
        throw ValidationError("--light: “\(light)” is none of red, amber, green")
      }
      guard (1...MatterReader.pageMax).contains(limit) else {
        throw ValidationError("--limit: 1 to \(MatterReader.pageMax)")
      }
      let opened = try await city.readCity()
      let reader = MatterReader(opened.matters, .everything)
      let most = limit
      let lines = try await opened.store.read {
        try reader.atWork(light: chosen, limit: most, $0)
      }
      Output.rows(
        ["light", "number", "state", "area", "category", "lead", "due", "title"],
        lines.map { line in
          [
            .string("\(line.light)"), .string(line.number), .string(line.state),
            JSON(line.area), JSON(line.category), JSON(line.lead ?? line.reason),
            JSON(line.dueAt?.minuteText(opened.pack.offset)), .string(line.title),
          ]
        }, format)
    }
  }
}

/// Shows one matter with its timeline.
struct MatterShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one matter with its timeline.")

  @OptionGroup var city: CityOptions

  @Argument(help: "The matter's number or identifier.")
  var number: String

  @Option(help: "table or json.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = MatterReader(opened.matters, .everything)
      let name = number
      guard let (id, matter) = try await opened.store.read({ try reader.matter(name, $0) }) else {
        throw Problem(.notFound, ["what": "matter", "name": number])
      }
      let jurisdiction = opened.pack.jurisdiction
      let events = try await opened.store.read { try EventReader.events(of: id, jurisdiction, $0) }
      let facts = MatterFacts.json(id, matter, opened)
      let timeline = events.map { event -> JSON in
        [
          "position": .integer(event.position), "version": .integer(event.version),
          "at": .string(event.at.text(opened.pack.offset)), "event": .string(event.event.name),
          "actor": .string(PublicText.actor(event.actor)), "action": .string(event.action),
          "pack": .string(event.pack), "body": PublicText.body(event.event.body),
        ]
      }
      if format == .json {
        var members = facts.object ?? [:]
        members["timeline"] = .array(timeline)
        Output.print(JSON.object(members).prettyText)
        return
      }
      Output.rows(
        ["field", "value"],
        (facts.object ?? [:]).sorted { $0.key < $1.key }.map { [.string($0.key), $0.value] }, .table
      )
      Output.print("")
      Output.rows(
        ["at", "event", "actor", "body"],
        timeline.map { [$0["at"] ?? "", $0["event"] ?? "", $0["actor"] ?? "", $0["body"] ?? ""] },
        .table)
    }
  }
}

/// Takes one step by its action's name.
struct MatterDo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "do", abstract: "Take a step: any action by its name, with JSON input.",
    discussion: """
      Without an action it lists them with their fields. Example:
        baodao matter do AnswerMatter --on 20260528-000003 --post a3-housing-handler --input \
        '{"reply":"…"}'
      """)

  @OptionGroup var city: CityOptions

  @Argument(help: "The action, such as AnswerMatter.")
  var action: String?

  @Option(help: "Number of the matter.")
  var on: String?

  @Option(help: "Post that acts.")
  var post: String?

  @Option(help: "Person who acts, with the posts they hold.")
  var person: String?

  @Option(help: "Resident who acts.")
  var resident: String?

  @Option(help: "Code of the matter: its caller acts.")
  var code: String?

  @Option(help: "Input as a JSON object.")
  var input = "{}"

  @Option(help: "Idempotency key.")
  var key: String?

  func run() async throws {
    try await Output.run(city.language) {
      guard let action else {
        list()
        return
      }
      let opened = try await city.openCity(makes: true)
      let actor: Actor
      if let post {
        actor = try opened.actor(post: post)
      } else if let person {
        actor = try await opened.actor(person: person, at: try city.now())
      } else if let resident {
        actor = try opened.resident(resident)
      } else if let code, let on {
        actor = try await opened.caller(number: on, code: code).actor
      } else {
        throw ValidationError("say who acts: --post, --person, --resident or --code with --on")
      }
      var subject: Int64?
      if let on {
        let reader = MatterReader(opened.matters, .everything)
        guard let found = try await opened.store.read({ try reader.matter(on, $0) }) else {
          throw Problem(.notFound, ["what": "matter", "name": on])
        }
        subject = found.id
      }
      let parsed: JSON
      do {
        parsed = try JSON(parsing: input)
      } catch {
        throw ValidationError("--input: \(error)")
      }
      let outcome = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          action, on: subject, parsed, by: actor, at: try city.now(), key: key), opened)
      let answer: JSON = [
        "id": .string(Identifier<Matter>(rawValue: outcome.subject).text),
        "version": .integer(outcome.version), "position": .integer(outcome.position),
        "repeated": .boolean(outcome.isRepeated),
      ]
      Output.print(answer.prettyText)
    }
  }

  private func list() {
    Output.rows(
      ["action", "permission", "summary", "fields"],
      ActionCatalogue.all.entries.map { entry in
        [
          .string(entry.declaration.name), .string(entry.declaration.permission.code),
          .string(entry.declaration.summary[city.language]),
          .string(
            entry.fields.map { $0.name + ($0.isRequired ? "" : "?") }.joined(separator: ", ")),
        ]
      }, .table)
  }
}
