"""Export the image tower of the logo CLIP to ONNX: half-precision weights, cast to single at load.

Input "crops": uint8, n × side × side × 3, sRGB. Output "embeddings": float32, n × length, rows of length 1. The scaling
that clip's own transform does is part of the graph. Normalisation layers are not folded into the convolutions before
the weights are halved: folded, embeddings differ from PyTorch's by up to 5e-4, else by 1e-6.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from tools.training.train import DEVIATION, MEAN


class ImageTower(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.visual = model.visual
        self.register_buffer("mean", torch.tensor(MEAN)[:, None, None] * 255)
        self.register_buffer("deviation", torch.tensor(DEVIATION)[:, None, None] * 255)

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        images = (crops.permute(0, 3, 1, 2).float() - self.mean) / self.deviation
        found = self.visual(images)
        return found / found.norm(dim=1, keepdim=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    import clip

    model, _ = clip.load(str(options.checkpoint), device="cpu")
    side = model.visual.input_resolution
    example = torch.randint(0, 256, (2, side, side, 3), dtype=torch.uint8)
    torch.onnx.export(
        ImageTower(model).eval(),
        (example,),
        str(options.target),
        input_names=["crops"],
        output_names=["embeddings"],
        dynamic_axes={"crops": {0: "n"}, "embeddings": {0: "n"}},
        opset_version=17,
        dynamo=False,
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
    )
    halve(options.target)
    print(f"{options.target}: {options.target.stat().st_size:,} bytes")


def halve(path: Path) -> None:
    """Store the large weights of the ONNX file at `path` in half precision, each cast to single where it is used."""
    import numpy as np
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    casts = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < 256:
            continue
        name = weight.name
        half = numpy_helper.from_array(values.astype(np.float16), name + ".half")
        weight.CopyFrom(half)
        casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
