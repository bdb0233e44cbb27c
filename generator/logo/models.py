"""Models: where the own one lies, and the one way to load any on onnxruntime, for embeddings and for words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

from generator import files

DATA = files.DATA / "logo"
CHECKPOINT = DATA / "clip-logo.pt"
"""The whole CLIP, as clip.load takes it."""
ONNX = DATA / "clip-logo.onnx"
"""Its image tower; exported by tools/training/export.py."""
VARIABLE = "BRIEFPROOF_CLIP"
"""Environment variable: a checkpoint's path, or a model's name as clip.available_models() has it, e.g. ViT-B/32."""
THREADS = 2


def session(model: Path) -> onnxruntime.InferenceSession:
    """Return the model in the file, ready to run on processors; it has the same answers for any number of threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = THREADS
    # Threads that wait for work by spinning take half as much time again from whatever else runs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
