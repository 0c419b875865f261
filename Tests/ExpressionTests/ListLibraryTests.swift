import Testing

@Suite struct ListLibraryTests {
  @Test(arguments: [
    ("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"), ("[1, 2, 3, 4].slice(2, 4)", "[3, 4]"),
    ("[1, 2, 3, 4].slice(0, 4)", "[1, 2, 3, 4]"), ("[1, 2, 3, 4].slice(0, 0)", "[]"),
    ("[1, 2, 3, 4].slice(4, 4)", "[]"), ("[].slice(0, 0)", "[]"),
    ("['a', 'b'].slice(1, 2)[0] + 'c'", "'bc'"), ("[1, 'a', null].slice(1, 3)", "['a', null]"),
    ("[1, 2].slice(-1, 1)", "error: below 0"), ("[1, 2].slice(0, -1)", "error: below 0"),
    ("[1, 2].slice(2, 1)", "error: the start is after the end"),
    ("[1, 2].slice(0, 3)", "error: the list has 2"),
    ("[1, 2].slice(3, 3)", "error: the list has 2"),
    ("[1, 2].slice(0, 9223372036854775807)", "error: the list has 2"),
    ("[1, 2].slice(0)", "refused: no `slice`"), ("'ab'.slice(0, 1)", "refused: no `slice`"),
  ]) func `slice takes a part`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("[1, [2, 3], [4]].flatten()", "[1, 2, 3, 4]"),
    ("[1, [2, [3, 4]]].flatten()", "[1, 2, [3, 4]]"),
    ("[1, 2, [], [], [3, 4]].flatten()", "[1, 2, 3, 4]"), ("[].flatten()", "[]"),
    ("[[], [[]]].flatten()", "[[]]"), ("[1, [2, [3, [4]]]].flatten(2)", "[1, 2, 3, [4]]"),
    ("[1, [2, [3, [4]]]].flatten(0)", "[1, [2, [3, [4]]]]"),
    ("[1, [2, [3, [4]]]].flatten(9)", "[1, 2, 3, 4]"),
    ("[[[]], [[], []]].flatten(2)", "[]"), ("[[1], [2]].flatten()[1] + 1", "3"),
    ("[[[1], 2], 3, [[4]], 5].flatten(2)", "[1, 2, 3, 4, 5]"),
    ("dyn([1, 2]).flatten()", "[1, 2]"), ("[1, {'a': [2]}].flatten()", "[1, {'a': [2]}]"),
    ("[1, [2, [3, [4]]]].flatten(-1)", "error: below 0"),
    ("[[1]].flatten(9223372036854775807)", "[1]"), ("'a'.flatten()", "refused: no `flatten`"),
    ("[1, 2].flatten()", "refused: no `flatten` on list(int)"), ("[1, 2].flatten(1)", "[1, 2]"),
  ]) func `flatten opens lists`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("lists.range(4)", "[0, 1, 2, 3]"), ("lists.range(1)", "[0]"), ("lists.range(0)", "[]"),
    ("lists.range(3).map(x, x * 2)", "[0, 2, 4]"), ("lists.range(-1)", "error: below 0"),
    ("lists.range(5000).size()", "5000"),
    ("lists.range(1000001)", "error: more than 1000000"),
    ("lists.range(9223372036854775807)", "error: more than 1000000"),
    ("lists.range(1u)", "refused: no `lists.range`"),
    ("lists.range()", "refused: no `lists.range`"),
  ]) func `range counts`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("[1, 2, 2, 3, 3, 3].distinct()", "[1, 2, 3]"), ("[].distinct()", "[]"),
    ("['b', 'b', 'c', 'a', 'c'].distinct()", "['b', 'c', 'a']"),
    ("[1, 'b', 2, 'b'].distinct()", "[1, 'b', 2]"), ("[1, 1.0, 1u, 2u, 2.0].distinct()", "[1, 2u]"),
    ("[1.0, 1, 1.5, 1.5].distinct()", "[1.0, 1.5]"),
    ("[null, null, false, 0].distinct()", "[null, false, 0]"),
    ("[[1], [1.0], [2]].distinct()", "[[1], [2]]"),
    ("[{'a': 1}, {'a': 1u}].distinct()", "[{'a': 1}]"),
    ("[0.0 / 0.0, 0.0 / 0.0].distinct().size()", "2"), ("[0.0, -0.0].distinct()", "[0.0]"),
    (#"['\u00E9', 'e\u0301'].distinct().size()"#, "2"),
    ("[b'a', b'a', b'b'].distinct()", "[b'a', b'b']"),
    ("[true, true, false].distinct()", "[true, false]"), ("[1, true].distinct()", "[1, true]"),
    ("[9007199254740993, 9007199254740992.0].distinct()", "[9007199254740993]"),
    ("['1', 1].distinct()", "['1', 1]"), ("'aa'.distinct()", "refused: no `distinct`"),
  ]) func `distinct keeps the first of equals`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("[5, 3, 1, 2].reverse()", "[2, 1, 3, 5]"), ("[].reverse()", "[]"),
    ("['a', 1, null].reverse()", "[null, 1, 'a']"), ("[[1, 2], [3]].reverse()", "[[3], [1, 2]]"),
    ("dyn([1, 2]).reverse()", "[2, 1]"), ("[1, 2].reverse()[0] + 1", "3"),
    ("dyn(1).reverse()", "error: no such overload"),
  ]) func `reverse turns a list around`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("[3, 2, 1].sort()", "[1, 2, 3]"), ("['b', 'c', 'a'].sort()", "['a', 'b', 'c']"),
    ("[].sort()", "[]"), ("[1].sort()", "[1]"), ("[2u, 1u].sort()", "[1u, 2u]"),
    ("[2.5, -1.0, 1e300].sort()", "[-1.0, 2.5, 1e300]"), ("[true, false].sort()", "[false, true]"),
    ("[b'b', b'a', b''].sort()", "[b'', b'a', b'b']"),
    ("[duration('2s'), duration('1s')].sort()", "[duration('1s'), duration('2s')]"),
    ("[timestamp(2), timestamp(1)].sort()", "[timestamp(1), timestamp(2)]"),
    (#"['汉', 'z', '🐱', '\uFFEE', ''].sort()"#, #"['', 'z', '汉', '\uFFEE', '🐱']"#),
    ("[3, 1, 2, 3, 1].sort()", "[1, 1, 2, 3, 3]"),
    ("[9223372036854775807, -9223372036854775808].sort()[0]", "-9223372036854775808"),
    ("[1, 'b'].sort()", "error: `sort` takes one type, not int and string"),
    ("[1, 2u].sort()", "error: `sort` takes one type"), ("[1, 2.0].sort()", "error: one type"),
    ("[[1, 2, 3]].sort()", "refused: no `sort` on list(list(int))"),
    ("dyn([[1]]).sort()", "error: `sort` takes elements with an order, not list"),
    ("dyn([null]).sort()", "error: not null_type"), ("dyn([{}, {}]).sort()", "error: not map"),
    ("[1.0, 0.0 / 0.0].sort()", "error: NaN has no order"),
  ]) func `sort orders by size`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }
}
