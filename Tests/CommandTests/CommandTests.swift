import Foundation
import Kernel
import Store
import StoreSQLite
import Testing

struct CommandTests {
  @Test func `messages go in, are found again, and the second time nothing changes`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    let first = try program.run("import", "messages", "m.csv", "--store", "s", "--format", "json")
    #expect(first.code == 0, "\(first.errors)")
    let report = try first.json()
    #expect(report["read"] == 3)
    #expect(report["created"] == 2)
    #expect(report["arbitration"] == 1)
    #expect(report["replies"] == 2)
    let second = try program.run("import", "messages", "m.csv", "--store", "s", "--format", "json")
    #expect(try second.json()["unchanged"] == 3)
    let verified = try program.run("verify", "--store", "s", "--seal", "--format", "json").json()
    #expect(verified["ok"] == true)
    let rebuilt = try program.run("rebuild", "--check", "--store", "s", "--format", "json").json()
    #expect(rebuilt["ok"] == true)
    #expect(rebuilt["events"] == verified["events"])
  }

  @Test func `figures open down to their rows`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    let rate = try program.run(
      "figure", "in-time-rate", "--store", "s", "--period", "2019", "--format", "json")
    #expect(try rate.json().array?[0]["value"] == .double(50))
    let rows = try program.run(
      "figure", "answered", "--store", "s", "--period", "2019-06", "--rows", "--format", "json")
    #expect(try rows.json().array?.map { $0["source"] } == [.string("message/3")])
    let overdue = try program.run(
      "figure", "overdue", "--store", "s", "--period", "2019-03..2019-06", "--by", "month",
      "--area", "a7", "--format", "csv")
    #expect(overdue.output.contains("2019-05,1,1"))
    #expect(overdue.output.contains("2019-06,0,0"))
  }

  @Test func `a refusal ends with 1 and says what is wrong, a wrong word with 64`() throws {
    let program = try Program()
    #expect(try program.run("import", "messages", "none.csv", "--store", "s").code == 1)
    #expect(try program.run("figure", "received", "--store", "none").code == 1)
    #expect(try program.run("pack", "check", "exampel", "--lang", "en").errors.contains("example"))
    #expect(try program.run("figures").code == 64)
    try program.write("bad.csv", "a,b\n1,2\n")
    let bad = try program.run("import", "messages", "bad.csv", "--store", "s", "--lang", "en")
    #expect(bad.code == 1)
    #expect(bad.errors.contains("留言编号"))
  }

  @Test func `another city's pack is refused instead of answering nothing`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    let other = try program.run(
      "figure", "received", "--store", "s", "--pack", "qingdao", "--lang", "en")
    #expect(other.code == 1)
    #expect(other.errors.contains("990000"))
  }

  @Test func `an altered event is found and named`() async throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    let store = try SQLiteStore(path: program.folder + "/s")
    _ = try await store.write {
      try $0.run(
        "UPDATE event SET body = replace(body, '已处理', '已解决') WHERE name = 'matter.answered'", [])
    }
    let verified = try program.run("verify", "--store", "s", "--format", "json")
    #expect(verified.code == 1)
    #expect(try verified.json()["findings"]?.array?.first?["kind"] == "changed")
  }

  @Test func `a backup is restored into a new store only`() throws {
    let program = try Program()
    try program.write("m.csv", Program.messages)
    try program.run("import", "messages", "m.csv", "--store", "s")
    #expect(try program.run("backup", "copy", "--store", "s").code == 0)
    #expect(try program.run("restore", "copy", "--to", "s").code == 1)
    #expect(try program.run("restore", "copy", "--to", "t").code == 0)
    let verified = try program.run("verify", "--store", "t", "--format", "json")
    #expect(try verified.json()["ok"] == true)
  }

  @Test func `steps are taken by the posts that may take them`() throws {
    let program = try Program()
    let received = try program.run(
      "matter", "do", "ReceiveMatter", "--store", "s", "--post", "a-call-taker", "--at",
      "2026-05-28T09:00:00+08:00", "--input",
      #"{"kind":"hotline","title":"A3区路灯不亮","text":"请修","caller":"王建国","channel":"phone"}"#)
    #expect(received.code == 0, "\(received.errors)")
    let refused = try program.run(
      "matter", "do", "AnswerMatter", "--on", "20260528-000001", "--store", "s", "--post",
      "a-call-taker", "--input", #"{"reply":"好"}"#)
    #expect(refused.code == 1)
    let answered = try program.run(
      "matter", "do", "AnswerMatter", "--on", "20260528-000001", "--store", "s", "--post",
      "a3-housing-handler", "--at", "2026-05-28T10:00:00+08:00", "--input", #"{"reply":"已修"}"#)
    #expect(answered.code == 0, "\(answered.errors)")
    let shown = try program.run(
      "matter", "show", "20260528-000001", "--store", "s", "--format", "json")
    #expect(try shown.json()["state"] == "answered")
    #expect(try shown.json()["timeline"]?.array?.count == 2)
  }

  @Test func `a folder on the command line is laid over the packs inside the program`() throws {
    let program = try Program()
    let inside = program.folder + "/Packs/example"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    try program.write("Packs/example/more.yaml", "functions:\n  - {id: extra, name: Extra}\n")
    #expect(try program.run("pack", "check", "example").code == 0)
    let faults = try program.run("pack", "check", "example", "--files", ".", "--lang", "en")
    #expect(faults.errors.contains("extra"))
  }

  @Test func `the demonstration loads a city, lives a day and prints its bulletin`() throws {
    let program = try Program()
    let demo = try program.run("demo", "--store", "d", "--once", "--lang", "zh")
    #expect(demo.code == 0, "\(demo.errors)")
    #expect(demo.output.contains("日报 2026-05-28"))
    #expect(try program.run("verify", "--store", "d").code == 0)
  }
}
