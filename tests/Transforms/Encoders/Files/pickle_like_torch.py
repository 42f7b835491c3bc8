"""Prints, as base64, the pickle that torch.save writes for a small checkpoint: Python's own pickler, with stand-ins for the names of torch.

The output is the constant in PickleReaderTests. Needs Python 3 alone.
"""
import base64, collections, io, pickle, sys, types

torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
sys.modules["torch"], sys.modules["torch._utils"] = torch, utils


class FloatStorage:
    pass


class HalfStorage:
    pass


for storage in FloatStorage, HalfStorage:
    storage.__module__, storage.__qualname__ = "torch", storage.__name__
    setattr(torch, storage.__name__, storage)


def _rebuild_tensor_v2(*arguments):
    pass


_rebuild_tensor_v2.__module__ = "torch._utils"
utils._rebuild_tensor_v2 = _rebuild_tensor_v2


class Stored:
    def __init__(self, kind, key, count):
        self.id = ("storage", kind, key, "cpu", count)


class Tensor:
    def __init__(self, storage, offset, shape, strides):
        self.arguments = (storage, offset, shape, strides, False, collections.OrderedDict())

    def __reduce_ex__(self, protocol):
        return _rebuild_tensor_v2, self.arguments


class Pickler(pickle.Pickler):
    def persistent_id(self, value):
        return value.id if isinstance(value, Stored) else None


shared = Stored(FloatStorage, "0", 6)
state = collections.OrderedDict(a=Tensor(shared, 0, (2, 3), (3, 1)), b=Tensor(shared, 0, (3, 2), (1, 3)), c=Tensor(Stored(HalfStorage, "1", 70000), 69999, (), ()))
state._metadata = collections.OrderedDict([("", {"version": 1})])
checkpoint = {"epoch": 300, "loss": -0.5, "big": 1 << 40, "minus": -7, "flags": [True, False, None], "name": "café", "state_dict": state, "groups": [{"lr": 0.1, "params": [0, 1, 70000]}], 3: "left out", "pair": (1, (2,), ())}
for protocol in 2, 4:
    buffer = io.BytesIO()
    Pickler(buffer, protocol).dump(checkpoint)
    print(protocol, base64.b64encode(buffer.getvalue()).decode())
