/// Finds a room by the words before it: 楼上502, 门牌号58, 房号1204.
enum NamedRoom {
  private static let neighbours = WordSet(
    "楼上 楼下 对门 隔壁 邻居 对面 我家 我住 房号 房间号 室号 某户、 某户和 某户及 某室、 某室和 某室及")
  private static let plates = WordSet("门牌号 门牌号码 门牌 门牌号为 门牌号是 门牌号: 门牌:")

  static func find(at start: Int, in cells: [Unicode.Scalar]) -> Find? {
    guard cells[start].isDigit, cells.at(start - 1)?.isDigit != true else { return nil }
    let before = cells.skippingBack([" ", ":", "是", "为", "的"], from: start, most: 2)
    let end = cells.digitsEnd(from: start, most: HousePart.numeralMax)
    guard cells.at(end)?.isDigit != true else { return nil }
    if plates.start(before: before, in: cells) != nil {
      let number = cells.at(end) == "号" ? end + 1 : end
      return Find(.houseNumber, start..<HouseNumber.tail(number, cells))
    }
    guard neighbours.start(before: before, in: cells) != nil,
      HousePart.isRoom(start..<end, cells), !NumberForms.isAmount(start..<end, in: cells)
    else { return nil }
    let isRoom = cells.at(end) == "室" || cells.at(end) == "户"
    return Find(.room, start..<(isRoom ? end + 1 : end))
  }
}
