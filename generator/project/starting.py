"""`briefproof init`: a folder of a team's own."""

from pathlib import Path

from generator.errors import BriefproofError
from generator.files import write_atomically
from generator.project import record, templates


def init(root: Path, *, bare: bool) -> tuple[str, ...]:
    """Write a new folder and return its files; with `bare`, without the example.

    Raises BriefproofError, before anything is written, where one of the files is there already, or where a file is in
    the way of a folder.
    """
    for path in (root, *root.parents):
        if (path.exists() or path.is_symlink()) and not path.is_dir():
            raise BriefproofError("{path} is a file, no folder; choose the name of a new folder", path=path)
    texts = templates.written(root.resolve().name, bare=bare)
    for path in sorted((*texts, record.FILE)):
        if (root / path).exists() or (root / path).is_symlink():
            raise BriefproofError(
                "{root} is there already; choose a new folder (upgrade renews an old one)", root=root / path
            )
    for path, text in texts.items():
        write_atomically(root / path, text)
    record.write(root, {path: templates.digest(path, texts[path]) for path in templates.RENEWED})
    return tuple(sorted((*texts, record.FILE)))
