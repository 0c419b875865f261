public import Store

extension Sessions {
  /// Ends every session and every way in: after a restore to an earlier moment, nobody is signed in
  /// who has signed out, or was locked, since.
  public static func endAll(_ writer: any Writing) throws {
    try writer.run("DELETE FROM session", [])
    try writer.run("DELETE FROM way_in", [])
  }
}
