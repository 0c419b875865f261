import Glibc

/// What the system tells about this program.
enum BenchMachine {
  /// Seconds of processor that the program has used since it began.
  static func processorSeconds() -> Double {
    var usage = rusage()
    precondition(getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Most memory that the program has held, files that are mapped included.
  static func residentMegabytes() -> Double {
    var usage = rusage()
    precondition(getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0)
    return Double(usage.ru_maxrss) / 1024
  }
}
