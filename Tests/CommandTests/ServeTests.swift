import Foundation
import Kernel
import Store
import StoreSQLite
import Synchronization
import TestKit
import Testing

/// The server as a process of its own, on a port that the system chose.
private final class RunningServer {
  let program: Program
  let process: ChildProcess
  let port: Int

  init(_ program: Program, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
    self.program = program
    process = try ChildProcess(
      Program.path, ["serve", "--store", "s", "--port", "0"] + arguments, in: program.folder,
      environment: environment)
    let told = try process.awaitedOutput { RunningServer.port($0) != nil }
    port = try #require(RunningServer.port(told), "\(process.errors)")
  }

  /// Where a server listens by what it has told; nil where it has not said so yet.
  private static func port(_ output: String) -> Int? {
    for line in output.split(separator: "\n") {
      guard let json = try? JSON(parsing: String(line)), json["message"] == "listening",
        case .integer(let port)? = json["port"]
      else { continue }
      return Int(port)
    }
    return nil
  }

  var log: String { process.output }

  /// Where an operation lies, by the server's own description.
  func address(of operation: String) throws -> String {
    let base = "http://127.0.0.1:\(port)/api/v1"
    let document = try JSON(parsing: try curl([base + "/openapi.json"]).body)
    guard case .object(let paths)? = document["paths"] else { return base }
    let path = paths.first { $0.value["post"]?["operationId"] == .string(operation) }
    return base + (try #require(path).key)
  }

  /// Tells the server to end and waits for it.
  func end() -> Int32 {
    process.terminate()
    return process.wait()
  }
}

/// What curl gets: the status and the body; status 0 where nobody answered.
private func curl(_ arguments: [String]) throws -> (status: Int, body: String) {
  let curl = try ChildProcess(
    "curl", ["-s", "-m", "10", "-w", "\n%{http_code}"] + arguments)
  _ = curl.wait()
  let text = curl.output
  let end = text.lastIndex(of: "\n") ?? text.startIndex
  return (Int(text[end...].dropFirst()) ?? 0, String(text[..<end]))
}

struct ServeTests {
  @Test func `a bad setting ends the program before it listens, with every fault in words`() throws
  {
    let program = try Program()
    try program.write("b.yaml", "prot: 1\nbody-bytes-max: 12\n")
    let refused = try program.run(
      "serve", "--config", "b.yaml", "--port", "many", "--lang", "en", "--store", "s")
    #expect(refused.code == 1)
    for line in [
      "baodao: b.yaml:1: there is no setting “prot”; nearest: port.",
      "baodao: b.yaml:2: the setting “body-bytes-max” must be 1024–67108864; “12” was given.",
      "baodao: --port: the setting “port” must be 0–65535; “many” was given.",
    ] {
      #expect(refused.errors.contains(line + "\n"), "\(refused.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/s"))
    #expect(try program.run("serve", "--port").code == 64)
    #expect(try program.run("serve", "stray").code == 64)
    #expect(try program.run("serve", "--config", "none.yaml").code == 1)
  }

  @Test func `the first start prints the way in of an administrator, and later ones print nothing`()
    throws
  {
    let program = try Program()
    let first = try RunningServer(program)
    let line = first.process.errors.split(separator: "\n").first { $0.contains("/way-in/") }
    let link = try #require(line).trimmingCharacters(in: .whitespaces)
    #expect(link.hasPrefix("http://127.0.0.1:\(first.port)/way-in/"))
    #expect(!first.log.contains("way-in/"))
    let page = try curl([link])
    #expect(page.status == 200)
    #expect(page.body.contains("admin"))
    let chosen = try curl([
      link, "-i", "-H", "Origin: http://127.0.0.1:\(first.port)", "-d",
      "password=four+words+of+mine&again=four+words+of+mine",
    ])
    #expect(chosen.status == 303)
    #expect(chosen.body.lowercased().contains("set-cookie: baodao="))
    #expect(first.end() == 0)
    let second = try RunningServer(program)
    #expect(!second.process.errors.contains("way-in"))
    #expect(second.end() == 0)
  }

  @Test func `settings come from the file, the environment and the arguments`() throws {
    let program = try Program()
    try program.write("b.yaml", "host: 192.0.2.1\ncors-origins: [\"https://a.example\"]\n")
    let server = try RunningServer(
      program, ["--host=127.0.0.1"],
      environment: ["BAODAO_CONFIG": "b.yaml", "BAODAO_LOG_LEVEL": "notice"])
    let answer = try curl([
      "-i", "http://127.0.0.1:\(server.port)/health", "-H", "Origin: https://a.example",
    ])
    #expect(answer.body.lowercased().contains("access-control-allow-origin: https://a.example"))
    #expect(!server.log.contains(##""level":"info""##))
    #expect(server.end() == 0)
  }

  @Test func `a node that serves writes the archive it is told to`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    #expect(try program.run("import", "messages", "m.csv", "--store", "s").code == 0)
    let server = try RunningServer(program, ["--archive=a"])
    #expect(server.end() == 0, "\(server.log)")
    let proof = try program.run("verify", "--archive", "a", "--store", "s", "--format", "json")
    let store = try program.run("verify", "--store", "s", "--format", "json").json()
    #expect(try proof.json()["events"] == store["events"])
    #expect(try proof.json()["ok"] == true && proof.json()["anchor"] == store["anchor"])
  }

  @Test func `every action that was acknowledged is in the journal after SIGTERM under load`()
    async throws
  {
    let program = try Program()
    let acknowledged = Tally()
    // On a thread of its own: the tests' pool may be busy for minutes, and so long the load would
    // keep the machine from everything else.
    let ending = try await onOwnThread { try load(program, into: acknowledged) }
    #expect(ending.code == 0)
    #expect(ending.log.contains(##""message":"ended""##))
    #expect(acknowledged.others == [])
    #expect(acknowledged.positions.count > 20, "\(acknowledged.positions.count)")
    // The log was brought into the file, so that the file alone is the whole store.
    let log = try? FileManager.default.attributesOfItem(atPath: program.folder + "/s-wal")
    #expect(log?[.size] as? Int ?? 0 == 0)
    let verified = try program.run("verify", "--store", "s", "--format", "json")
    #expect(try verified.json()["ok"] == true)
    let store = try SQLiteStore(path: program.folder + "/s", readOnly: true)
    let kept = try await store.read {
      try $0.rows("SELECT position FROM event", []).map { $0.integer(0) }
    }
    #expect(acknowledged.positions.subtracting(kept) == [])
  }

  /// Eight clients file matters one after another until the server, told to end after three
  /// seconds, no longer answers.
  private func load(
    _ program: Program, into acknowledged: Tally
  ) throws -> (code: Int32, log: String) {
    let made = try program.run(
      "account", "key", "--post", "a-call-taker", "--store", "s", "--format", "json")
    let key = try #require(try made.json()["key"]?.string)
    let server = try RunningServer(program, ["--request-rate", "0"])
    let address = try server.address(of: "receiveMatter")
    let clients = DispatchGroup()
    for client in 0..<8 {
      clients.enter()
      Thread.detachNewThread {
        defer { clients.leave() }
        for number in 0..<2_000 {
          let body =
            #"{"kind":"hotline","title":"A3区路灯\#(client)-\#(number)","text":"请处理","#
            + #""caller":"居民","channel":"phone"}"#
          guard
            let answer = try? curl([
              address, "-H", "Authorization: Bearer \(key)", "-H",
              "Content-Type: application/json", "-d", body,
            ]), answer.status != 0
          else { return }
          acknowledged.add(answer.status, answer.body)
        }
      }
    }
    // How long the clients ask before the end: a period is meant.
    Thread.sleep(forTimeInterval: 3)
    let code = server.end()
    clients.wait()
    return (code, server.log)
  }

  /// What was answered, by clients on threads of their own.
  private final class Tally: Sendable {
    private let answers = Mutex<(positions: Set<Int64>, others: [String])>(([], []))

    var positions: Set<Int64> { answers.withLock { $0.positions } }
    var others: [String] { answers.withLock { $0.others } }

    func add(_ status: Int, _ body: String) {
      let json = try? JSON(parsing: body)
      answers.withLock {
        if status == 201, case .integer(let position)? = json?["position"] {
          $0.positions.insert(position)
        } else {
          $0.others.append("\(status): \(body.prefix(200))")
        }
      }
    }
  }

  @Test func `a client that never ends its request does not keep the server from ending`() throws {
    let server = try RunningServer(
      try Program(), ["--shutdown-grace-seconds", "1", "--request-read-seconds", "60"])
    let hanging = try ChildProcess(
      "/bin/bash",
      [
        "-c",
        "exec 3<>/dev/tcp/127.0.0.1/\(server.port); "
          + #"printf 'POST /api/v1/matters HTTP/1.1\r\nHost: x\r\n"#
          + #"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{' >&3; "#
          + "echo sent; sleep 60",
      ])
    defer { hanging.terminate() }
    _ = try hanging.awaitedOutput { $0 == "sent\n" }
    // The server says nothing of a request whose end it waits for: give it time to read the begin.
    Thread.sleep(forTimeInterval: 1)
    let began = Date()
    #expect(server.end() == 0)
    #expect(Date().timeIntervalSince(began) < 5)
  }
}
