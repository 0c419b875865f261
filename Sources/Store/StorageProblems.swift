public import Kernel

/// What a store says when the machine under it fails. docs/guides/when-things-break.md tells what
/// to do about each.
extension Problem.Kind {
  public static let storeFull = Problem.Kind(
    "store.full", status: 507,
    zh: "数据库所在磁盘已满，本次请求没有确认；请腾出空间，再用同一请求键重发。查询不受影响。",
    en: "The store's disk is full, and nothing of this request was acknowledged; make room and "
      + "send it again under the same key. Reading goes on.")
  public static let storeDisk = Problem.Kind(
    "store.disk-fault", status: 503,
    zh: "数据库所在磁盘出错({reason})，本次请求没有确认；请检查磁盘，再用同一请求键重发。",
    en: "The store's disk failed ({reason}), and nothing of this request was acknowledged; look "
      + "after the disk and send it again under the same key.")
  public static let storeReadOnly = Problem.Kind(
    "store.read-only", status: 503,
    zh: "数据库所在位置不可写({reason})，本次没有更改；请让磁盘、文件夹和文件可写，或只做查询。",
    en: "The store lies where nothing can be written ({reason}), and nothing was changed; make the "
      + "disk, the folder and the file writable, or only read.")
  public static let storeDamaged = Problem.Kind(
    "store.damaged", status: 500,
    zh: "数据库已损坏({reason})；请停止程序，原样保留文件，再恢复最近的备份。",
    en: "The store is damaged ({reason}); stop the program, keep the files as they are, and "
      + "restore the latest backup.")
  public static let storeUnopenable = Problem.Kind(
    "store.unopenable", status: 500,
    zh: "无法打开数据库“{path}”：{reason}；请核对路径，以及运行程序的用户能否读写。",
    en: "The store “{path}” cannot be opened: {reason}; check the path, and whether the user who "
      + "runs the program may read and write there.")
  public static let storeOlder = Problem.Kind(
    "store.older", status: 409,
    zh: "数据库由较旧的版本写成(模块{module}第{found}步，本程序到第{known}步)；请先用本版本运行一次baodao serve来升级。",
    en: "The store was written by an older version (module {module} at step {found}, this program "
      + "knows {known}); let baodao serve of this version open it once, which brings it up to date."
  )
}
