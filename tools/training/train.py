"""Train the project's small CLIP on augmented renderings of icons: `make train-logo`, or see --help.

The model is clip.model.CLIP as clip-anytorch defines it, from scratch: a ModifiedResNet of width 18 at 96 pixels and
a two-layer text tower. One batch holds two renderings each of many drawings; the loss is the sum of
- NT-Xent between the two renderings (Chen et al., SimCLR, 2020),
- a softmax with an additive margin (Wang et al., CosFace, 2018) over one prototype a drawing, which is the running
  mean of its embeddings rather than a parameter,
- the CLIP loss between names and renderings of brands (Radford et al., 2021).
Drawings of the same brand are never negatives of each other. Seeded; a checkpoint every few minutes, from which the
same command goes on. The GPU is used when there is one.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from tools.training.rendering import SIDE, Drawings

EMBED = 192
LAYERS = (2, 2, 3, 2)
WIDTH = 18
TEXT_WIDTH, TEXT_LAYERS, CONTEXT = 64, 2, 16
VOCABULARY = 49408
MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)
"""Channel means and deviations that clip's own transform uses."""
SCALE, ADDED_MARGIN = 24.0, 0.15
TEMPERATURE = 0.07
PROTOTYPE_KEPT = 0.6
"""Share of a drawing's prototype that one step keeps."""
TEXT_SHARE = 0.2
"""Weight of the name loss."""
WEIGHT_MEAN = 0.999
"""Decay of the running mean of the weights; the mean is what is saved."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("build/train/drawings.npz"))
    parser.add_argument("--out", type=Path, default=Path("build/train"))
    parser.add_argument("--views", type=int, default=400_000, help="renderings seen in all")
    parser.add_argument("--batch", type=int, default=256, help="drawings a step, each rendered twice")
    parser.add_argument("--rate", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=math.inf, help="stop after so long, leaving a checkpoint")
    parser.add_argument("--check", type=Path, help="crops and gallery to report top-1 on, as .npz")
    options = parser.parse_args()
    train(options)


def new_model():
    from clip.model import CLIP

    return CLIP(EMBED, SIDE, LAYERS, WIDTH, None, CONTEXT, VOCABULARY, TEXT_WIDTH, TEXT_WIDTH // 64, TEXT_LAYERS)


def normalised(images: torch.Tensor) -> torch.Tensor:
    mean = torch.tensor(MEAN, device=images.device)[:, None, None]
    deviation = torch.tensor(DEVIATION, device=images.device)[:, None, None]
    return ((images - mean) / deviation).contiguous(memory_format=torch.channels_last)


def train(options: argparse.Namespace) -> None:
    import clip

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(options.seed)
    if device.type == "cuda":
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")
    options.out.mkdir(parents=True, exist_ok=True)
    data = Drawings(options.data, device)
    named = torch.tensor([bool(name) for name in data.names], device=device)
    tokens = clip.tokenize([name or "-" for name in data.names], context_length=CONTEXT, truncate=True).to(device)
    model = new_model().to(device).float()
    model.visual.to(memory_format=torch.channels_last)
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    sparse = [p for name, p in model.named_parameters() if p.ndim < 2]
    dense = [p for name, p in model.named_parameters() if p.ndim >= 2]
    optimiser = torch.optim.AdamW(
        [{"params": dense, "weight_decay": 0.03}, {"params": sparse, "weight_decay": 0.0}],
        lr=options.rate,
        betas=(0.9, 0.98),
    )
    prototypes = F.normalize(torch.randn(data.count, EMBED, device=device), dim=1)
    steps = math.ceil(options.views / (2 * options.batch))
    step = 0
    kept = options.out / "checkpoint.pt"
    if kept.is_file():
        state = torch.load(kept, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        mean, prototypes, step = state["mean"], state["prototypes"], state["step"]
        print(f"going on at step {step} of {steps}")
    started = saved = time.monotonic()
    order, epoch, loss_name = None, -1, torch.zeros(())
    pairs = torch.arange(2 * options.batch, device=device)
    while step < steps:
        per_epoch = data.count // options.batch
        if order is None or step // per_epoch != epoch:
            epoch = step // per_epoch
            shuffle = torch.Generator(device=device).manual_seed(options.seed * 100_003 + epoch)
            order = torch.randperm(data.count, generator=shuffle, device=device)
        place = (step % per_epoch) * options.batch
        chosen = order[place : place + options.batch]
        draw = torch.Generator(device=device).manual_seed(options.seed * 1_000_003 + step)
        flip = torch.rand(len(chosen), generator=draw, device=device) < 0.5
        pair = data.classes[chosen]
        pair = torch.where(flip[:, None], pair.flip(1), pair)
        images = data.render(torch.cat([pair[:, 0], pair[:, 1]]), draw)
        for group in optimiser.param_groups:
            group["lr"] = options.rate * rate_at(step, steps)
        model.train()
        with torch.autocast(device.type, dtype=torch.bfloat16):
            found = model.encode_image(normalised(images))
        found = F.normalize(found.float(), dim=1)
        classes = torch.cat([chosen, chosen])
        brands = data.brands[classes]
        near = found @ found.T / TEMPERATURE
        other = (pairs + options.batch) % (2 * options.batch)
        banned = (brands[:, None] == brands[None]) & (pairs[:, None] != other[None])
        loss_pair = F.cross_entropy(
            near.masked_fill(banned.fill_diagonal_(True) | torch.eye(len(near), dtype=torch.bool, device=device), -1e4),
            other,
        )
        logits = found @ prototypes.T
        rows = torch.arange(len(classes), device=device)
        siblings = brands[:, None] == data.brands[None]
        siblings[rows, classes] = False
        logits = logits.masked_fill(siblings, -1.0)
        logits[rows, classes] -= ADDED_MARGIN
        loss_kind = F.cross_entropy(logits * SCALE, classes)
        loss = loss_pair + loss_kind * min(1.0, step / (0.05 * steps))
        which = named[chosen].nonzero()[:, 0]
        if len(which) > 1 and step % 2 == 0:
            with torch.autocast(device.type, dtype=torch.bfloat16):
                texts = model.encode_text(tokens[chosen[which]])
            texts = F.normalize(texts.float(), dim=1)
            likely = model.logit_scale.exp().clamp(max=50) * found[which] @ texts.T
            same = data.brands[chosen[which]]
            likely = likely.masked_fill(
                (same[:, None] == same[None]) & ~torch.eye(len(which), dtype=torch.bool, device=device), -1e4
            )
            answer = torch.arange(len(which), device=device)
            loss_name = (F.cross_entropy(likely, answer) + F.cross_entropy(likely.T, answer)) / 2
            loss = loss + TEXT_SHARE * loss_name
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        with torch.no_grad():
            seen = (found[: options.batch] + found[options.batch :]) / 2
            prototypes[chosen] = F.normalize(
                prototypes[chosen] * PROTOTYPE_KEPT + F.normalize(seen, dim=1) * (1 - PROTOTYPE_KEPT), dim=1
            )
            keep = min(WEIGHT_MEAN, (1 + step) / (10 + step))
            state = model.state_dict()
            floats = [name for name in mean if mean[name].is_floating_point()]
            torch._foreach_lerp_([mean[name] for name in floats], [state[name] for name in floats], 1 - keep)
        step += 1
        if step % 200 == 0 or step == steps:
            right = (logits.argmax(dim=1) == classes).float().mean()
            print(
                f"step {step}/{steps} {time.monotonic() - started:.0f} s  pair {loss_pair:.3f} kind {loss_kind:.3f} "
                f"name {loss_name:.3f} right {right:.3f}",
                flush=True,
            )
        late = time.monotonic() - started > options.seconds
        if late or step == steps or time.monotonic() - saved > 120:
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "mean": mean,
                    "prototypes": prototypes,
                    "step": step,
                },
                kept.with_suffix(".tmp"),
            )
            kept.with_suffix(".tmp").replace(kept)
            saved = time.monotonic()
            if options.check:
                print(f"step {step}: {checked(mean, options.check, device)}", flush=True)
        if late:
            break
    save(mean, options.out / "clip-logo.pt")


def rate_at(step: int, steps: int) -> float:
    """Return the share of the highest learning rate: a short rise, then half a cosine."""
    rise = max(1, steps // 25)
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise))) + 0.002


def save(state: dict[str, torch.Tensor], path: Path) -> None:
    """Write the weights in half precision, as clip.load(path) takes them."""
    halves = {
        name: value.detach().cpu().half() if value.is_floating_point() else value.cpu() for name, value in state.items()
    }
    torch.save(halves, path)
    print(f"{path}: {path.stat().st_size:,} bytes")


@torch.no_grad()
def checked(state: dict[str, torch.Tensor], path: Path, device: torch.device) -> str:
    """Return top-1 of the crops in `path` against its gallery, with the weights in `state`."""
    model = new_model().to(device).float()
    model.load_state_dict(state)
    model.eval()
    with np.load(path, allow_pickle=False) as data:
        crops, brands, gallery, owners = data["crops"], data["brands"], data["gallery"], data["owners"]

    def embedded(images: np.ndarray) -> torch.Tensor:
        rows = [
            F.normalize(
                model.encode_image(
                    normalised(torch.from_numpy(images[i : i + 512]).to(device).permute(0, 3, 1, 2).float() / 255)
                ),
                dim=1,
            )
            for i in range(0, len(images), 512)
        ]
        return torch.cat(rows)

    known = F.normalize(embedded(gallery) + embedded(255 - gallery), dim=1)
    best = (embedded(crops) @ known.T).argmax(dim=1).cpu().numpy()
    return f"top-1 {float((owners[best] == brands).mean()):.4f} of {len(crops)}"


if __name__ == "__main__":
    main()
