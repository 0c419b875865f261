/// Some groups read as one number.
struct NumberCandidate {
  let groups: ArraySlice<DigitGroup>
  let digits: [UInt8]
  /// The loosest joint inside.
  let joint: DigitGroup.Joint

  /// Most digits of a number that is put together from groups: a card with a country's prefix.
  static let digitsMax = 20

  /// All numbers that begin with a group and end at a group's end, the shortest first.
  static func all(from start: Int, in groups: [DigitGroup]) -> [NumberCandidate] {
    var found: [NumberCandidate] = []
    var digits: [UInt8] = []
    var joint = DigitGroup.Joint.none
    for index in start..<groups.count {
      let group = groups[index]
      if index > start { joint = max(joint, group.joint) }
      guard joint != .apart, digits.count + group.digits.count <= digitsMax else { break }
      digits += group.digits
      found.append(
        NumberCandidate(groups: groups[start...index], digits: digits, joint: joint))
    }
    return found
  }

  var cells: Range<Int> {
    guard let first = groups.first, let last = groups.last else { return 0..<0 }
    return first.cells.lowerBound..<last.cells.upperBound
  }

  var isOne: Bool { groups.count == 1 }
  private var shape: [Int] { groups.map(\.digits.count) }

  private static let mobileShapes: Set<[Int]> = [
    [11], [3, 8], [7, 4], [3, 4, 4], [3, 3, 5], [4, 4, 3], [4, 3, 4], [5, 6],
    Array(repeating: 1, count: 11),
  ]

  /// Eleven digits from 13… to 19…, with 86, 0086 or 0 before them; in loose groups only in the
  /// shapes that people write.
  var isMobile: Bool {
    for prefix in [[], [8, 6], [0, 0, 8, 6], [0]] as [[UInt8]]
    where digits.count == 11 + prefix.count && digits.starts(with: prefix) {
      let rest = digits.dropFirst(prefix.count)
      guard rest.first == 1, let second = rest.dropFirst().first, second >= 3 else { continue }
      return joint < .loose || NumberCandidate.mobileShapes.contains(shape)
    }
    return false
  }

  /// An area code (010, 02x, 03xx to 09xx) and seven or eight digits.
  var isLandline: Bool {
    guard joint < .loose else { return false }
    let national: ArraySlice<UInt8>
    if digits.starts(with: [0, 0, 8, 6]) {
      national = digits.dropFirst(4)
    } else if digits.starts(with: [8, 6]), shape.first == 2 {
      national = digits.dropFirst(2)
    } else if digits.first == 0 {
      national = digits.dropFirst()
    } else {
      return false
    }
    guard let area = national.first, area > 0, let local = national.dropFirst().first else {
      return false
    }
    if area == 1 { return local == 0 && national.count == 10 }
    return area == 2 ? national.count == 10 : national.count == 10 || national.count == 11
  }

  /// Eighteen digits, or fifteen, with a region and a date of birth. The check digit is not asked:
  /// a mistyped number is personal too.
  var isIdentity: Bool {
    guard joint < .loose else { return false }
    switch digits.count {
    case 17, 18: return hasRegion && NumberForms.isDate(digits[6..<14])
    case 15: return hasRegion && NumberForms.isDate([1, 9] + digits[6..<12])
    default: return false
    }
  }

  private var hasRegion: Bool {
    let region = Int(digits[0]) * 10 + Int(digits[1])
    return (11...65).contains(region) || [71, 81, 82, 83, 91].contains(region)
  }

  /// Sixteen to nineteen digits that begin like a card's, in groups of three and more.
  var isBankCard: Bool {
    guard (16...19).contains(digits.count), joint < .loose, let first = digits.first,
      (3...6).contains(first) || first == 9
    else { return false }
    return shape.dropLast().allSatisfy { $0 >= 3 }
  }

  /// Eight digits, or seven, in one piece or written as 8888-0000.
  var isLocalShape: Bool {
    shape == [7] || shape == [8]
      || (joint < .loose && (shape == [4, 4] || shape == [3, 4]))
  }
}
