import Journal

extension ActionCatalogue.Entry {
  /// The same action as a form that asks for some of its fields only: the rest is asked elsewhere.
  public func asking(_ isAsked: (String) -> Bool) -> Self {
    Self(
      declaration: declaration, fields: fields.filter { isAsked($0.name) },
      subjectKind: subjectKind, isPossible: isPossible, perform: perform)
  }
}
