import Testing

@Suite struct SetLibraryTests {
  @Test(arguments: [
    ("sets.contains([], [])", "true"), ("sets.contains([], [1])", "false"),
    ("sets.contains([1], [])", "true"), ("sets.contains([1, 2, 3, 4], [2, 3])", "true"),
    ("sets.contains([1, 2.0, 3u], [1.0, 2u, 3])", "true"), ("sets.contains([1], [1, 1])", "true"),
    ("sets.contains([1, 2], [3])", "false"), ("sets.contains(['a', 'b'], ['b', 'c'])", "false"),
    ("sets.contains([[1], [2, 3]], [[2, 3.0]])", "true"),
    ("sets.contains([1], dyn(['1']))", "false"),
    ("sets.contains([null, true], [null])", "true"),
    ("sets.contains([{'a': 1}], dyn([{'a': 1.0}]))", "true"),
    ("sets.contains([0.0 / 0.0], [0.0 / 0.0])", "false"),
    ("sets.contains([9007199254740992.0], dyn([9007199254740993]))", "true"),
    ("sets.contains([1], ['a'])", "refused: no `sets.contains`"),
    ("sets.contains(1, [1])", "refused: no `sets.contains`"),
    ("sets.contains(dyn(1), [1])", "error: no such overload"),
  ]) func `contains asks for every element`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("sets.equivalent([], [])", "true"), ("sets.equivalent([1], [1, 1])", "true"),
    ("sets.equivalent([1], [1u, 1.0])", "true"),
    ("sets.equivalent([1, 2, 3], [3u, 2.0, 1])", "true"),
    ("sets.equivalent([1], [])", "false"), ("sets.equivalent([], [1])", "false"),
    ("sets.equivalent([1, 2], [1])", "false"), ("sets.equivalent([1], [1, 2])", "false"),
    ("sets.equivalent(['汉', 'a'], ['a', '汉', 'a'])", "true"),
    ("sets.equivalent([[1, 2]], [[2, 1]])", "false"),
    (#"sets.equivalent(['\u00E9'], ['e\u0301'])"#, "false"),
  ]) func `equivalent asks both ways`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }

  @Test(arguments: [
    ("sets.intersects([1], [])", "false"), ("sets.intersects([], [])", "false"),
    ("sets.intersects([], [1])", "false"), ("sets.intersects([1], [1, 2])", "true"),
    ("sets.intersects([[1], [2, 3]], [[1, 2], [2, 3.0]])", "true"),
    ("sets.intersects([1, 2], [3, 4])", "false"), ("sets.intersects([1], [1u, 'a'])", "true"),
    ("sets.intersects(['a', 'b'], ['c', 'b'])", "true"),
    ("sets.intersects([1.5], [dyn(1)])", "false"),
    ("sets.intersects([null], [dyn(false)])", "false"),
  ]) func `intersects asks for one element`(source: String, expected: String) throws {
    try LibraryCase.check(source, expected)
  }
}
