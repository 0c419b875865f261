import ArgumentParser
import City
import Kernel
import Matters
import Organisation
import Pack
import Photographs
import Store

/// Takes in a photograph and attaches it to a matter.
struct MatterPhotographCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "photograph", abstract: "Attach a photograph (JPEG, PNG or WebP).",
    discussion: "What the file says beside the picture (place, time, camera) is stripped first.")

  @OptionGroup var city: CityOptions

  @Argument(help: "Number of the matter.")
  var number: String

  @Argument(help: "The file.")
  var file: String

  @Option(help: "before or after.")
  var purpose = "before"

  @Option(help: "Post that acts.")
  var post: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.openCity()
      let reader = MatterReader(opened.matters, .everything)
      let name = number
      guard let found = try await opened.store.read({ try reader.matter(name, $0) }) else {
        throw Problem(.notFound, ["what": "matter", "name": number])
      }
      let photograph = try Photograph(try Edge.read(file))
      let shelf = PhotographShelf(jurisdiction: opened.pack.jurisdiction)
      let now = try city.now()
      let digest = try await opened.store.write { try shelf.keep(photograph, at: now, $0) }
      _ = try await ActionCatalogue.all.perform(
        ActionCatalogue.Call(
          "AttachPhotograph", on: found.id,
          ["digest": .string(digest), "purpose": .string(purpose)],
          by: try opened.actor(post: post), at: now), opened)
      Output.print(digest)
    }
  }
}

/// Prints the code with which the person follows a matter.
struct MatterCode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Print a matter's code, to be given to its caller only.")

  @OptionGroup var city: CityOptions

  @Argument(help: "Number of the matter.")
  var number: String

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = MatterReader(opened.matters, .everything)
      let name = number
      guard let found = try await opened.store.read({ try reader.matter(name, $0) }) else {
        throw Problem(.notFound, ["what": "matter", "name": number])
      }
      Output.print(try await opened.code(of: found.id))
    }
  }
}

/// Lists matters that may be the same as one.
struct MatterSimilar: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "List matters at work that may be the same as one.")

  @OptionGroup var city: CityOptions

  @Argument(help: "Number of the matter.")
  var number: String

  @Option(help: "table, json or csv.")
  var format = OutputFormat.table

  func run() async throws {
    try await Output.run(city.language) {
      let opened = try await city.readCity()
      let reader = MatterReader(opened.matters, .everything)
      let similar = SimilarMatters(opened.matters, .everything)
      let name = number
      guard let found = try await opened.store.read({ try reader.matter(name, $0) }) else {
        throw Problem(.notFound, ["what": "matter", "name": number])
      }
      let matches = try await opened.store.read { try similar.matches(of: found.id, $0) }
      Output.rows(
        ["number", "likeness", "title"],
        matches.map {
          [
            .string($0.number), .integer(Int64(($0.likeness * 100).rounded())), .string($0.title),
          ]
        }, format)
    }
  }
}
