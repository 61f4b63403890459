"""The project's settings as they are in production, with the files that a server of the tests makes in a folder of its own."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403, TID251 -- these are settings, too

_FOLDER = Path(os.environ["ATLAS_FOLDER"])
STATIC_ROOT = _FOLDER / "static"
INDEX_DIR = _FOLDER / "index"
