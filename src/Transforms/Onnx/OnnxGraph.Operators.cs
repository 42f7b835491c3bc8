namespace MsMclr.MLNet.Transforms.Onnx;

/// <content>The operators that are used most, by the names that one would give them on paper.</content>
internal sealed partial class OnnxGraph
{
    /// <summary>The sum of two values, element by element.</summary>
    public string Add(string left, string right) => Node("Add", [left, right]);

    /// <summary>The difference of two values, element by element.</summary>
    public string Subtract(string left, string right) => Node("Sub", [left, right]);

    /// <summary>The product of two values, element by element.</summary>
    public string Multiply(string left, string right) => Node("Mul", [left, right]);

    /// <summary>The quotient of two values, element by element.</summary>
    public string Divide(string left, string right) => Node("Div", [left, right]);

    /// <summary>The matrix product over the last two axes.</summary>
    public string MatMul(string left, string right) => Node("MatMul", [left, right]);

    /// <summary><paramref name="yes"/> where the condition holds, <paramref name="no"/> elsewhere.</summary>
    public string Where(string condition, string yes, string no) => Node("Where", [condition, yes, no]);

    /// <summary>The same elements under another shape. One size may be -1: what is left.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> shape) => Node("Reshape", [x, Constant(shape)]);

    /// <summary>The axes in another order.</summary>
    public string Transpose(string x, params ReadOnlySpan<long> order) => Node("Transpose", [x], Attribute("perm", order));

    /// <summary>The same numbers of another type.</summary>
    public string Cast(string x, TensorProto.Types.DataType type) => Node("Cast", [x], Attribute("to", (long)type));

    /// <summary>The elements at given places of the first axis.</summary>
    public string Gather(string x, string places) => Node("Gather", [x, places]);

    /// <summary>The elements at given places of an axis.</summary>
    public string Gather(string x, string places, int axis) => Node("Gather", [x, places], Attribute("axis", axis));

    /// <summary>The elements at one place of an axis, which stays, of length 1.</summary>
    public string Take(string x, int axis, int place) => Gather(x, Constant((long)place), axis);

    /// <summary>Where the first of the flags that are set stands, all axes read as one; 0 if none is set.</summary>
    public string FirstTrue(string flags)
    {
        // Of equal values, ArgMax gives the first.
        var numbers = Cast(Reshape(flags, -1), TensorProto.Types.DataType.Float);
        return Node("ArgMax", [numbers], Attribute("axis", 0));
    }

    /// <summary>The opposite of flags.</summary>
    public string Not(string flags) => Node("Not", [flags]);

    /// <summary>Where both flags are set.</summary>
    public string And(string left, string right) => Node("And", [left, right]);

    /// <summary>Flags that are set or not from the start.</summary>
    public string Flags(IEnumerable<bool> flags)
        => Cast(Constant([.. flags.Select(flag => flag ? 1L : 0L)]), TensorProto.Types.DataType.Bool);

    /// <summary>Whether values are missing.</summary>
    public string IsMissing(string x) => Node("IsNaN", [x]);

    /// <summary>Values, and 0 where they are missing.</summary>
    public string ZeroForMissing(string x) => Where(IsMissing(x), Constant(0f), x);

    /// <summary>The sums of the elements of an axis up to each of them, one added after the other.</summary>
    public string RunningSum(string x, int axis) => Node("CumSum", [x, Constant((long)axis)]);

    /// <summary>The sum over an axis, which goes.</summary>
    public string Sum(string x, long axis) => Node("ReduceSum", [x, Constant(axis)], Attribute("keepdims", 0));
}
