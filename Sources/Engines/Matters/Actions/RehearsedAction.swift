public import Journal
public import Kernel
public import Pack
import Store

/// An action on a matter that can be tried before anything is filled in, so that forms and buttons
/// offer what is possible now and nothing else.
public protocol RehearsedAction: Action where Subject == MatterEngine {
  /// What the decision would read beside the matter's own state.
  /// - Parameter text: the matter's text.
  static func rehearsalFacts(_ text: String) -> Facts
}

extension RehearsedAction where Facts == Void {
  public static func rehearsalFacts(_ text: String) {}
}

extension RehearsedAction where Facts == String {
  public static func rehearsalFacts(_ text: String) -> String { text }
}

extension RehearsedAction {
  /// Whether the action could be taken now, if its fields were filled in well: a refusal that names
  /// no field would come whatever is filled in.
  /// - Parameter settled: the fields that are known already, such as which task it is about.
  public static func isPossible(
    _ engine: MatterEngine, _ matter: Matter, settled: [String: JSON] = [:],
    _ context: ActionContext
  ) -> Bool {
    guard declaration.begins == .existing, context.actor.holds(declaration.permission) else {
      return false
    }
    var reader = InputReader(rehearsing: settled)
    guard let action = try? Self(&reader) else { return false }
    guard (try? action.authorise(engine, matter, context)) != nil else { return false }
    do throws(Problem) {
      let facts = rehearsalFacts(matter.body?.text ?? "")
      return !(try action.decide(engine, matter, facts, context)).isEmpty
    } catch {
      // A field that is settled will not be answered in another way.
      return !error.field.isEmpty && settled[String(error.field.dropFirst())] == nil
    }
  }
}

extension CategoriseMatter: RehearsedAction {
  public static func rehearsalFacts(_ text: String) -> String { text }
}
extension DispatchMatter: RehearsedAction {
  public static func rehearsalFacts(_ text: String) -> String { text }
}
extension OrderCheck: RehearsedAction {
  public static func rehearsalFacts(_ text: String) -> Facts { Facts(open: [:], text: text) }
}
extension AttachPhotograph: RehearsedAction {
  public static func rehearsalFacts(_ text: String) -> String? { nil }
}
extension MergeMatter: RehearsedAction {
  public static func rehearsalFacts(_ text: String) -> Other? { nil }
}
extension MakePromise: RehearsedAction {}
extension KeepPromise: RehearsedAction {}
extension CloseMatter: RehearsedAction {}
extension ReportTask: RehearsedAction {}
extension RefuseTask: RehearsedAction {}
extension DecideTaskRefusal: RehearsedAction {}
extension ReleaseTask: RehearsedAction {}
extension RateTask: RehearsedAction {}
extension AnswerTaskRating: RehearsedAction {}
extension EndSupervision: RehearsedAction {}
extension DecideEscalation: RehearsedAction {}
extension RequestExtension: RehearsedAction {}
extension RequestSuspension: RehearsedAction {}
extension ResumeMatter: RehearsedAction {}
extension AppealOvertime: RehearsedAction {}
extension AppealRating: RehearsedAction {}
extension DecideRequest: RehearsedAction {}
extension UnmergeMatter: RehearsedAction {}
extension SelectMatter: RehearsedAction {}
extension PublishMatter: RehearsedAction {}
extension WithdrawMatter: RehearsedAction {}
extension NoteMatter: RehearsedAction {}
