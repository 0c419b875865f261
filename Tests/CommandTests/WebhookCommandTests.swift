import Foundation
import Kernel
import Testing

struct WebhookCommandTests {
  @Test func `a subscription is made, listed, replayed and ended from the command line`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    let made = try program.run(
      "webhook", "subscribe", "https://example.org/hook", "--event", "matter.received", "--store",
      "s")
    #expect(made.code == 0, "\(made.errors)")
    let id = try made.json()["id"]?.string ?? ""
    #expect(try made.json()["secret"]?.string?.hasPrefix("whsec_") == true)
    func list() throws -> JSON {
      try program.run("webhook", "list", "--store", "s", "--format", "json").json().array?[0]
        ?? .null
    }
    #expect(try list()["status"] == "active")
    #expect(try list()["events"] == "matter.received")
    #expect(try program.run("webhook", "replay", id, "0", "--store", "s").code == 0)
    #expect(try program.run("webhook", "replay", id, "999", "--store", "s").code == 1)
    for name in ["log", "dead"] {
      let answer = try program.run("webhook", name, id, "--store", "s", "--format", "json")
      #expect(try answer.json() == [])
    }
    #expect(try program.run("webhook", "resend", id, "--store", "s").code == 1)
    #expect(try program.run("webhook", "end", id, "--reason", "x", "--store", "s").code == 0)
    #expect(try list()["status"] == "ended")
    #expect(try program.run("webhook", "log", "nothing", "--store", "s").code == 1)
    let check = try program.run("rebuild", "--check", "--store", "s", "--format", "json").json()
    #expect(check["ok"] == true)
  }

  @Test func `an address without TLS or inside needs the city's word`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    let plain = "http://10.0.0.1/hook"
    #expect(try program.run("webhook", "subscribe", plain, "--store", "s").code == 1)
    let allowed = try program.run(
      "webhook", "subscribe", plain, "--webhook-private", "--store", "s")
    #expect(allowed.code == 0, "\(allowed.errors)")
  }
}
