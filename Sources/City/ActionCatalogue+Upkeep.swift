import Journal
import Kernel
import Upkeep

extension ActionCatalogue {
  static let upkeep = [
    entry(EnactPack.self), entry(OrderVerification.self), entry(RetryMessages.self),
    entry(DropMessage.self),
  ]

  /// An action on the machinery: a city has one.
  private static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == UpkeepEngine {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      var reader = try InputReader(call.input)
      let action = try Performed(&reader)
      try reader.finish()
      return try await city.perform(
        Request(
          action, on: city.upkeep.id, by: call.actor, at: call.at, key: call.key,
          expectedVersion: call.expectedVersion, inputText: call.input.canonicalText))
    }
  }
}
