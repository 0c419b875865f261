import Expression
import Testing

@testable import Conformance

@Suite struct ConformanceReadingTests {
  /// Reads and runs one case.
  static func run(_ json: String) throws -> ConformanceCase.Outcome {
    let file = try ConformanceFile(Array("[\(json)]".utf8), path: "cases.json")
    return try #require(file.cases.first).run()
  }

  static func value(_ json: String) throws -> Value {
    try CaseValue.read(try CaseJSON(parsing: Array(json.utf8)), "value")
  }

  static func type(_ json: String) throws -> CELType {
    try CaseType.read(try CaseJSON(parsing: Array(json.utf8)), "type")
  }

  static let values: [(json: String, wanted: Value)] = [
    (#"{"null_value": {"$id": "NULL_VALUE"}}"#, Value.null), (#"{"null_value": 0}"#, .null),
    (#"{"bool_value": true}"#, true), (#"{"bool_value": {"$id": "true"}}"#, true),
    (#"{"int64_value": {"$num": "-9223372036854775808"}}"#, .int(.min)),
    (#"{"int64_value": 9223372036854775807}"#, .int(.max)), (#"{"int64_value": "7"}"#, 7),
    (#"{"int64_value": {"$num": "-0x10"}}"#, -16), (#"{"int64_value": {"$num": 3}}"#, 3),
    (#"{"uint64_value": 18446744073709551615}"#, .uint(.max)),
    (#"{"double_value": {"$num": "-inf"}}"#, .double(-.infinity)),
    (#"{"double_value": "Infinity"}"#, .double(.infinity)),
    (#"{"double_value": {"$num": "nan"}}"#, .double(.nan)),
    (#"{"double_value": NaN}"#, .double(.nan)),
    (#"{"double_value": {"$num": "1.5f"}}"#, 1.5), (#"{"double_value": 1e3}"#, 1_000.0),
    (#"{"string_value": "\ud83d\ude00 \u00e9\n"}"#, "😀 é\n"),
    (#"{"string_value": {"$bytes": "c3a9"}}"#, "é"),
    (#"{"bytes_value": {"$bytes": "00ff"}}"#, .bytes([0, 255])),
    (#"{"bytes_value": "é"}"#, .bytes([0xC3, 0xA9])),
    (#"{"type_value": "map"}"#, .type(.map(.dyn, .dyn))),
    (#"{"list_value": {}}"#, []), (#"{"list_value": {"values": {"int64_value": 1}}}"#, [1]),
    (
      #"{"list_value": {"values": [{"int64_value": 1}, {"list_value": {"values": []}}]}}"#, [1, []]
    ),
    (#"{"map_value": {}}"#, [:]),
    (
      #"{"map_value": {"entries": {"key": {"string_value": "a"}, "value": {"int64_value": 1}}}}"#,
      ["a": 1]
    ),
  ]

  @Test(arguments: values)
  func `values are read as written`(_ json: String, _ wanted: Value) throws {
    #expect(try Self.value(json) == wanted)
  }

  static let messages: [(json: String, wanted: Value?)] = [
    (
      #""Duration": {"seconds": {"$num": "-1"}, "nanos": -5}"#,
      Value.duration(TimeSpan(nanoseconds: -1_000_000_005))
    ),
    (#""Timestamp": {}"#, Timestamp(seconds: 0).map(Value.timestamp)), (#""BoolValue": {}"#, false),
    (#""Int32Value": {"value": {"$num": "5"}}"#, 5), (#""UInt64Value": {"value": 5}"#, .uint(5)),
    (#""FloatValue": {"value": 0.1}"#, .double(Double(Float(0.1)))), (#""DoubleValue": {}"#, 0.0),
    (#""StringValue": {"value": "a"}"#, "a"), (#""BytesValue": {"value": "a"}"#, .bytes([97])),
    (#""Value": {}"#, .null), (#""Value": {"number_value": 1}"#, 1.0),
    (#""ListValue": {"values": {"string_value": "a"}}"#, ["a"]),
    (#""Struct": {"fields": {"key": "a", "value": {"null_value": 0}}}"#, ["a": .null]),
    (#""Struct": {"fields": [{"key": "a", "value": {"struct_value": {}}}]}"#, ["a": [:]]),
    (#""Struct": {"fields": {"a": {"bool_value": true}}}"#, ["a": true]),
    (#""Any": {"[type.googleapis.com/google.protobuf.Int64Value]": {"value": 2}}"#, 2),
  ]

  @Test(arguments: messages)
  func `messages that stand for values are read`(_ json: String, _ wanted: Value?) throws {
    // `"Name": {…}` becomes the member of an `Any`.
    let (_, name, fields) = try #require(json.wholeMatch(of: /"(\w+)": (.*)/)).output
    let member = #""[type.googleapis.com/google.protobuf.\#(name)]": \#(fields)"#
    #expect(try Self.value(#"{"object_value": {\#(member)}}"#) == wanted)
  }

  static let types: [(json: String, wanted: CELType)] = [
    (#"{"primitive": {"$id": "INT64"}}"#, CELType.int), (#"{"primitive": "BYTES"}"#, .bytes),
    (#"{"primitive": {"$num": "3"}}"#, .uint), (#"{"wrapper": "INT64"}"#, .dyn),
    (#"{"well_known": "DURATION"}"#, .duration), (#"{"well_known": {"$id": "ANY"}}"#, .dyn),
    (#"{"dyn": {}}"#, .dyn), (#"{"null": {"$id": "NULL_VALUE"}}"#, .null),
    (#"{"error": {}}"#, .error),
    (#"{"list_type": {"elem_type": {"type_param": "T"}}}"#, .list(.dyn)),
    (#"{"list_type": {}}"#, .list(.dyn)),
    (
      #"{"map_type": {"key_type": {"primitive": "STRING"}, "value_type": {"dyn": {}}}}"#,
      .map(.string, .dyn)
    ),
    (
      #"{"abstract_type": {"name": "optional_type", "parameter_types": {"type_param": "T"}}}"#,
      .optional(.dyn)
    ), (#"{"abstract_type": {"name": "money"}}"#, .abstract("money", [])),
    (#"{"type": {}}"#, .type(.dyn)), (#"{"type": {"primitive": "INT64"}}"#, .type(.int)),
    (#"{"message_type": "google.protobuf.Timestamp"}"#, .timestamp),
    (#"{"message_type": "google.protobuf.Struct"}"#, .map(.string, .dyn)),
    (#"{"message_type": "google.protobuf.Int32Value"}"#, .dyn),
  ]

  @Test(arguments: types)
  func `types are read as written`(_ json: String, _ wanted: CELType) throws {
    #expect(try Self.type(json) == wanted)
  }

  static let passing: [String] = [
    // Evaluated.
    #"{"expr": "1 + 1", "value": {"int64_value": 2}}"#, #"{"expr": "1 < 2"}"#,
    #"{"expr": "0.0 / 0.0", "value": {"double_value": "nan"}}"#,
    #"{"expr": "-0.0", "value": {"double_value": 0}}"#,
    #"{"expr": "x + y", "type_env": {"name": "x", "ident": {"type": {"primitive": "INT64"}}}, "#
      + #""bindings": [{"key": "x", "value": {"value": {"int64_value": 1}}}, "#
      + #"{"key": "y", "value": {"value": {"int64_value": 2}}}], "value": {"int64_value": 3}}"#,
    #"{"expr": "x", "bindings": {"x": {"value": {"bool_value": true}}}}"#,
    #"{"expr": "y", "container": "x", "#
      + #""bindings": {"key": "x.y", "value": {"value": {"bool_value": true}}}}"#,
    #"{"expr": "w == null", "type_env": {"name": "w", "ident": {"type": {"wrapper": "INT64"}}}, "#
      + #""bindings": {"key": "w", "value": {"value": {"null_value": 0}}}, "locale": "de"}"#,
    #"{"expr": "timestamp('2024-07-01T20:30:00Z').getMinutes('Asia/Kathmandu') == 15"}"#,
    #"{"expr": "[1, 2].size() == 2", "disable_macros": true}"#,
    // Errors, when compiled or evaluated.
    #"{"expr": "1 +", "eval_error": {}}"#,
    #"{"expr": "[1].map(x, x)", "disable_macros": true, "eval_error": {}}"#,
    #"{"expr": "1 / 0", "eval_error": {"errors": {"message": "x"}}}"#,
    #"{"expr": "x", "any_eval_errors": {"errors": [{}, {}]}}"#,
    // Only checked.
    #"{"expr": "1 / 0", "check_only": true}"#,
    #"{"expr": "[]", "check_only": true, "#
      + #""typed_result": {"deduced_type": {"list_type": {"elem_type": {"dyn": {}}}}}}"#,
    #"{"expr": "1", "typed_result": {"result": {"int64_value": 1}, "#
      + #""deduced_type": {"primitive": "INT64"}}}"#,
    #"{"expr": "type(optional.none())", "value": {"type_value": "optional_type"}}"#,
    #"{"expr": "1.pair('a')", "type_env": {"name": "pair", "function": {"overloads": "#
      + #"{"params": [{"type_param": "A"}, {"type_param": "B"}], "is_instance_function": true, "#
      + #""result_type": {"abstract_type": {"name": "tuple", "#
      + #""parameter_types": [{"type_param": "B"}, {"type_param": "A"}]}}}}}, "check_only": true, "#
      + #""typed_result": {"deduced_type": {"abstract_type": {"name": "tuple", "#
      + #""parameter_types": [{"primitive": "STRING"}, {"primitive": "INT64"}]}}}}"#,
    #"{"expr": "type(1)", "check_only": true, "typed_result": {"deduced_type": {"type": {}}}}"#,
  ]

  @Test(arguments: passing)
  func `a case passes`(_ json: String) throws {
    #expect(try Self.run(json) == .passed)
  }

  static let failing: [(json: String, reason: String)] = [
    (#"{"expr": "1 + 1", "value": {"int64_value": 3}}"#, "gave 2, expected 3"),
    (#"{"expr": "1", "value": {"double_value": 1}}"#, "gave 1, expected 1.0"),
    (#"{"expr": "2", "value": {"uint64_value": 2}}"#, "gave 2, expected 2u"),
    (#"{"expr": "1"}"#, "expected true"),
    (#"{"expr": "1", "eval_error": {}}"#, "gave 1, expected an error"),
    (#"{"expr": "y", "value": {"int64_value": 3}}"#, "unknown name `y`"),
    (
      #"{"expr": "1", "check_only": true, "eval_error": {}}"#, "has the type int, expected an error"
    ),
    (
      #"{"expr": "[1]", "check_only": true, "#
        + #""typed_result": {"deduced_type": {"list_type": {"elem_type": {"dyn": {}}}}}}"#,
      "has the type list(int), expected list(dyn)"
    ),
    (
      #"{"expr": "1", "typed_result": {"result": {"int64_value": 1}, "#
        + #""deduced_type": {"dyn": {}}}}"#,
      "has the type int, expected dyn"
    ),
    (#"{"name": "a"}"#, "can't be read: expr"),
    (#"{"expr": "1", "value": {}}"#, "can't be read: value"),
    (#"{"expr": "1", "value": {"int64_value": "a"}}"#, "can't be read: value.int64_value"),
    (#"{"expr": "1", "value": {"int128_value": "1"}}"#, "unknown kind of value `int128_value`"),
    (#"{"expr": "1", "disable_check": "perhaps"}"#, "can't be read: disable_check"),
    (
      #"{"expr": "x", "type_env": {"name": "x", "ident": {"type": {"primitive": "INT65"}}}}"#,
      "unknown type `INT65`"
    ),
  ]

  @Test(arguments: failing)
  func `a case fails and says why`(_ json: String, _ reason: String) throws {
    guard case .failed(let why) = try Self.run(json) else {
      Issue.record("didn't fail: \(json)")
      return
    }
    #expect(why.contains(reason))
  }

  static let skipped: [(json: String, reason: String)] = [
    (#"{"expr": "TestAllTypes{a: 1}.a == 1"}"#, "builds a protobuf message"),
    (#"{"expr": "a . // b {\n B {?a: x}", "eval_error": {}}"#, "builds a protobuf message"),
    (
      #"{"expr": "GlobalEnum.GAZ", "container": "cel.expr.conformance.proto3"}"#,
      "names a protobuf message or enumeration"
    ),
    (
      #"{"expr": "google.protobuf.NullValue.NULL_VALUE"}"#,
      "names a protobuf message or enumeration"
    ),
    (
      #"{"expr": "x.a", "bindings": {"key": "x", "value": {"value": "#
        + #"{"object_value": {"[type.googleapis.com/a.B]": {}}}}}}"#,
      "binds a protobuf message"
    ),
    (
      #"{"expr": "x", "type_env": {"name": "x", "ident": {"type": {"message_type": "a.B"}}}}"#,
      "declares a protobuf message"
    ),
    (
      #"{"expr": "1", "value": {"object_value": {"[type.googleapis.com/a.B]": {}}}}"#,
      "expects a protobuf message"
    ),
    (
      #"{"expr": "1", "value": {"enum_value": {"type": "a", "value": 1}}}"#,
      "expects a value of a protobuf enumeration"
    ),
    (
      #"{"expr": "f(1)", "type_env": [{"name": "f", "function": {"overloads": []}}]}"#,
      "declares a function without saying what it does"
    ),
    (#"{"expr": "x", "unknown": {"exprs": 1}}"#, "expects an unknown value"),
    (#"{"expr": "x", "any_unknowns": {}}"#, "expects an unknown value"),
    (
      #"{"expr": "x", "bindings": {"key": "x", "value": {"error": {}}}}"#,
      "binds an error instead of a value"
    ),
  ]

  @Test(arguments: skipped)
  func `a case that needs more than this library has is skipped`(_ json: String, _ reason: String)
    throws
  {
    #expect(try Self.run(json) == .skipped(reason))
  }

  static let sources: [(source: String, names: [String])] = [
    ("x in {1: 2}", []), ("a ? b : {'A{': 1}", []), ("'A{' + \"B{\" + '''C{'D{'''", []),
    (#"r'\' + A{}"#, ["A"]), ("// A{\nB {}", ["B"]), ("b'A{' == x.y.Z {}", ["x.y.Z"]),
    ("f(1).A{}", [".A"]), (".a . b // c\n . C{}", [".a.b.C"]), ("1.0 < 2 ? A{}: 3", ["A"]),
    ("`A{`", []), ("'\\'A{' == x", []),
  ]

  @Test(arguments: sources)
  func `what builds a message is told from strings and maps`(_ source: String, _ names: [String]) {
    let found = SourceWord.words(of: source).filter { $0.next == "{" && $0.text != "in" }
    #expect(found.map(\.text) == names)
  }

  @Test func `a file is a list of cases or an object with sections`() throws {
    let list = #"[{"section": "s", "name": "a", "expr": "true"}, {"name": "b", "expr": "1"}]"#
    let sections = """
      {"name": "f", "section": [{"name": "s", "test": {"name": "a", "expr": "true"}},
        {"name": "t", "test": [{"name": "b", "expr": "1"}, {"name": "c", "expr": "A{}"}]}]}
      """
    let first = try ConformanceFile(Array(list.utf8), path: "x/one.json")
    let second = try ConformanceFile(Array(sections.utf8), path: "two")
    #expect(first.cases.map(\.name) == ["one/s/a", "one//b"])
    #expect(second.cases.map(\.name) == ["two/s/a", "two/t/b", "two/t/c"])
    let report = ConformanceReport([first, second])
    #expect(report.passed == 2)
    #expect(report.failed.map(\.name) == ["one//b", "two/t/b"])
    #expect(report.failed.first?.expression == "1")
    #expect(report.skipped.map(\.reason) == ["builds a protobuf message"])
    #expect(report.counts.map(\.passed) == [1, 1])
    #expect(report.counts.map(\.skipped) == [0, 1])
  }

  static let broken: [(text: String, message: String)] = [
    ("", "f.json:1:1: a value was expected"),
    ("[{\n  \"a\": 1,}]", "f.json:2:10: a name in quotes was expected"),
    ("[\"a]", "f.json:1:2: the text that begins here isn't closed"),
    ("[] x", "f.json:1:4: nothing may follow"),
    ("[1]", "f.json: case 1 is no object"), ("7", "f.json: neither a list of cases nor"),
    ("{}", "f.json: neither a list of cases nor"), (#"["\x"]"#, "f.json:1:4: no such escape"),
    (#"["\u12"]"#, "four hexadecimal digits"), ("[01x]", "f.json:1:2: a value was expected"),
    (String(repeating: "[", count: 1_000), "nested deeper than 256 levels"),
    (#"{"section": {"name": "s", "test": [1]}}"#, "f.json: case 1 of section `s` is no object"),
  ]

  @Test(arguments: broken)
  func `a file that can't be read names the place`(_ text: String, _ message: String) {
    let error = #expect(throws: ConformanceFileError.self) {
      try ConformanceFile(Array(text.utf8), path: "f.json")
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `random files never crash`() {
    let parts = [
      "{", "}", "[", "]", ",", ":", "\"expr\"", "\"value\"", "\"int64_value\"", "\"\\ud800\"", "1",
      "-",
      "true", "null", "\"section\"", "\"test\"", "\"list_value\"", "\"values\"",
      "{\"$num\": \"1\"}",
      "\"bindings\"", "\"type_env\"", "\"object_value\"", "\"$bytes\"", "\"abc\"",
    ]
    var random = Seeded(9)
    for _ in 0..<6_000 {
      let count = Int.random(in: 1...24, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      guard let file = try? ConformanceFile(Array(text.utf8), path: "f") else { continue }
      for one in file.cases { _ = one.run() }
    }
  }
}
