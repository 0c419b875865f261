public import Kernel

/// One place at which something personal was struck out. What stood there is not kept.
public struct Strike: Hashable, Sendable {
  public let kind: Kind
  /// Unicode scalars of the original before the struck words.
  public let offset: Int
  /// Unicode scalars of the original that were struck; at least one.
  public let length: Int

  public init(_ kind: Kind, offset: Int, length: Int) {
    self.kind = kind
    self.offset = offset
    self.length = length
  }

  /// What kind of thing was struck.
  public enum Kind: String, Sendable, CaseIterable {
    case phone, identityNumber, bankCard, number, plate, email, account, birthday, name
    /// A flat: building, unit, floor and room, as far as they were given.
    case dwelling
    /// A building alone.
    case building
    /// A room without its building.
    case room
    /// The number of a house at a road or in a village.
    case houseNumber
    /// The caller's own address, below the road or village.
    case place

    /// What stands in its place; a name leaves the surname and a form of address instead.
    public var mark: String {
      switch self {
      case .phone: "［电话］"
      case .identityNumber: "［证件号］"
      case .bankCard: "［银行卡号］"
      case .number: "［号码］"
      case .plate: "［车牌号］"
      case .email: "［邮箱］"
      case .account: "［账号］"
      case .birthday: "［出生日期］"
      case .name: "市民"
      case .dwelling: "某楼某户"
      case .building: "某楼"
      case .room: "某室"
      case .houseNumber: "某号"
      case .place: "某处"
      }
    }

    /// What it is called.
    public var text: Text {
      switch self {
      case .phone: Text(zh: "电话号码", en: "a telephone number")
      case .identityNumber: Text(zh: "证件号码", en: "an identity number")
      case .bankCard: Text(zh: "银行卡号", en: "a bank card number")
      case .number: Text(zh: "号码", en: "a long number")
      case .plate: Text(zh: "车牌号", en: "a licence plate")
      case .email: Text(zh: "电子邮箱", en: "an e-mail address")
      case .account: Text(zh: "网络账号", en: "an account")
      case .birthday: Text(zh: "出生日期", en: "a date of birth")
      case .name: Text(zh: "姓名", en: "a name")
      case .dwelling: Text(zh: "住户门牌", en: "a flat")
      case .building: Text(zh: "楼号", en: "a building number")
      case .room: Text(zh: "房间号", en: "a room number")
      case .houseNumber: Text(zh: "门牌号", en: "a house number")
      case .place: Text(zh: "住址", en: "a home address")
      }
    }
  }
}
