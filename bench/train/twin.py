#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The network and the procedure of `concord-bench-train --rate` in python3-torch, one thread: 512
computed pictures, a fifth held out and scored each epoch, pictures changed by affine_grid and
grid_sample or left as they are.

usage: twin.py SIDE EPOCHS
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.set_flush_denormal(True)
torch.use_deterministic_algorithms(True)


class Block(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first = nn.Conv2d(inside, outside, 3, stride, 1, bias=False)
        self.second = nn.Conv2d(outside, outside, 3, 1, 1, bias=False)
        self.norms = nn.ModuleList([nn.BatchNorm2d(outside), nn.BatchNorm2d(outside)])
        self.skip = nn.Identity()
        if stride != 1 or inside != outside:
            self.skip = nn.Sequential(nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x):
        y = self.norms[1](self.second(self.norms[0](self.first(x)).relu_()))
        y += self.skip(x)
        return y.relu_()


class Net(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.stem = nn.Conv2d(channels, width, 5, 2, 2, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.blocks = nn.Sequential(Block(width, width, 1), Block(width, 2 * width, 2),
                                    Block(2 * width, 4 * width, 2), Block(4 * width, 8 * width, 2))
        self.head = nn.Conv2d(8 * width, 1, 1)

    def forward(self, x):
        x = self.blocks(self.norm(self.stem(x)).relu_())
        return self.head(F.dropout2d(x, 0.2, self.training)).flatten(1).mean(1)


def scaled(pixels):
    return ((pixels.float() / 255 - 0.5) / 0.25).contiguous(memory_format=torch.channels_last)


def changed(pixels):
    x, n = scaled(pixels), len(pixels)
    between = lambda low, high: torch.rand(n) * (high - low) + low
    sign = lambda: (torch.rand(n) < 0.5) * 2.0 - 1
    angle, scale = between(-0.3, 0.3), between(-0.15, 0.15).exp()
    c, s, fx, fy = angle.cos() * scale, angle.sin() * scale, sign(), sign()
    matrix = torch.stack([torch.stack([c * fx, -s * fy, between(-0.2, 0.2)], 1),
                          torch.stack([s * fx, c * fy, between(-0.2, 0.2)], 1)], 1)
    x = F.grid_sample(x, F.affine_grid(matrix, x.shape, align_corners=False), align_corners=False)
    gain, offset = between(-0.15, 0.15).exp().view(-1, 1, 1, 1), between(-0.2, 0.2).view(-1, 1, 1, 1)
    return x * gain + offset + 0.05 * torch.randn(x.shape)


def run(side, epochs, change):
    torch.manual_seed(1)
    pixels = torch.randint(0, 256, (512, 3, side, side), dtype=torch.uint8)
    labels = (torch.arange(512) % 2).float()
    held, learn = torch.arange(0, 102), torch.arange(102, 512)
    start = time.perf_counter()
    net = Net(3, 16).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=1e-2)
    for _ in range(epochs):
        net.train()
        for batch in learn[torch.randperm(len(learn))].split(32):
            x = changed(pixels[batch]) if change else scaled(pixels[batch])
            loss = F.binary_cross_entropy_with_logits(net(x), labels[batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimiser.step()
        net.eval()
        with torch.no_grad():
            for batch in held.split(32):
                net(scaled(pixels[batch]))
    with torch.no_grad():  # the four mirror images at the end
        for batch in held.split(32):
            for dims in ([], [3], [2], [2, 3]):
                net(scaled(pixels[batch]).flip(dims))
    seconds = time.perf_counter() - start
    print(f"python3-torch {'changing the pictures' if change else 'pictures as they are'}: "
          f"{len(learn) * epochs / seconds:.0f} pictures/s")


for change in (True, False):
    run(int(sys.argv[1]), int(sys.argv[2]), change)
