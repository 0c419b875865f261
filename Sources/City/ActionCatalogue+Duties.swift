import Duties
import Journal
import Kernel

extension ActionCatalogue {
  static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == MeetingEngine {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      let request = try request(type, call, on: call.subject)
      return try await city.perform(request)
    }
  }

  /// An action on outreach: its subject follows from the programme's and the target's codes.
  static func entry<Performed: Action>(_ type: Performed.Type) -> Entry
  where Performed.Subject == OutreachEngine {
    Entry(
      declaration: type.declaration, fields: InputReader.fields(of: type),
      subjectKind: Performed.Subject.kind
    ) { city, call in
      let subject = city.outreach.id(
        of: call.input["program"]?.string ?? "", call.input["target"]?.string ?? "")
      return try await city.perform(try request(type, call, on: subject))
    }
  }

  private static func request<Performed: Action>(
    _ type: Performed.Type, _ call: Call, on subject: Int64?
  ) throws(Problem) -> Request<Performed> {
    var reader = try InputReader(call.input)
    let action = try Performed(&reader)
    try reader.finish()
    return Request(
      action, on: subject, by: call.actor, at: call.at, key: call.key,
      expectedVersion: call.expectedVersion, inputText: call.input.canonicalText)
  }
}
