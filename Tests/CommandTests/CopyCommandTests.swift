import Foundation
import Glibc
import Kernel
import Store
import StoreSQLite
import TestKit
import Testing

/// Copies of whole stores, as an administrator makes them.
struct CopyCommandTests {
  private func filled() throws -> Program {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    #expect(try program.run("import", "messages", "m.csv", "--store", "s").code == 0)
    #expect(try program.run("verify", "--store", "s", "--seal").code == 0)
    return program
  }

  private func receive(_ title: String, _ program: Program) throws {
    let received = try program.run(
      "matter", "do", "ReceiveMatter", "--store", "s", "--post", "a-call-taker", "--input",
      #"{"kind":"hotline","title":"\#(title)","text":"请修","caller":"王建国","channel":"phone"}"#)
    #expect(received.code == 0, "\(received.errors)")
  }

  private func permissions(_ program: Program, _ name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: program.folder + "/" + name)
    return attributes[.posixPermissions] as? Int
  }

  private func leftovers(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.folder).filter {
      $0.hasPrefix(".baodao-")
    }
  }

  @Test func `a city moves into a new file, and into no other`() throws {
    let program = try filled()
    let moved = try program.run("move", "s", "t", "--rebuild", "--format", "json")
    #expect(moved.code == 0, "\(moved.errors)")
    let report = try moved.json()
    let verified = try program.run("verify", "--store", "t", "--format", "json").json()
    #expect(verified["ok"] == true && verified["anchor"] == report["anchor"])
    #expect(verified["events"] == report["events"])
    #expect(report["rows"]?.integer ?? 0 > report["events"]?.integer ?? 0)
    let again = try program.run("move", "s", "t", "--lang", "en")
    #expect(again.code == 1)
    #expect(again.errors.contains("The target holds a store already"))
    #expect(try program.run("move", "none", "u").code == 1)
    let table = try program.run("move", "t", "u", "--lang", "zh")
    #expect(table.code == 0 && table.output.contains("event") && table.errors.contains("与源一致"))
  }

  @Test func `a store that is served does not move`() throws {
    let program = try filled()
    let node = try SQLiteStore(path: program.folder + "/s")
    let refused = try withExtendedLifetime(node) { try program.run("move", "s", "t") }
    #expect(refused.code == 1)
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/t"))
  }

  @Test func `what a killed program left goes with the next one, what is in use stays`() throws {
    let program = try filled()
    let (left, used) = (".baodao-\(UUID().uuidString)", ".baodao-\(UUID().uuidString)")
    for name in [left, used] {
      try FileManager.default.createDirectory(
        atPath: program.folder + "/" + name, withIntermediateDirectories: false)
      try program.write("\(name)/copy.sqlite", "half")
    }
    let user = open(program.folder + "/" + used, O_RDONLY)
    defer { close(user) }
    #expect(flock(user, LOCK_EX) == 0)
    let made = try program.run("backup", "copy", "--store", "s", "--lang", "en")
    #expect(made.code == 0 && made.errors.contains(left) && !made.errors.contains(used))
    #expect(try leftovers(program) == [used])
  }

  @Test func `state on PostgreSQL is checked against the journal`() throws {
    let program = try filled()
    let address = try PostgresServer.running().newDatabase()
    #expect(try program.run("move", "s", address).code == 0)
    let checked = try program.run("rebuild", "--check", "--store", address, "--format", "json")
    #expect(checked.code == 0, "\(checked.errors)")
    #expect(try checked.json()["ok"] == true)
    #expect(try leftovers(program).isEmpty)
  }

  @Test func `a command gives its node's number back, refused or not`() throws {
    let program = try filled()
    let server = try PostgresServer.running()
    let address = try server.newDatabase()
    #expect(try program.run("move", "s", address).code == 0)
    let name = String(address.split(separator: "?")[0].split(separator: "/").last ?? "")
    let key = ["account", "key", "--post", "administrator", "--store", address]
    #expect(try program.run(key).code == 0)
    #expect(try server.sql("SELECT count(*) FROM baodao_node", name) == "0\n")
    for table in ["schema_step", "schema_contract"] {
      try server.sql("INSERT INTO \(table) (module, number) VALUES ('journal', 9999)", name)
    }
    #expect(try program.run(key).code == 1)
    #expect(try server.sql("SELECT count(*) FROM baodao_node", name) == "0\n")
  }

  @Test func `a log that lies beside a copy's name is not taken for the copy's`() throws {
    let program = try filled()
    try program.write("copy-wal", "another store's")
    let refused = try program.run("backup", "copy", "--store", "s", "--lang", "en")
    #expect(refused.code == 1 && refused.errors.contains("copy-wal"))
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/copy"))
  }

  @Test func `a backup is made while a node writes, verified, and its owner's alone`() async throws
  {
    let program = try filled()
    let node = try SQLiteStore(path: program.folder + "/s")
    try await node.write { try $0.run("DELETE FROM request", []) }
    let made = try program.run("backup", "copy", "--store", "s", "--format", "json")
    #expect(made.code == 0, "\(made.errors)")
    #expect(try made.json()["events"]?.integer ?? 0 > 0)
    #expect(try permissions(program, "copy") == 0o600)
    #expect(try leftovers(program).isEmpty)
    #expect(try program.run("backup", "copy", "--store", "s").code == 1)
    try await node.write {
      try $0.run("UPDATE event SET actor = 'person:x' WHERE position = 2", [])
    }
    let broken = try program.run("backup", "other", "--store", "s", "--lang", "en")
    #expect(broken.code == 1)
    #expect(broken.errors.contains("changed: ") && broken.errors.contains("no file was made"))
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/other"))
    #expect(try leftovers(program).isEmpty)
  }

  @Test func `an archive proves itself and brings back what a backup had not seen`() throws {
    let program = try filled()
    #expect(try program.run("backup", "copy", "--store", "s").code == 0)
    let before = try program.run("verify", "--store", "s", "--format", "json").json()
    try receive("第一件", program)
    let middle = try program.run("verify", "--store", "s", "--seal", "--format", "json").json()
    try receive("第二件", program)
    let sealed = try program.run("verify", "--store", "s", "--seal", "--format", "json").json()
    let archived = try program.run(
      "archive", "--to", "a", "--store", "s", "--format", "json")
    #expect(archived.code == 0, "\(archived.errors)")
    #expect(try archived.json()["events"] == sealed["events"])
    let proof = try program.run(
      "verify", "--archive", "a", "--store", "s", "--format", "json"
    ).json()
    #expect(proof["ok"] == true && proof["compared"] == proof["seals"])
    #expect(proof["anchor"] == sealed["anchor"])
    let old = try program.run(
      "verify", "--archive", "a", "--store", "none", "--anchor", middle["anchor"]?.string ?? "")
    #expect(old.code == 1)
    for (arguments, events) in [
      (["--journal", "a"], sealed), (["--position", "\(middle["events"]?.integer ?? 0)"], middle),
      (["--position", "\(before["events"]?.integer ?? 0)"], before),
    ] {
      let name = "r\(events["events"]?.integer ?? 0)"
      let words = arguments[0] == "--position" ? arguments + ["--journal", "a"] : arguments
      let restored = try program.run(
        ["restore", "copy", "--to", name, "--format", "json"] + words)
      #expect(restored.code == 0, "\(restored.errors)")
      #expect(try restored.json()["events"] == events["events"])
      #expect(try restored.json()["anchor"] == events["anchor"])
      let checked = try program.run(
        "rebuild", "--check", "--store", name, "--format", "json"
      ).json()
      #expect(checked["ok"] == true)
    }
    let early = try program.run(
      "restore", "copy", "--to", "e", "--at", "2019-01-01T00:00+08:00", "--format", "json")
    #expect(try early.json()["events"] == 0)
    let beyond = try program.run("restore", "copy", "--to", "x", "--position", "99999")
    #expect(beyond.code == 1)
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/x"))
    #expect(try program.run("restore", "copy", "--to", "x", "--position", "-1").code == 64)
  }

  @Test func `a date keeps later seals out of an archive`() throws {
    let program = try filled()
    let none = try program.run(
      "archive", "--to", "a", "--before", "2019-01-01", "--store", "s", "--format", "json")
    #expect(try none.json()["events"] == 0)
    #expect(try program.run("archive", "--to", "a", "--before", "soon", "--store", "s").code == 64)
  }
}
