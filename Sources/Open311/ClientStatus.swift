import Kernel

/// The statuses that clients send with an update, in the words of FixMyStreet's extension.
enum ClientStatus: String, Sendable, CaseIterable {
  case open, investigating, planned, fixed, closed, duplicate
  case inProgress = "in_progress"
  case actionScheduled = "action_scheduled"
  case internalReferral = "internal_referral"
  case noFurtherAction = "no_further_action"
  case notResponsible = "not_councils_responsibility"

  /// What an update with the status does.
  enum Effect: Sendable, Hashable {
    /// A remark on the timeline.
    case note
    /// The matter is taken up again.
    case reopen
  }

  /// - Parameter isClosed: whether the matter is closed.
  /// - Throws: a refusal of what only the responsible unit decides.
  func effect(isClosed: Bool) throws(GeoRefusal) -> Effect {
    switch self {
    case .open: return isClosed ? .reopen : .note
    case .investigating, .planned, .inProgress, .actionScheduled, .internalReferral:
      guard isClosed else { return .note }
      throw GeoRefusal(
        400, zh: "这件事已办结；要重开，请用状态open并写明理由。",
        en: "The request is closed; send the status open with a reason to reopen it.")
    // That it is fixed is what the person says; the unit closes it.
    case .fixed: return .note
    case .closed, .duplicate, .noFurtherAction, .notResponsible:
      if isClosed { return .note }
      throw GeoRefusal(
        400, zh: "只有承办单位可以办结；意见请用状态open提交。",
        en: "Only the responsible unit closes a request; send a comment with the status open.")
    }
  }
}
