"""The peer of load.ntu: reads NTU .skeleton text the way the field's preprocessing scripts do. Every field of every line becomes a
named float; a second pass copies x, y, z, joint by joint, into an array [3, T, 25, 2]. Written for this measurement.
Prints bytes and processor seconds, the best of three passes; ends with 3 where NumPy is absent."""
import os
import sys
import time

try:
    import numpy
except ImportError:
    sys.exit(3)

BODY = ("id", "clipped", "left_confidence", "left_state", "right_confidence", "right_state", "restricted", "lean_x", "lean_y", "tracking")
JOINT = ("x", "y", "z", "depth_x", "depth_y", "color_x", "color_y", "w", "orientation_x", "orientation_y", "orientation_z", "tracking")


def named(names, line):
    return {name: float(field) for name, field in zip(names, line.split())}


def read(path):
    frames = []
    with open(path) as file:
        for _ in range(int(file.readline())):
            bodies = []
            for _ in range(int(file.readline())):
                body = named(BODY, file.readline())
                body["joints"] = [named(JOINT, file.readline()) for _ in range(int(file.readline()))]
                bodies.append(body)
            frames.append(bodies)
    return frames


def positions(frames):
    values = numpy.zeros((3, len(frames), 25, 2))
    for t, bodies in enumerate(frames):
        for m, body in enumerate(bodies):
            for v, joint in enumerate(body["joints"]):
                if m < 2 and v < 25:
                    values[:, t, v, m] = [joint["x"], joint["y"], joint["z"]]
    return values


def seconds(names):
    start = time.process_time()
    for name in names:
        positions(read(name))
    return time.process_time() - start


if __name__ == "__main__":
    best = min(seconds(sys.argv[1:]) for _ in range(3))
    print(sum(map(os.path.getsize, sys.argv[1:])), best)
