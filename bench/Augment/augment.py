"""The method's three views (docs/method.md, augmentations) in NumPy, clip by clip as a data loader does. Prints clips a second."""
import random
import time

import numpy as np

T, V, M = 50, 25, 2
FLIP = [0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15, 20, 23, 24, 21, 22]


def crop(x):
    pad = T // 6
    padded = np.concatenate([x[:, :pad][:, ::-1], x, x[:, -pad:][:, ::-1]], axis=1)
    start = np.random.randint(0, 2 * pad + 1)
    return padded[:, start:start + T]


def apply(matrix, x):
    return np.tensordot(matrix, x, axes=([1], [0]))


def shear(x):
    a1, a2, a3, b1, b2, b3 = np.random.uniform(-0.5, 0.5, 6)
    return apply(np.array([[1, a1, b1], [a2, 1, b2], [a3, b3, 1]]), x)


def flip(x):
    return x[:, :, FLIP] if random.random() < 0.5 else x


def rotate(x):
    main = random.randint(0, 2)
    ax, ay, az = (np.radians(random.uniform(0, 30 if axis == main else 1)) for axis in range(3))
    rx = np.array([[1, 0, 0], [0, np.cos(ax), np.sin(ax)], [0, -np.sin(ax), np.cos(ax)]])
    ry = np.array([[np.cos(ay), 0, -np.sin(ay)], [0, 1, 0], [np.sin(ay), 0, np.cos(ay)]])
    rz = np.array([[np.cos(az), np.sin(az), 0], [-np.sin(az), np.cos(az), 0], [0, 0, 1]])
    return apply(rz @ ry @ rx, x)


def noise(x):
    return x + np.random.normal(0, 0.01, x.shape) if random.random() < 0.5 else x


def blur(x):
    sigma = random.uniform(0.1, 2)
    if np.random.rand() >= 0.5:
        return x
    kernel = np.exp(-np.arange(-7, 8) ** 2 / (2 * sigma ** 2))
    padded = np.pad(x, ((0, 0), (7, 7), (0, 0), (0, 0)))
    return sum(weight * padded[:, k:k + T] for k, weight in enumerate(kernel))


def mask(x):
    if random.random() < 0.5:
        x = x.copy()
        x[random.randint(0, 2)] = 0
    return x


def chaos(x):
    x = x.copy()
    joint = np.random.randint(V)
    for t in range(T):
        for m in range(M):
            body = x[:, t, :, m]
            if body.sum() != 0:
                for c in range(3):
                    x[c, t, joint, m] = np.random.uniform(body[c].min(), body[c].max())
    return x


def ordinary(x):
    return shear(crop(x))


def strong(x):
    for step in (crop, shear, flip, rotate, noise, blur, mask, chaos):
        x = step(x)
    return x


def views(x):
    return [view(x).astype(np.float32) for view in (strong, ordinary, ordinary)]


clips = np.random.uniform(-0.5, 0.5, (128, 3, T, V, M)).astype(np.float32)
for clip in clips[:8]:
    views(clip)
times = []
for _ in range(5):
    start = time.perf_counter()
    for clip in clips:
        views(clip)
    times.append(time.perf_counter() - start)
print(len(clips) / sorted(times)[len(times) // 2])
