#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes small networks as TorchScript and ONNX, pictures for them, and what they answer: the oracle
of ExternalTest.

usage: make_networks.py FOLDER
"""
import json
import sys
from pathlib import Path

import numpy
import torch
from torch import nn

SIDE, COUNT = 32, 8


def net(channels, outputs):
    body = nn.Sequential(nn.Conv2d(channels, 8, 3, stride=2, padding=1), nn.BatchNorm2d(8), nn.ReLU(),
                         nn.Conv2d(8, 12, 3, stride=2, padding=1), nn.BatchNorm2d(12), nn.ReLU())
    for module in body:
        if isinstance(module, nn.BatchNorm2d):  # OpenCV 4.6 fails on identical initial tensors
            for tensor in (module.weight, module.bias, module.running_mean):
                nn.init.normal_(tensor, 0.1, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    if outputs:
        body = nn.Sequential(body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(12, outputs))
    return body.eval()


class Restless(nn.Module):
    """Dropout that nobody switched off."""

    def __init__(self):
        super().__init__()
        self.body = net(3, 1)

    def forward(self, x):
        return self.body(torch.nn.functional.dropout(x, 0.5, True))


def write(folder, name, module, channels, card):
    example = torch.zeros(2, channels, SIDE, SIDE)
    torch.jit.trace(module, example, check_trace=False).save(str(folder / f"{name}.pt"))
    (folder / f"{name}.pt.json").write_text(json.dumps(card))
    torch.onnx.export(module, example, str(folder / f"{name}.onnx"), input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "n"}, "y": {0: "n"}}, opset_version=11)
    (folder / f"{name}.onnx.json").write_text(json.dumps(card))


def main(folder):
    torch.manual_seed(3)
    torch.set_num_threads(1)
    pictures = numpy.random.default_rng(5).integers(0, 256, (COUNT, SIDE, SIDE, 3), dtype=numpy.uint8)
    (folder / "pictures.bin").write_bytes(pictures.tobytes())
    planes = torch.from_numpy(pictures).permute(0, 3, 1, 2).double() / 255
    mean = torch.tensor([0.485, 0.456, 0.406]).double().view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).double().view(1, 3, 1, 1)
    rgb = ((planes - mean) / deviation).float()
    grey = ((planes * torch.tensor([0.299, 0.587, 0.114]).double().view(1, 3, 1, 1)).sum(1, keepdim=True) - 0.5) / 0.25
    answers = {}
    with torch.no_grad():
        two = net(3, 2)
        write(folder, "two", two, 3, {"side": SIDE})
        answers["two"] = (two(rgb)[:, 1] - two(rgb)[:, 0]).tolist()
        turned = net(3, 3)
        write(folder, "three", turned, 3, {"side": SIDE, "channels": "bgr", "mean": [0, 0, 0], "std": [1, 1, 1],
                                           "output": 2})
        p = torch.softmax(turned(planes.flip(1).float()).double(), 1)[:, 2]
        answers["three"] = torch.log(p / (1 - p)).tolist()
        one = net(1, 1)
        write(folder, "one", one, 1, {"side": SIDE, "channels": "grey"})
        answers["one"] = one(grey.float())[:, 0].tolist()
        features = net(3, 0)
        write(folder, "features", features, 3, {"side": SIDE})
        answers["features"] = features(rgb).mean((2, 3)).flatten().tolist()
        torch.jit.trace(Restless(), rgb, check_trace=False).save(str(folder / "restless.pt"))
        (folder / "restless.pt.json").write_text(json.dumps({"side": SIDE}))
    for name, values in answers.items():
        (folder / f"{name}.txt").write_text("\n".join(repr(v) for v in values))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
