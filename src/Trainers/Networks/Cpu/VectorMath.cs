using System.Numerics;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The three steps that the kernels consist of: load a register, store it, multiply and add with one rounding.</summary>
internal static unsafe class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* p) => *(Vector<float>*)p;

    /// <summary>Loads a register of a bias that may be missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LoadOrZero(float* p, nint offset) => p == null ? Vector<float>.Zero : Load(p + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Vector<float> value) => *(Vector<float>*)p = value;

    /// <summary>Computes <c>a * b + c</c>, a the same in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Fma(float a, Vector<float> b, Vector<float> c) => Vector.FusedMultiplyAdd(new Vector<float>(a), b, c);

    /// <summary>Computes <c>a * b + c</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Fma(Vector<float> a, Vector<float> b, Vector<float> c) => Vector.FusedMultiplyAdd(a, b, c);
}
