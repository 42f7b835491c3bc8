using System.Reflection;
using System.Reflection.Emit;

namespace MsMclr.MLNet.Tests;

/// <summary>Reads out of compiled code which types and members it names.</summary>
internal static class MemberReferences
{
    private const BindingFlags Everything
        = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The methods and constructors that a type declares, those of its lambdas and iterators among them.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        var own = type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything));
        return own.Concat(type.GetNestedTypes(Everything).SelectMany(MethodsOf));
    }

    /// <summary>
    /// The types that a type names anywhere: in its fields, its methods' parameters, results and variables, and in their code.
    /// </summary>
    public static IEnumerable<Type> TypesNamedBy(Type type)
    {
        var fields = type.GetFields(Everything).Select(field => field.FieldType);
        var nested = type.GetNestedTypes(Everything).SelectMany(TypesNamedBy);
        return fields.Concat(MethodsOf(type).SelectMany(TypesOf)).Concat(nested).Concat(type.GetInterfaces()).SelectMany(Parts).Distinct();
    }

    /// <summary>The types and members that a method's code names, in order.</summary>
    public static IEnumerable<MemberInfo> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var opCode = OpCodesByValue[code[at] == 0xfe ? (short)(0xfe00 | code[at + 1]) : code[at]];
            at += opCode.Size;
            if (NamesMember(opCode.OperandType))
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
            at += OperandSize(opCode.OperandType, code, at);
        }
    }

    /// <summary>The types that a reference stands for: the member's own, and those of its signature.</summary>
    public static IEnumerable<Type> TypesOf(MemberInfo member) => (member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodBase method => [method.DeclaringType!, .. Signature(method), .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        _ => Type.EmptyTypes,
    }).SelectMany(Parts);

    private static IEnumerable<Type> TypesOf(MethodBase method)
    {
        var variables = method.GetMethodBody()?.LocalVariables.Select(variable => variable.LocalType) ?? [];
        return Signature(method).Concat(variables).Concat(Of(method).SelectMany(TypesOf));
    }

    private static IEnumerable<Type> Signature(MethodBase method)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
        return method is MethodInfo { ReturnType: var result } ? parameters.Append(result) : parameters;
    }

    // A type, and those that a generic type or an array is made of.
    private static IEnumerable<Type> Parts(Type type)
    {
        var inner = type.HasElementType ? [type.GetElementType()!] : type.GetGenericArguments();
        return inner.Where(part => !part.IsGenericParameter).SelectMany(Parts).Append(type);
    }

    private static bool NamesMember(OperandType operand)
        => operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok;

    private static int OperandSize(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
