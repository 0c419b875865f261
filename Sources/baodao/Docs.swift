import API
import ArgumentParser
import City
import Foundation
import Kernel
import Settings

/// Writes the generated reference pages.
struct Docs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print or write the generated reference: the pack schema and the actions.")

  @Option(help: "Write into this folder, such as docs/reference.")
  var write: String?

  func run() async throws {
    try await Output.run(.english) {
      var pages = ReferencePages.all
      pages["configuration.md"] = ConfigurationPage.text
      pages["openapi.json"] = OpenAPIDocument.json.prettyText + "\n"
      for (name, text) in pages.sorted(by: { $0.key < $1.key }) {
        guard let write else {
          Output.print(text)
          continue
        }
        try FileManager.default.createDirectory(atPath: write, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: write + "/" + name))
        Output.print(write + "/" + name)
      }
    }
  }
}
