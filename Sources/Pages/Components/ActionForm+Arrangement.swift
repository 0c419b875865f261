extension ActionForm {
  /// How the fields of a form stand, where the declaration's order does not serve its reader.
  public struct Arrangement: Sendable {
    /// Names of the fields that come first, in this order.
    let first: [String]
    /// Names of the fields that are folded away.
    let folded: Set<String>
    /// What stands on the fold.
    let fold: String
    /// Names of the fields that are asked for on one line, however long they may be.
    let lines: Set<String>
    /// Names of fields that must be answered here, though not everywhere.
    var required: Set<String> = []
    /// Names of fields whose answers stand below each other, to be compared.
    var compared: Set<String> = []
    /// What helps with an answer, by the field's name.
    var hints: [String: String] = [:]
    /// Attributes of the form.
    let marks: HTML
    /// What stands below the fields.
    let buttons: HTML
  }
}
