extension Library {
  /// Every extension library, in the order of reference pages.
  public static let all: [Library] = [strings, math, lists, sets, encoders]
}
