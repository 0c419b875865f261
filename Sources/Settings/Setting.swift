public import Kernel

/// One value that whoever runs the server may set: its name, its form, its meaning.
///
/// The default is what `ServerConfiguration()` holds, so that it stands in one place.
public struct Setting: Sendable {
  /// As it is written in a file: `body-bytes-max`.
  public let name: String
  /// What may be given, such as `0–65535`; the same words in every language.
  public let expected: String
  public let about: Text
  /// Whether the value is never printed.
  public let isSecret: Bool

  /// Puts a text into the configuration; false where it is not what is expected.
  let assign: @Sendable (String, inout ServerConfiguration) -> Bool
  /// The value as it would be written.
  let text: @Sendable (ServerConfiguration) -> String

  /// As an argument of the command: `--body-bytes-max`.
  public var argument: String { "--" + name }

  /// As a variable of the environment: `BAODAO_BODY_BYTES_MAX`.
  public var variable: String {
    Setting.variablePrefix + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }

  static let variablePrefix = "BAODAO_"
}

extension Setting {
  typealias Path<Value> = any WritableKeyPath<ServerConfiguration, Value> & Sendable

  /// A number within a range.
  init(_ name: String, _ path: Path<Int>, _ range: ClosedRange<Int>, zh: String, en: String) {
    self.init(
      name: name, expected: "\(range.lowerBound)–\(range.upperBound)", about: Text(zh: zh, en: en),
      isSecret: false,
      assign: { text, configuration in
        guard let number = Int(text), range.contains(number) else { return false }
        configuration[keyPath: path] = number
        return true
      },
      text: { String($0[keyPath: path]) })
  }

  /// A text of a length within a range.
  init(
    _ name: String, _ path: Path<String>, lengths: ClosedRange<Int>, secret: Bool = false,
    zh: String, en: String
  ) {
    self.init(
      name: name, expected: "\(lengths.lowerBound)–\(lengths.upperBound) characters",
      about: Text(zh: zh, en: en), isSecret: secret,
      assign: { text, configuration in
        let fits = lengths.contains(text.count) && !text.contains { $0.isNewline || $0 == "\0" }
        // A secret may be left out altogether, but not be short.
        guard fits || (secret && text.isEmpty) else { return false }
        configuration[keyPath: path] = text
        return true
      },
      text: { $0[keyPath: path] })
  }

  /// Yes or no.
  init(_ name: String, _ path: Path<Bool>, zh: String, en: String) {
    self.init(
      name: name, expected: "true / false", about: Text(zh: zh, en: en), isSecret: false,
      assign: { text, configuration in
        guard let value = Bool(text) else { return false }
        configuration[keyPath: path] = value
        return true
      },
      text: { String($0[keyPath: path]) })
  }

  /// One of a few words.
  init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: Path<Choice>, zh: String, en: String
  ) {
    self.init(
      name: name, expected: Choice.allCases.map(\.rawValue).joined(separator: " / "),
      about: Text(zh: zh, en: en), isSecret: false,
      assign: { text, configuration in
        guard let choice = Choice(rawValue: text) else { return false }
        configuration[keyPath: path] = choice
        return true
      },
      text: { $0[keyPath: path].rawValue })
  }

  /// Most members of a list.
  static let listMax = 100

  /// A list with commas between its members.
  init<Member: LosslessStringConvertible & Sendable>(
    _ name: String, _ path: Path<[Member]>, expected: String, zh: String, en: String
  ) {
    self.init(
      name: name, expected: expected, about: Text(zh: zh, en: en), isSecret: false,
      assign: { text, configuration in
        let words = text.split(separator: ",").map {
          String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        let members = words.compactMap(Member.init)
        guard members.count == words.count, words.count <= Setting.listMax else { return false }
        configuration[keyPath: path] = members
        return true
      },
      text: { $0[keyPath: path].map(\.description).joined(separator: ", ") })
  }
}
