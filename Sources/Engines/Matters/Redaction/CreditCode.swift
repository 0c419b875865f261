/// A unified social credit code (GB 32100): eighteen digits and letters, the first eight digits.
///
/// A firm's or an office's is in a public register and stays. One that begins with 92 belongs to a
/// one-man business, which is registered by the name of its owner.
struct CreditCode {
  let range: Range<Int>
  let isPersonal: Bool

  private static let length = 18
  private static let digits = 8
  private static let first: Set<Unicode.Scalar> = ["1", "3", "5", "9"]

  /// The code that begins at a cell; one of digits alone is read as another number.
  init?(at start: Int, in cells: [Unicode.Scalar]) {
    let end = start + CreditCode.length
    guard end <= cells.count, CreditCode.first.contains(cells[start]),
      !isAlphanumeric(cells.at(start - 1)),
      !isAlphanumeric(cells.at(end)),
      cells[start..<start + CreditCode.digits].allSatisfy(\.isDigit),
      cells[start..<end].allSatisfy({ isAlphanumeric($0) }),
      // An identity number has its only letter at the end.
      cells[start..<end - 1].contains(where: \.isLetter)
    else { return nil }
    range = start..<end
    isPersonal = cells[start] == "9" && cells[start + 1] == "2"
  }
}

private func isAlphanumeric(_ cell: Unicode.Scalar?) -> Bool {
  cell.map { $0.isDigit || $0.isLetter } ?? false
}
