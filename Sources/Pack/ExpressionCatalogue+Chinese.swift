extension ExpressionCatalogue {
  /// By the English template; `{}` stands for the same things in the same order.
  static let chinese = syntax.merging(names) { first, _ in first }
    .merging(values) { first, _ in first }.merging(extensions) { first, _ in first }
    .merging(patterns) { first, _ in first }

  private static let syntax = [
    "expected {}, found {}": "此处应为{}，见到的是{}",
    "`{}` is a reserved word": "“{}”是保留字",
    "the expression is nested deeper than {} levels": "表达式嵌套超过{}层",
    "the expression is longer than {} bytes": "表达式超过{}字节",
    "too many `{}` in a row": "连用的`{}`太多",
    "the number is out of the range of an int": "数超出int的范围",
    "the number is out of the range of 64 bits": "数超出64位的范围",
    "`{}` is out of the range of a double": "`{}`超出double的范围",
    "`0x` needs a digit": "`0x`后应有数字",
    "the string isn't closed": "文字没有收尾的引号",
    "the string isn't closed before the end of the line": "文字在行末以前没有收尾的引号",
    "unknown escape in a string": "文字中没有这种转义",
    "write `\\\\` for a backslash, or r\"…\" for a string without escapes":
      "反斜杠写作`\\\\`，不含转义的文字写作r\"…\"",
    "the escape is no Unicode code point": "转义不是Unicode码位",
    "the escape needs {} digits": "转义应有{}位数字",
    "a name in backquotes can't hold this character": "反引号内的名称不能有这个字符",
    "a name in backquotes is empty or isn't closed": "反引号内的名称为空或没有收尾",
    "unexpected character `{}`": "此处不能是“{}”",
    "did you mean `==`?": "是否应为`==`?", "did you mean `&&`?": "是否应为`&&`?",
    "did you mean `||`?": "是否应为`||`?", "did you mean `,`?": "是否应为`,`?",
    "did you mean `{}`?": "是否应为`{}`?", "write a straight quote": "用英文直引号",
    "write a plain parenthesis": "用英文括号",
    "`has` takes one field, as in `has(a.b)`": "`has`只接一个字段，如`has(a.b)`",
    "the two variables of `{}` have the same name": "`{}`的两个变量同名",
    "the first argument of `{}` names the element, as in `{}(x, …)`":
      "`{}`的第一个参数是元素的名称，如`{}(x, …)`",
    "`cel.block` takes a list of values first": "`cel.block`先接一个列表",
    "`cel.{}` takes numbers from 0": "`cel.{}`接从0起的数",
    "`{}{…}`: protobuf messages are not supported": "不支持protobuf消息`{}{…}`",
  ]

  private static let names = [
    "unknown name `{}`": "没有名为“{}”的变量", "unknown function `{}`": "没有名为“{}”的函数",
    "{} has no field `{}`": "{}没有字段“{}”", "no `{}` for {}": "`{}`不能用于{}",
    "no `{}` {} {}": "`{}`{}{}", "there is {}": "可用的是{}",
    "convert one side: `{}(…)` or `{}(…)`": "请转换一侧：`{}(…)`或`{}(…)`",
    "the expression is {}, expected {}": "表达式的类型是{}，应为{}",
    "`{}` takes bools, this is {}": "`{}`只接bool，此处是{}",
    "the condition of `?` must be bool, this is {}": "`?`的条件应为bool，此处是{}",
    "the condition of `{}` must be bool, this is {}": "`{}`的条件应为bool，此处是{}",
    "the two sides of `:` are {} and {}": "`:`两侧的类型不同：{}与{}",
    "wrap one in `dyn(…)` if that is meant": "如确需如此，请把一侧写作`dyn(…)`",
    "`?` takes an optional value, this is {}": "`?`接可选值，此处是{}",
    "leave the `?` out or write `optional.of(…)`": "去掉`?`，或写作`optional.of(…)`",
    "{} can't be the key of a map": "{}不能作映射的键",
    "`{}` takes {}, this is {}": "`{}`接{}，此处是{}", "`{}` {}, this is {}": "`{}`{}，此处是{}",
    "the result is no bool": "结果不是bool",
    "the expression may take {} steps, more than {}": "表达式可能要{}步，超过{}步",
    "loop over fewer or smaller values": "请减少循环的值，或用更小的值",
    "cost limit: the expression takes more steps than it may": "表达式用完了允许的步数",
  ]

  private static let values = [
    "divide by zero": "除以0", "modulus by zero": "对0取余", "out of range of time": "超出时间的范围",
    "{} overflow": "{}溢出", "`{}`: {}": "`{}`:{}",
    "invalid argument: a list has no index {}": "列表没有下标{}",
    "invalid argument: index {} of a list of {}": "下标{}超出列表的{}项",
    "no such key: {}": "没有键{}", "no such key: `{}`": "没有键“{}”",
    "the map has a key twice": "映射中有重复的键", "`{}` gives a key twice": "`{}`给出重复的键",
    "no such overload": "参数的类型不合", "no such overload: `{}` of ({})": "`{}`不接受({})",
    "no such overload: {} has no field `{}`, only a map has": "{}没有字段“{}”，只有映射有",
    "no such overload: {} is no number": "{}不是数",
    "`{}` has no value": "“{}”没有值",
    "`{}` is declared {} but its value is {}": "“{}”声明为{}，值却是{}",
    "no int in \"{}\"": "“{}”不是int", "no uint in \"{}\"": "“{}”不是uint",
    "no double in \"{}\"": "“{}”不是double", "no bool in \"{}\"": "“{}”不是bool",
    "the bytes are no UTF-8": "字节不是UTF-8",
    "no timestamp in \"{}\", or out of range": "“{}”不是时刻，或超出范围",
    "no duration in \"{}\", or out of range": "“{}”不是时长，或超出范围",
    "out of the range of {}": "超出{}的范围",
    "optional.none() dereference: there is no value": "可选值没有值",
    "the time zone `{}` needs a table that this environment doesn't have": "没有时区“{}”的资料",
    "unknown time zone `{}`": "没有时区“{}”",
  ]

  private static let extensions = [
    "a precision needs digits: `%.2f`": "精度应有数字，如`%.2f`",
    "the precision is greater than {}": "精度超过{}",
    "the format ends within a clause; write `%%` for a percent sign": "格式没有写完；百分号写作`%%`",
    "unrecognized clause `%{}`; write `%%` for a percent sign": "没有格式`%{}`；百分号写作`%%`",
    "index {} out of range: the format has more clauses than values": "第{}项没有值：格式多于值",
    "the format has {} clauses and is given {} values": "格式有{}处，值有{}个",
    "lists and maps are nested deeper than {}": "列表和映射嵌套超过{}层",
    "`%s` takes no optional value": "`%s`不接可选值",
    "an empty list has no greatest and no least number": "空列表没有最大和最小的数",
    "NaN has no order": "NaN不能比较大小", "no Base64": "不是Base64",
    "int overflow": "int溢出", "`{}` by {}: negative offset": "`{}`的位数{}小于0",
    "`lists.range` of {}: below 0": "`lists.range`的{}小于0",
    "`lists.range` of {}: more than {}": "`lists.range`的{}超过{}",
    "can't slice from {} to {}: below 0": "不能从{}取到{}：小于0",
    "can't slice from {} to {}: the start is after the end": "不能从{}取到{}：起在止后",
    "can't slice from {} to {}: the list has {}": "不能从{}取到{}：列表有{}项",
    "`flatten` to the depth {}: below 0": "`flatten`的层数{}小于0",
    "`sort` takes elements with an order, not {}": "`sort`只接能比较大小的元素，此处是{}",
    "`sort`: NaN has no order": "`sort`：NaN不能比较大小",
    "`sort` takes one type, not {} and {}": "`sort`只接一种类型，此处是{}与{}",
    "`join` takes strings, this is {}": "`join`只接文字，此处是{}",
    "invalid range: the start {} is after the end {}": "起{}在止{}之后",
    "index out of range: {} of a text of {}": "位置{}超出文字的{}个字符",
    "index out of range: {}": "位置{}超出范围",
  ]

  private static let patterns = [
    "the pattern is longer than {} characters": "匹配式超过{}个字符",
    "the pattern is too large": "匹配式太大",
    "pattern, character {}: {}": "匹配式第{}个字符：{}",
  ]

  /// Words that stand in sentences.
  static let phrases = [
    "a value": "一个值", "the end": "结尾", "a number": "数", "a string": "文字", "bytes": "字节",
    "a name": "名称", "a field": "字段", "a field or a function": "字段或函数",
    "an operator or the end": "运算符或结尾", "`,` or `)`": "`,`或`)`", "`,` or `]`": "`,`或`]`",
    "`,` or `}`": "`,`或`}`", "on": "不能用于", "of": "不接受", "an optional value": "可选值",
    "a list": "列表", "a list or a map": "列表或映射", "gives a map for each entry": "每项应给出映射",
    "needs a key with an order": "的键应能比较大小", "gives an optional value": "应给出可选值",
    "ints, uints and bools": "int、uint和bool", "ints and uints": "int和uint",
    "ints, uints and doubles": "int、uint和double",
    "ints, uints, strings and bytes": "int、uint、文字和字节",
    "a `\\` stands at the end": "`\\`在末尾", "a `\\p{` isn't closed": "`\\p{`没有收尾",
    "back references are not in RE2": "RE2没有反向引用",
    "`\\x` needs two digits, or a code point in braces": "`\\x`后应有两位数字，或花括号内的码位",
    "a `[` isn't closed": "`[`没有收尾", "a range runs backwards": "范围首尾颠倒",
    "unexpected `)`": "多了`)`", "groups are nested too deeply": "分组嵌套太深",
    "no such group in RE2": "RE2没有这种分组", "the group's name isn't closed": "分组的名称没有收尾",
    "a `(` isn't closed": "`(`没有收尾",
  ]
}
