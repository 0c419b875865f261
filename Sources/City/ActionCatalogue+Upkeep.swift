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
    entry(type, through: { try await $0.perform($1) }) { city, _ in city.upkeep.id }
  }
}
