/// Finds e-mail addresses. Those of public bodies, under gov.cn, stay.
enum MailFinder {
  private static let localMax = 64
  private static let domainMax = 253

  static func finds(in cells: [Unicode.Scalar]) -> [Find] {
    var found: [Find] = []
    for (sign, cell) in cells.enumerated() where cell == "@" {
      let nameEnd = cells.skippingBack([" "], from: sign, most: 1)
      var start = nameEnd
      while start > 0, start > nameEnd - localMax, isNameCell(cells[start - 1]) { start -= 1 }
      let domain = cells.skipping([" "], from: sign + 1, most: 1)
      var end = domain
      while let cell = cells.at(end), end < domain + domainMax, isDomainCell(cell) { end += 1 }
      while end > domain, !(cells[end - 1].isLetter || cells[end - 1].isDigit) { end -= 1 }
      let host = cells[domain..<end]
      guard start < nameEnd, host.contains("."), !isPublicBody(host) else { continue }
      found.append(Find(.email, start..<end))
    }
    return found
  }

  private static func isNameCell(_ cell: Unicode.Scalar) -> Bool {
    isDomainCell(cell) || cell == "_" || cell == "%" || cell == "+"
  }

  private static func isDomainCell(_ cell: Unicode.Scalar) -> Bool {
    cell.isLetter || cell.isDigit || cell == "." || cell == "-"
  }

  private static let publicEnding = Array(".GOV.CN".unicodeScalars)

  private static func isPublicBody(_ host: ArraySlice<Unicode.Scalar>) -> Bool {
    host.suffix(publicEnding.count).elementsEqual(publicEnding)
  }
}
