import Duties
import Journal
import Kernel

extension ActionCatalogue {
  static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == MeetingEngine {
    entry(type, through: { try await $0.perform($1) }) { _, call in call.subject }
  }

  /// An action on outreach: its subject follows from the programme's and the target's codes.
  static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == OutreachEngine {
    entry(type, through: { try await $0.perform($1) }) { city, call in
      city.outreach.id(
        of: call.input["program"]?.string ?? "", call.input["target"]?.string ?? "")
    }
  }
}
