"""What a command asked of the system, as strace wrote it down: sockets, and files opened, made or renamed for writing."""

from __future__ import annotations

import re
from pathlib import Path

CALL = re.compile(r"^\d+\s+(?P<name>\w+)\((?P<given>.*)$")
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
FOLDER = re.compile(r"^(?:AT_FDCWD|\d+)<(?P<path>[^>]*)>")
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
# In a call that sets a mode: one that leaves others a right.
FOR_OTHERS = re.compile(r", 0?[0-7]*(?:[1-7][0-7]|[0-7][1-7])[),]")
TRACED = "trace=umask,socket,connect,bind,sendto,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,truncate"
LOCAL = ("AF_UNIX", "AF_LOCAL")


def strace(trace: Path) -> list[str]:
    """The words in front of a command that write its calls to `trace`, those of its children included."""
    return ["strace", "-f", "-qq", "-y", "-s", "4096", "-e", TRACED, "-o", str(trace)]


def sockets(trace: Path) -> list[str]:
    """Sockets and connections that are not local ones."""
    made = [given for name, given in _calls(trace) if name in ("socket", "connect", "bind", "sendto")]
    return [given for given in made if (given.startswith("AF_") and not given.startswith(LOCAL)) or "sin_port" in given]


def written(trace: Path) -> set[Path]:
    """Every path that was opened for writing, made, renamed or removed, with success; devices left out."""
    found: set[Path] = set()
    for name, given in _calls(trace):
        if name in ("socket", "connect", "bind", "sendto", "umask", "fchmod") or "= -1 E" in given:
            continue
        if name.startswith(("open", "creat")) and not WRITING.search(given):
            continue
        home = FOLDER.match(given)
        for text in TEXT.findall(given)[: 2 if name.startswith(("rename", "link", "symlink")) else 1]:
            path = Path(text)
            found.add(path if path.is_absolute() else Path(home["path"] if home else ".") / path)
    return {path for path in found if path.parts[:2] != ("/", "dev") and path.parts[:2] != ("/", "proc")}


def is_closed_first(trace: Path) -> bool:
    """Whether the mask that keeps others out was set before anything was made; all processes begun later have it too."""
    names = [
        name if name != "umask" else given
        for name, given in _calls(trace)
        if "O_CREAT" in given or name in ("umask", "mkdir")
    ]
    return bool(names) and names[0].startswith("077)")


def opened_up(trace: Path) -> list[str]:
    """Calls that set another mask than the closed one, or let others at a file that is there already."""
    masks = [given for name, given in _calls(trace) if name == "umask" and not given.startswith("077)")]
    modes = [given for name, given in _calls(trace) if name in ("chmod", "fchmod", "fchmodat")]
    return masks + [given for given in modes if FOR_OTHERS.search(given) and "= -1 E" not in given]


def _calls(trace: Path) -> list[tuple[str, str]]:
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return [(found["name"], found["given"]) for line in lines if (found := CALL.match(line))]
