public import Kernel

/// Why words are not an acceptable time limit.
public struct TimeLimitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that the words break.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// No words.
    case empty
    /// More characters than `TimeLimit.wordsMax`.
    case tooLong
    /// No number where one should stand.
    case amountExpected
    /// A number that is not well formed, is 0, or is above the greatest amount.
    case amountInvalid
    /// `3个半天`, which may be three half days or three days and a half.
    case halfAmbiguous
    /// A part of a month or of a year.
    case wholeNumberExpected
    /// A number without a unit after it.
    case unitExpected
    /// A second limit after the first.
    case secondLimit
    /// A season before the limit, which only `SeasonalLimit` reads.
    case seasonGiven
    /// Several limits, one of which is not named by a season.
    case seasonExpected
    /// A season's name with anything but letters.
    case seasonInvalid
    /// Two limits for one season.
    case seasonRepeated
    /// More limits than `SeasonalLimit.branchesMax`.
    case branchesTooMany
  }

  /// Which rule.
  public let reason: Reason
  /// The words at fault, shortened.
  public let words: String

  /// The whole message in both languages.
  public var text: Text {
    let expected = reason.expected
    return Text(
      zh: "时限“\(words)”：应为\(expected.chinese)。",
      en: "Time limit “\(words)”: expected \(expected.english).")
  }

  /// The English message, for logs.
  public var description: String { text.english }
}

extension TimeLimitError.Reason {
  /// What should have stood there.
  public var expected: Text {
    switch self {
    case .empty: Text(zh: "数和单位，如 5个工作日", en: "a number and a unit, such as 5个工作日")
    case .tooLong:
      Text(zh: "至多\(TimeLimit.wordsMax)字", en: "at most \(TimeLimit.wordsMax) characters")
    case .amountExpected: Text(zh: "以数开头，如 5、两、半", en: "a number first, such as 5, 两 or 半")
    case .amountInvalid:
      Text(
        zh: "大于0、不超过100000、至多三位小数的数，中文数字如 十五、一百二十",
        en: "a number above 0, at most 100000, with at most three decimals; in Chinese like 十五")
    case .halfAmbiguous:
      Text(zh: "写明 3.5天 还是 1.5天", en: "either 3.5天 or 1.5天 in place of 3个半天")
    case .wholeNumberExpected: Text(zh: "整月或整年", en: "whole months or years")
    case .unitExpected:
      Text(
        zh: "单位：分钟、小时、天、周、个月、年、工作时、工作日、紧急工作时、紧急工作日",
        en: "a unit: 分钟, 小时, 天, 周, 个月, 年, 工作时, 工作日, 紧急工作时 or 紧急工作日")
    case .secondLimit: Text(zh: "只有一个时限", en: "one limit only")
    case .seasonGiven: Text(zh: "不分季节的时限", en: "a limit without a season")
    case .seasonExpected:
      Text(zh: "每个时限前写明季节，其余写“其他”", en: "a season before each limit, “其他” for the rest")
    case .seasonInvalid:
      Text(zh: "只含文字的季节名称", en: "a season's name made of letters only")
    case .seasonRepeated: Text(zh: "每个季节一个时限", en: "one limit for each season")
    case .branchesTooMany:
      Text(
        zh: "至多\(SeasonalLimit.branchesMax)个季节", en: "at most \(SeasonalLimit.branchesMax) seasons")
    }
  }
}
