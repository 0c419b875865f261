import ArgumentParser
import City
import Kernel
import Pack

/// Who acts on a subscription.
struct WebhookActor: ParsableArguments {
  @Option(help: "Post that acts.")
  var post = "integrator"

  @Option(help: "Person who acts, with the posts they hold.")
  var person: String?

  func actor(_ city: City, _ options: CityOptions) async throws -> Actor {
    if let person { return try await city.actor(person: person, at: try options.now()) }
    return try city.actor(post: post)
  }
}

/// One step on a subscription that is there.
enum WebhookStepCommand {
  /// What every step needs.
  struct Place: ParsableArguments {
    @OptionGroup var city: CityOptions
    @OptionGroup var who: WebhookActor

    @Argument(help: "The subscription's identifier.")
    var id: String

    func perform(_ action: String, _ input: JSON = [:]) async throws {
      try await Output.run(city.language) {
        let opened = try await city.openCity()
        try await WebhookCommand.perform(
          action, on: try WebhookCommand.identifier(id), input,
          by: try await who.actor(opened, city), at: try city.now(), opened)
      }
    }
  }

  struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pause", abstract: "Send nothing until it is resumed.")
    @OptionGroup var place: Place
    @Option(help: "Why.")
    var reason: String

    func run() async throws {
      try await place.perform("PauseWebhook", ["reason": .string(reason)])
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resume", abstract: "Go on where it was paused.")
    @OptionGroup var place: Place

    func run() async throws { try await place.perform("ResumeWebhook") }
  }

  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "End a subscription for good.")
    @OptionGroup var place: Place
    @Option(help: "Why.")
    var reason: String

    func run() async throws {
      try await place.perform("EndWebhook", ["reason": .string(reason)])
    }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate-secret", abstract: "Make a new signing secret and print it once.")
    @OptionGroup var place: Place

    func run() async throws { try await place.perform("RotateWebhookSecret") }
  }

  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay", abstract: "Send again what came after a position of the journal.")
    @OptionGroup var place: Place
    @Argument(help: "The position.")
    var position: Int

    func run() async throws {
      try await place.perform("ReplayWebhook", ["position": .integer(Int64(position))])
    }
  }

  struct Resend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resend", abstract: "Send the dead letters again.")
    @OptionGroup var place: Place

    func run() async throws { try await place.perform("ResendDeadLetters") }
  }
}
