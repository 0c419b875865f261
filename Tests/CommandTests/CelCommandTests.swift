import Foundation
import Kernel
import Testing

struct CelCommandTests {
  @Test func `an expression is evaluated with its variables`() throws {
    let program = try Program()
    let answer = try program.run(
      "cel", "eval", "limit > 5 && names[0] == '张三'", "--var", "days=3", "--var", "limit=days * 2",
      "--var", "names=['张三']", "--format", "json")
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(try answer.json() == ["value": true, "text": "true", "type": "bool"])
    let text = try program.run("cel", "eval", "[1u, 2u].map(x, x * 2u)", "--lang", "zh")
    #expect(text.output == "值    [2u, 4u]\n类型  list(uint)\n")
    let time = try program.run(
      "cel", "eval", "timestamp('2024-02-28T20:30:00Z')", "--zone", "Asia/Shanghai", "--format",
      "json")
    #expect(try time.json()["local"] == "2024-02-29 04:30:00")
    #expect(try time.json()["value"] == "2024-02-28T20:30:00Z")
    let hour = try program.run(
      "cel", "eval", "timestamp('2024-07-01T00:00:00Z').getHours('America/St_Johns')", "--format",
      "json")
    #expect(try hour.json()["value"] == 21)
  }

  @Test func `an error has a caret under its place`() throws {
    let program = try Program()
    let wrong = try program.run(
      "cel", "eval", "true ||\n  '中文' + dais", "--var", "days=3", "--lang", "en")
    #expect(wrong.code == 1)
    #expect(
      wrong.errors == """
        baodao: name error 2:10: unknown name `dais`; did you mean `days`?
            '中文' + dais
                     ^

        """)
    let variable = try program.run("cel", "eval", "1", "--var", "a=1 / 0", "--lang", "zh")
    #expect(variable.code == 1)
    #expect(variable.errors.contains("--var a: 求值错误"))
    #expect(try program.run("cel", "eval", "1", "--var", "a").code == 64)
    #expect(try program.run("cel", "eval", "1", "--var", "a-b=1").code == 64)
    #expect(try program.run("cel", "eval", "1", "--zone", "UTC").code == 64)
    #expect(try program.run("cel", "eval", "1", "--format", "csv").code == 64)
  }

  @Test func `an expression is checked and its cost told`() throws {
    let program = try Program()
    let answer = try program.run(
      "cel", "check", "m.filter(k, m[k].size() > n)", "--var", "m:map(string, list(int))", "--var",
      "n:int",
      "--format", "json")
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(try answer.json()["type"] == "list(string)")
    #expect(try answer.json()["cost"]?.integer ?? 0 > 0)
    #expect(try answer.json()["estimate"]?.integer ?? 0 > 100)
    let optional = try program.run(
      "cel", "check", "o", "--var", "o:optional_type(int)", "--lang", "en")
    #expect(optional.output.hasPrefix("type      optional_type(int)\ncost      1\n"))
    #expect(try program.run("cel", "check", "n + 'a'", "--var", "n:int").code == 1)
    let type = try program.run("cel", "check", "n", "--var", "n:list(lost)")
    #expect(type.code == 64)
    #expect(type.errors.contains("list(lost)"))
  }

  @Test func `conformance cases are run and counted`() throws {
    let program = try Program()
    try program.write(
      "good.json", #"[{"section": "s", "name": "a", "expr": "1 + 1", "value": {"int64_value": 2}}]"#
    )
    try program.write(
      "bad.json",
      #"[{"name": "b", "expr": "2", "value": {"int64_value": 3}}, {"name": "c", "expr": "A{}"}]"#)
    let good = try program.run("cel", "conform", "good.json", "--format", "json")
    #expect(good.code == 0)
    #expect(try good.json() == ["passed": 1, "failed": [], "skipped": []])
    let both = try program.run("cel", "conform", "good.json", "bad.json", "--format", "json")
    #expect(both.code == 1)
    let failed: JSON = ["name": "bad//b", "expression": "2", "reason": "gave 2, expected 3"]
    let skipped: JSON = ["name": "bad//c", "reason": "builds a protobuf message"]
    #expect(try both.json() == ["passed": 1, "failed": [failed], "skipped": [skipped]])
    let table = try program.run("cel", "conform", "good.json", "bad.json", "--lang", "en")
    #expect(table.code == 1)
    #expect(table.output.contains("gave 2, expected 3"))
    #expect(table.output.contains("builds a protobuf message"))
  }

  @Test func `a file of cases that can't be read ends with 2 and is named`() throws {
    let program = try Program()
    try program.write("broken.json", "[\n  {\"name\": }\n]")
    let missing = try program.run("cel", "conform", "none.json", "--lang", "en")
    #expect(missing.code == 2)
    #expect(missing.errors.contains("none.json"))
    let broken = try program.run("cel", "conform", "broken.json", "--format", "json")
    #expect(broken.code == 2)
    #expect(broken.output.isEmpty)
    #expect(broken.errors.contains("broken.json:2:12: a value was expected"))
  }
}
