import Kernel
import Pack
import Scenarios
import TestKit
import Testing

private let folders = names(in: root + "/Mechanisms").filter { !$0.contains(".") }

@Suite struct MechanismTests {
  @Test func `there are mechanisms, and the program finds all of them`() {
    #expect(folders.count >= 2)
    #expect(Stage.files.mechanisms == folders)
  }

  @Test(arguments: folders, [false, true])
  func `a mechanism's story comes true, on PostgreSQL too`(mechanism: String, isPostgres: Bool)
    async throws
  {
    let run = try await Stage.run(
      "Mechanisms/\(mechanism)/scenario.yaml", isPostgres: isPostgres)
    #expect(run.lines.flatMap(\.failures) == [])
    #expect(run.isTrue)
    #expect(run.lines.count >= 5)
    #expect(zip(run.lines, run.lines.dropFirst()).allSatisfy { $0.at <= $1.at })
  }

  @Test(arguments: folders)
  func `a mechanism is a folder with a manifest, a story and a page`(mechanism: String) throws {
    let inside = names(in: root + "/Mechanisms/" + mechanism)
    for name in ["mechanism.yaml", "scenario.yaml", "README.md"] {
      #expect(inside.contains(name), "Mechanisms/\(mechanism)/\(name) is missing")
    }
    let page = Stage.text("Mechanisms/\(mechanism)/README.md")
    #expect(page.hasPrefix("# "))
    #expect(page.contains(mechanism))
  }

  @Test(arguments: folders)
  func `a mechanism and its story bear the folder's name`(mechanism: String) throws {
    let record = try RecordFile.read(
      "Mechanisms/\(mechanism)/scenario.yaml", ScenarioRecord.self, from: Stage.files)
    #expect(record.id == mechanism)
    #expect(
      Stage.text("Mechanisms/\(mechanism)/mechanism.yaml").contains("mechanism: \(mechanism)\n"))
    for step in record.steps {
      #expect(!step.tell.chinese.isEmpty && !step.tell.english.isEmpty)
    }
  }

  @Test(arguments: ["example", "qingdao", "liaocheng-zone"])
  func `a shipped pack loads without a fault`(name: String) throws {
    let pack = try PackLoader.load(name, from: Stage.files)
    #expect(pack.id == name)
    #expect(!pack.areas.isEmpty && !pack.levels.isEmpty)
    #expect(try PackLoader.load(name, from: Stage.files).reference == pack.reference)
  }

  @Test func `no pack is left out of these tests`() {
    #expect(Stage.files.packs == ["example", "liaocheng-zone", "qingdao"])
  }
}
