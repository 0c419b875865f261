public import Kernel

/// An error whose words hold nothing that a person entered, so that they may stand in a log.
public protocol PlainFailure: Error {
  /// What whoever asked is told; nil where the program itself is at fault.
  var problem: Problem? { get }
}
