"""Noticing that files below some folders change, so that they are read again at once.

It runs in threads of its own, and only tells that something changed: what did is found out by comparing. Where the
system cannot tell (a drive on the network, too many folders for its limits), the folders are looked through now and
then instead.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from briefing.model.clean import clean_path

_BEGIN_SECONDS = 1.0  # whoever opens a library has better things to do first
_DEBOUNCE_MS = 400
_STEP_MS = 50
_TIMEOUT_MS = 5_000
_LOOK_SECONDS = 20.0
_ELSEWHERE = frozenset(
    "9p afs ceph cifs davfs fuse.rclone fuse.s3fs fuse.sshfs glusterfs ncpfs nfs nfs4 smb3 smbfs".split()
)


class Watcher:
    """Watches some files and folders until it is closed.

    Args:
        roots: The files and folders.
        ignored: Folders below them whose changes are our own.
        changed: Called, in a thread of the watcher's, whenever something may have changed.
        note: Told once, in one sentence, when a place cannot be watched and is looked through instead.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        *,
        ignored: Collection[Path] = (),
        changed: Callable[[], None],
        note: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self._ignored = [str(path) + os.sep for path in ignored]
        self._changed = changed
        self._note = note
        self._stop = threading.Event()
        folders = [root for root in roots if root.is_dir()]
        files = [root for root in roots if root not in folders]
        self._start(folders, wanted=None, recursive=True)
        # An editor puts a new file in the old one's place: that is seen in the folder, not in the file.
        self._start({file.parent for file in files}, wanted={str(file) for file in files}, recursive=False)

    def close(self) -> None:
        """Stop watching; it does not wait for the threads, which end by themselves."""
        self._stop.set()

    def _start(self, folders: Collection[Path], *, wanted: Collection[str] | None, recursive: bool) -> None:
        near = [folder for folder in sorted(folders) if folder.is_dir() and not _is_elsewhere(folder)]
        far = [folder for folder in sorted(folders) if folder not in near]
        if near:
            self._run(lambda: self._watch(near, wanted, recursive=recursive))
        if far:
            self._run(lambda: self._look_through(far))

    def _run(self, work: Callable[[], None]) -> None:
        threading.Thread(target=work, name="briefing-watch", daemon=True).start()

    def _watch(self, folders: Sequence[Path], wanted: Collection[str] | None, *, recursive: bool) -> None:
        if self._stop.wait(_BEGIN_SECONDS):
            return
        from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

        try:
            with RustNotify([str(folder) for folder in folders], False, False, 300, recursive, True) as notices:
                self._changed()  # while this began, nobody was told
                while True:
                    found = notices.watch(_DEBOUNCE_MS, _STEP_MS, _TIMEOUT_MS, self._stop)
                    if isinstance(found, set):
                        if any(self._counts(path, wanted) for _, path in found):
                            self._changed()
                    elif found != "timeout":
                        return
        except (OSError, WatchfilesRustInternalError):  # gone, or more folders than the system watches
            self._look_through(folders)

    def _counts(self, path: str, wanted: Collection[str] | None) -> bool:
        """Whether a change is one of the library's articles, as far as its path tells."""
        if wanted is not None:
            return path in wanted
        hidden = os.path.basename(path).startswith(".")  # noqa: PTH119 - a string is what there is
        return not hidden and not any(f"{path}{os.sep}".startswith(ours) for ours in self._ignored)

    def _look_through(self, folders: Sequence[Path]) -> None:
        """Say now and then that something may have changed."""
        named = ", ".join(clean_path(folder) for folder in folders[:3])
        self._note(
            f"Changes in {named} are not told by the system: it is looked through every {_LOOK_SECONDS:.0f} seconds."
        )
        while not self._stop.wait(_LOOK_SECONDS):
            self._changed()


def _is_elsewhere(folder: Path) -> bool:
    """Whether a folder is on another machine, so that changes made there are not told here."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines()
        place = os.path.realpath(folder)
    except OSError:
        return False  # not Linux
    longest, kind = "", ""
    for line in mounts:
        _, point, what, *_ = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        if len(point) >= len(longest) and (place == point or place.startswith(point.rstrip("/") + "/")):
            longest, kind = point, what
    return kind in _ELSEWHERE


__all__ = ["Watcher"]
