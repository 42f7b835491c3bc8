"""The peer of load.ntu: a plain reader of NTU .skeleton text with the steps of the field's preprocessing scripts: a line at a
time, a dictionary of twelve named numbers a joint, then a second pass that picks x, y, z. Lists instead of NumPy arrays.
Prints bytes and CPU seconds."""
import os
import sys
import time

BODY = ("id", "clipped", "left_confidence", "left_state", "right_confidence", "right_state", "restricted", "lean_x", "lean_y", "tracking")
JOINT = ("x", "y", "z", "depth_x", "depth_y", "color_x", "color_y", "w", "orientation_x", "orientation_y", "orientation_z", "tracking")


def read(path):
    frames = []
    with open(path) as file:
        for _ in range(int(file.readline())):
            bodies = []
            for _ in range(int(file.readline())):
                body = dict(zip(BODY, (float(field) for field in file.readline().split())))
                count = int(file.readline())
                body["joints"] = [dict(zip(JOINT, (float(field) for field in file.readline().split()))) for _ in range(count)]
                bodies.append(body)
            frames.append(bodies)
    return frames


def positions(frames):
    values = [[[[0.0] * 2 for _ in range(25)] for _ in frames] for _ in range(3)]
    for t, bodies in enumerate(frames):
        for m, body in enumerate(bodies[:2]):
            for v, joint in enumerate(body["joints"]):
                values[0][t][v][m] = joint["x"]
                values[1][t][v][m] = joint["y"]
                values[2][t][v][m] = joint["z"]
    return values


if __name__ == "__main__":
    start = time.process_time()
    total = 0
    for name in sys.argv[1:]:
        positions(read(name))
        total += os.path.getsize(name)
    print(total, time.process_time() - start)
