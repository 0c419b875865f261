"""The shim between the program and the system: compiled once a run, steered while a node runs."""

import dataclasses
import mmap
import os
import random
import shutil
import struct
import subprocess

SOURCE = os.path.join(os.path.dirname(__file__), "shim.c")
COMPILERS = ("cc", "gcc", "clang")
CONTROL = struct.Struct("<qii")
NOTE = struct.Struct("<qqqq")
WRITE, TRUNCATION, FLUSH = 1, 2, 3
# What a disk writes whole or not at all.
SECTOR = 512


class Shim:
    """Faults for one folder. `environment` goes to the nodes that are to suffer them."""

    def __init__(self, scratch: str, folder: str) -> None:
        compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
        if compiler is None:
            raise LookupError("no C compiler: apt-get install gcc")
        library = os.path.join(scratch, "shim.so")
        if not os.path.exists(library):
            subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl",
                            "-lpthread"], check=True)
        control = os.path.join(scratch, f"control-{os.path.basename(folder)}")
        self.record = control + ".record"
        with open(control, "wb") as file:
            file.write(bytes(CONTROL.size))
        with open(control, "r+b") as file:
            self._map = mmap.mmap(file.fileno(), CONTROL.size)
        self._clock = self._write = self._sync = 0
        self.environment = {"LD_PRELOAD": library, "FAULTS_CONTROL": control,
                            "FAULTS_FOLDER": os.path.realpath(folder)}

    def set(self, *, clock: int | None = None, write: int | None = None,
            sync: int | None = None) -> None:
        """Milliseconds by which the wall clock is off, and what writes and flushes fail with."""
        self._clock = self._clock if clock is None else clock
        self._write = self._write if write is None else write
        self._sync = self._sync if sync is None else sync
        self._map[:] = CONTROL.pack(self._clock, self._write, self._sync)

    @property
    def recording(self) -> dict:
        return self.environment | {"FAULTS_RECORD": self.record}


@dataclasses.dataclass
class Op:
    """One write or truncation that no flush has made durable yet."""

    offset: int
    data: bytes | None


class Disk:
    """What lies on a disk that forgets everything not flushed when the power goes."""

    def __init__(self, files: dict[str, str]) -> None:
        """Begins with the files as they lie there now, by their names."""
        self.durable: dict[str, bytearray] = {}
        self.pending: dict[str, list[Op]] = {}
        for name, path in files.items():
            with open(path, "rb") as file:
                self.durable[name] = bytearray(file.read())

    def play(self, record: str) -> int:
        """Plays a record; answers how many flushes it has."""
        flushes = 0
        with open(record, "rb") as file:
            while len(head := file.read(NOTE.size)) == NOTE.size:
                kind, offset, length, name_length = NOTE.unpack(head)
                name = file.read(name_length).decode()
                data = file.read(length) if kind == WRITE else None
                # What was cut off in the middle is no write of which anything is known.
                if kind == WRITE and len(data) < length:
                    break
                if kind == FLUSH:
                    flushes += 1
                    for op in self.pending.pop(name, []):
                        self._apply(name, op)
                else:
                    self.pending.setdefault(name, []).append(Op(offset, data))
        return flushes

    def lose_power(self, chance: random.Random) -> int:
        """Of what was not flushed, any part may have reached the disk, in any order."""
        lost = 0
        for name, ops in self.pending.items():
            chance.shuffle(ops)
            for op in ops:
                fate = chance.randrange(3)
                if fate == 0:
                    lost += 1
                    continue
                if fate == 1 and op.data is not None and len(op.data) > SECTOR:
                    lost += 1
                    op.data = op.data[:SECTOR * chance.randrange(1, len(op.data) // SECTOR + 1)]
                self._apply(name, op)
        self.pending.clear()
        return lost

    def _apply(self, name: str, op: Op) -> None:
        content = self.durable.setdefault(name, bytearray())
        if op.data is None:
            del content[op.offset:]
            content.extend(bytes(op.offset - len(content)))
            return
        if len(content) < op.offset:
            content.extend(bytes(op.offset - len(content)))
        content[op.offset:op.offset + len(op.data)] = op.data

    def write(self, folder: str) -> None:
        for name, content in self.durable.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
