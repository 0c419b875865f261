import Foundation
import Kernel
import Settings
import Testing

struct ConfigurationTests {
  private func problems(
    arguments: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
  ) throws -> [String] {
    let file = try file.map { try SettingsFile(Array($0.utf8), path: "b.yaml") }
    do {
      _ = try ConfigurationReader.read(
        arguments: arguments, environment: environment, file: file)
      return []
    } catch {
      return error.problems.map { $0.text(.english) }
    }
  }

  @Test
  func `an argument goes before the environment, that before the file, that before the default`()
    throws
  {
    let file = try SettingsFile(
      Array("port: 1003\nhost: h3\nspool: s3\nrequest-rate: 7\n".utf8), path: "b.yaml")
    let configuration = try ConfigurationReader.read(
      arguments: ["port": "1001"],
      environment: ["BAODAO_PORT": "1002", "BAODAO_HOST": "h2", "PORT": "1", "HOST": "x"],
      file: file)
    #expect(configuration.port == 1001)
    #expect(configuration.host == "h2")
    #expect(configuration.spool == "s3")
    #expect(configuration.requestRate == 7)
    #expect(configuration.pack == "example")
  }

  @Test func `a bad value is told with its setting, its place, itself and what was expected`()
    throws
  {
    #expect(
      try problems(arguments: ["port": "eighty"]) == [
        "--port: the setting “port” must be 0–65535; “eighty” was given."
      ])
    #expect(
      try problems(environment: ["BAODAO_LOG_FORMAT": "xml"]) == [
        "BAODAO_LOG_FORMAT: the setting “log-format” must be json / logfmt; “xml” was given."
      ])
    #expect(
      try problems(file: "port: 80\n\nbody-bytes-max: 12\n") == [
        "b.yaml:3: the setting “body-bytes-max” must be 1024–67108864; “12” was given."
      ])
    #expect(try problems(environment: ["BAODAO_PORT": ""]).count == 1)
  }

  @Test func `all faults are told at once, and a secret is never printed`() throws {
    let all = try problems(
      arguments: ["port": "-1"], environment: ["BAODAO_METRICS_TOKEN": "hunter2"],
      file: "request-rate: fast")
    #expect(all.count == 3)
    #expect(!all.joined().contains("hunter2"))
    var configuration = ServerConfiguration()
    configuration.metricsToken = "correct-horse-battery-staple"
    #expect(!configuration.texts.values.contains { $0.contains("horse") })
  }

  @Test func `an unknown setting is refused with the nearest name`() throws {
    let found = try problems(arguments: ["prot": "1"], file: "hots: h\nzzzzzzzzzzzz: 1\n")
    #expect(found[0] == "--prot: there is no setting “prot”; nearest: port.")
    #expect(found[1] == "b.yaml:1: there is no setting “hots”; nearest: host.")
    #expect(found[2].hasPrefix("b.yaml:2: there is no setting “zzzzzzzzzzzz”; nearest: host, port"))
    let strangers = ConfigurationReader.strangers(
      in: ["BAODAO_PROT": "1", "BAODAO_PORT": "1", "HOME": "/"])
    #expect(strangers.map(\.nearest) == ["BAODAO_PORT"])
  }

  @Test(arguments: [
    "- a\n- b\n", "port: {a: 1}\n", "port: [[1]]\n", "port: 1\nport: 2\n", "a: b: c\n", "\"", "{",
    "port: 1\n  host: x\n", "? [a]\n: b\n",
  ])
  func `a file that is no list of settings is refused with its place`(text: String) throws {
    let problem = #expect(throws: Problem.self) {
      try SettingsFile(Array(text.utf8), path: "b.yaml")
    }
    #expect(problem?.text(.english).hasPrefix("b.yaml:") == true)
  }

  @Test func `a file may be JSON, empty, or hold lists`() throws {
    for text in ["", "# nothing\n", "{}"] {
      _ = try SettingsFile(Array(text.utf8), path: "b.yaml")
    }
    let json = #"{"port": 9, "cors-origins": ["https://a.example", "https://b.example:8443"]}"#
    let configuration = try ConfigurationReader.read(
      file: try SettingsFile(Array(json.utf8), path: "b.json"))
    #expect(configuration.port == 9)
    #expect(
      configuration.corsOrigins.map(\.description) == [
        "https://a.example", "https://b.example:8443",
      ])
    let huge = [UInt8](repeating: 0x20, count: SettingsFile.bytesMax + 1)
    #expect(throws: Problem.self) { try SettingsFile(huge, path: "b.yaml") }
  }

  @Test func `every setting takes its own default and has a name of its own`() throws {
    let names = ServerConfiguration.settings.map(\.name)
    #expect(Set(names).count == names.count)
    let texts = ServerConfiguration().texts.filter { $0.value != "•••" }
    let again = try ConfigurationReader.read(arguments: texts)
    #expect(again.texts == ServerConfiguration().texts)
    for setting in ServerConfiguration.settings {
      #expect(!setting.about.chinese.isEmpty && setting.about.chinese != setting.about.english)
    }
  }

  @Test(arguments: [
    "https://city.example/", "city.example", "https://", "https://a b", "https://A.example",
  ])
  func `an origin is written as browsers write it`(text: String) {
    #expect(WebOrigin(text) == nil)
  }
}

struct ConfigurationPageTests {
  @Test func `the committed page is what the declaration says`() throws {
    let path = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    let committed = try String(
      contentsOfFile: path + "/docs/reference/configuration.md", encoding: .utf8)
    #expect(committed == ConfigurationPage.text, "run “make docs”")
  }
}
