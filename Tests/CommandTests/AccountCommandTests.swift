import Foundation
import Kernel
import TestKit
import Testing

struct AccountCommandTests {
  @Test func `accounts and keys are made, listed and ended from the command line`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    let made = try program.run(
      "account", "create", "wang.fang", "--name", "王芳", "--post", "a-call-taker", "--address",
      "https://city.example/", "--store", "s", "--format", "json")
    #expect(made.code == 0, "\(made.errors)")
    let link = try #require(try made.json()["wayIn"]?.string)
    #expect(link.hasPrefix("https://city.example/way-in/"))
    #expect(link.split(separator: "/").last?.count == 43)
    func account() throws -> JSON {
      try program.run("account", "list", "--store", "s", "--format", "json").json().array?[0]
        ?? .null
    }
    #expect(try account()["posts"] == "a-call-taker")
    #expect(try account()["state"] == "open")
    #expect(try account()["password"] == false)
    let again = try program.run(
      "account", "create", "wang.fang", "--name", "x", "--store", "s", "--lang", "en")
    #expect(again.code == 1)
    #expect(again.errors.contains("The login “wang.fang” is taken."))
    #expect(
      try program.run("account", "lock", "wang.fang", "--reason", "x", "--store", "s").code == 0)
    #expect(try account()["state"] == "locked")
    #expect(try program.run("account", "way-in", "wang.fang", "--store", "s").code == 1)
    #expect(try program.run("account", "unlock", "wang.fang", "--store", "s").code == 0)
    let other = try program.run(
      "account", "way-in", "wang.fang", "--store", "s", "--format", "json")
    #expect(try other.json()["wayIn"]?.string?.hasPrefix("http://127.0.0.1:8080/way-in/") == true)

    let key = try program.run(
      "account", "key", "--post", "a-call-taker", "--store", "s", "--format", "json")
    let id = try #require(try key.json()["id"]?.string)
    #expect(try key.json()["key"]?.string?.count == 43)
    func keys() throws -> JSON {
      try program.run("account", "keys", "--store", "s", "--format", "json").json().array?[0]
        ?? .null
    }
    #expect(try keys()["state"] == "open")
    #expect(try program.run("account", "revoke", id, "--store", "s").code == 0)
    #expect(try keys()["state"] == "revoked")
    #expect(try program.run("account", "revoke", id, "--store", "s").code == 1)
    #expect(try program.run("account", "revoke", "nothing", "--store", "s").code == 1)
    let check = try program.run("rebuild", "--check", "--store", "s", "--format", "json").json()
    #expect(check["ok"] == true)
    #expect(try program.run("verify", "--store", "s", "--format", "json").json()["ok"] == true)
  }
}
