extension Library {
  /// Lists: parts of them, their order and lists within lists; positions count from 0.
  public static let lists = Library(
    "lists", about: "Takes parts of lists, orders and flattens them; positions count from 0",
    [
      Function(
        "slice", .receiver, [[.list(element), .int, .int]], .list(element),
        about: "The elements from one position up to another", apply: ListEdits.slice),
      Function(
        "flatten",
        [
          .metered(.receiver, [.list(.list(element))], .list(element), ListEdits.flatten),
          .metered(.receiver, [.list(.dyn), .int], .list(.dyn), ListEdits.flatten),
        ], about: "The list with the elements of its lists in their place, down to a depth"),
      Function(
        "lists.range", .global, [[.int]], .list(.int),
        about: "The whole numbers from 0 up to a count, without it", apply: ListEdits.range),
      Function(
        "distinct", .receiver, [[.list(element)]], .list(element),
        about: "The elements without those that equal one before", apply: ListEdits.distinct),
      Function(
        "reverse", .receiver, [[.list(element)]], .list(element),
        about: "The elements from last to first", apply: ListEdits.reverse),
      Function(
        "sort",
        ListEdits.sorted.map { .metered(.receiver, [.list($0)], .list($0), ListEdits.sort) },
        about: "The elements from least to greatest"),
    ])

  static let element: CELType = .parameter("T")
}
