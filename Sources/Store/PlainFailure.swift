/// An error whose words hold nothing that a person entered, so that they may stand in a log.
public protocol PlainFailure: Error {}
