/// Turns the tree of a pattern into instructions (Thompson's construction).
struct PatternCompiler {
  private var instructions: [PatternInstruction] = []
  /// Nodes emitted so far: repeats of nothing emit no instruction but must end too.
  private var emittedCount = 0

  static func compile(_ node: PatternNode) throws(Fault) -> [PatternInstruction] {
    var compiler = PatternCompiler()
    try compiler.emit(node)
    compiler.instructions.append(.match)
    return compiler.instructions
  }

  private mutating func emit(_ node: PatternNode) throws(Fault) {
    emittedCount += 1
    guard instructions.count < Limits.patternInstructionsMax,
      emittedCount < 4 * Limits.patternInstructionsMax
    else { throw .evaluation("the pattern is too large") }
    switch node {
    case .empty: break
    case .scalar(let scalar): instructions.append(.scalar(scalar))
    case .set(let set): instructions.append(.set(set))
    case .assertion(let assertion): instructions.append(.assertion(assertion))
    case .sequence(let nodes):
      for node in nodes { try emit(node) }
    case .choice(let nodes): try emit(choice: nodes)
    case .repetition(let node, let minimum, let maximum):
      for _ in 0..<minimum { try emit(node) }
      if let maximum {
        try emit(optional: node, count: maximum - minimum)
      } else {
        try emit(star: node)
      }
    }
  }

  private mutating func emit(choice nodes: [PatternNode]) throws(Fault) {
    var jumps: [Int] = []
    for (position, node) in nodes.enumerated() {
      guard position < nodes.count - 1 else {
        try emit(node)
        break
      }
      let split = instructions.count
      instructions.append(.match)
      try emit(node)
      jumps.append(instructions.count)
      instructions.append(.match)
      instructions[split] = .split(split + 1, instructions.count)
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func emit(optional node: PatternNode, count: Int) throws(Fault) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(instructions.count)
      instructions.append(.match)
      try emit(node)
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
  }

  private mutating func emit(star node: PatternNode) throws(Fault) {
    let split = instructions.count
    instructions.append(.match)
    try emit(node)
    instructions.append(.jump(split))
    instructions[split] = .split(split + 1, instructions.count)
  }
}
