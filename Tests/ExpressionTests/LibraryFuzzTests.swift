import Expression
import Testing

@Suite struct LibraryFuzzTests {
  static let variables = ["a", "b", "c", "d"]
  static let environment = Environment(
    variables: variables.map { Variable(name: $0, type: .dyn) }, libraries: Library.all)

  /// Every form of every function, called with variables.
  static let calls: [String] = Library.all.flatMap { library in
    library.functions.flatMap { function in
      function.overloads.map { overload in
        let arguments = Array(variables.prefix(overload.parameters.count))
        return overload.style == .global
          ? "\(function.name)(\(arguments.joined(separator: ", ")))"
          : "a.\(function.name)(\(arguments.dropFirst().joined(separator: ", ")))"
      }
    }
  }

  static func value(_ random: inout Seeded, depth: Int = 3) -> Value {
    let texts = [
      "", "a", "aa", "%s %d %.3f", "%.999e%x%b", "汉字🐱", "e\u{301}", "aGk=", " \u{3000}", "%",
    ]
    let ints: [Int64] = [.min, -2, -1, 0, 1, 2, 3, 63, 64, 65, 1_000, 5_000_000_000, .max]
    let doubles = [0, -0.0, 0.5, -2.5, 5e-324, 1e308, .nan, .infinity, -.infinity, 0x1p52]
    switch Int.random(in: 0..<(depth > 0 ? 14 : 10), using: &random) {
    case 0, 1: return .string(texts.randomElement(using: &random) ?? "")
    case 2, 3: return .int(ints.randomElement(using: &random) ?? 0)
    case 4: return .uint([0, 1, .max].randomElement(using: &random) ?? 0)
    case 5: return .double(doubles.randomElement(using: &random) ?? 0)
    case 6: return .bytes((0..<5).map { _ in UInt8.random(in: 0...255, using: &random) })
    case 7: return .bool(.random(using: &random))
    case 8: return .type(.timestamp)
    case 9: return [.null, .duration(TimeSpan(nanoseconds: .min))].randomElement(using: &random)!
    case 10: return ["k": value(&random, depth: depth - 1), "": value(&random, depth: 0)]
    default:
      let count = Int.random(in: 0...4, using: &random)
      return .list((0..<count).map { _ in value(&random, depth: depth - 1) })
    }
  }

  @Test func `random calls never crash`() throws {
    let programs = try Self.calls.map { try Self.environment.compile($0) }
    #expect(programs.count > 60)
    var random = Seeded(7)
    var count = 0
    for _ in 0..<400 {
      for program in programs {
        let bindings = Bindings(Self.variables.map { _ in Self.value(&random) })
        if (try? program.evaluate(bindings, costLimit: 2_000)) != nil { count += 1 }
      }
    }
    #expect(count > 1_000)
  }

  @Test func `random nestings of calls never crash`() {
    var random = Seeded(8)
    for _ in 0..<3_000 {
      var source = "a"
      for _ in 0..<3 {
        let call = Self.calls.randomElement(using: &random) ?? ""
        source = call.replacingFirst("a", by: "(\(source))")
      }
      let bindings = Bindings(Self.variables.map { _ in Self.value(&random) })
      for program in [try? Self.environment.compile(source)].compactMap({ $0 }) {
        _ = try? program.evaluate(bindings, costLimit: 2_000)
      }
    }
  }

  @Test(arguments: [
    "lists.range(900000).size()",
    "lists.range(1900).map(x, lists.range(1900).map(y, x + y).reverse()).size()",
    "lists.range(900000).map(x, lists.range(900000)).size()",
    "[lists.range(900)].map(l, l.map(x, l).flatten().distinct().sort().reverse()).size()",
    "lists.range(2000).map(x, double(x)).distinct().size()",
    "sets.intersects(lists.range(2000).map(x, double(x)), dyn(lists.range(2000).map(x, [x])))",
    "lists.range(90000).map(x, text).join(text).size()", "[text].map(t, t.replace('', t)).size()",
    "[text.replace('', text)].map(t, t.replace('', t)).size()",
    "lists.range(90000).map(x, '%.1000f'.format([x])).size()",
    "lists.range(90000).map(x, '%.0f'.format([double(x) * 5e-324])).size()",
    "lists.range(90000).map(x, text.split('')).size()",
    "lists.range(90000).map(x, text.reverse()).size()",
    "lists.range(90000).map(x, strings.quote(text)).size()",
    "lists.range(90000).map(x, base64.encode(bytes(text))).size()",
    "lists.range(90000).map(x, text.lastIndexOf('b')).size()",
    "lists.range(90000).map(x, '%s'.format([[text]])).size()",
    "lists.range(90000).map(x, '%x'.format([text])).size()",
    "lists.range(90000).map(x, text.trim()).size()",
    "lists.range(1900).map(x, lists.range(1900).slice(0, x)).size()",
    "lists.range(900).map(x, math.greatest(lists.range(900 + x))).size()",
  ]) func `what goes on and on stops at the cost limit`(source: String) throws {
    let environment = Environment(
      variables: [Variable(name: "text", type: .string)], libraries: Library.all)
    let program = try environment.compile(source)
    let text = Value.string(String(repeating: "a汉", count: 5_000))
    let error = #expect(throws: ExpressionError.self) {
      try program.evaluate([text], costLimit: 500_000)
    }
    #expect(error?.kind == .cost)
  }

  @Test func `every function of a library has a sentence about it`() {
    for library in Library.all {
      #expect(!library.about.isEmpty)
      for function in library.functions {
        #expect(!function.about.isEmpty && !function.about.hasSuffix("."), "\(function.name)")
      }
    }
    #expect(Library.all.map(\.name) == ["strings", "math", "lists", "sets", "encoders"])
  }
}

extension String {
  fileprivate func replacingFirst(_ part: Character, by other: String) -> String {
    guard let place = lastIndex(where: { $0 == part && self.hasSuffix(")") }) else { return self }
    return self[..<place] + other + self[index(after: place)...]
  }
}
