using System.Reflection;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Tests;

/// <summary>A property that a user can set when making an object of a public type: an option, or a part of a recipe or view.</summary>
internal sealed record Setting(Type Owner, PropertyInfo Property)
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The settings of every public type that objects are made of.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. PublicSurface.Types
            .Where(type => !type.IsAbstract && !type.IsEnum)
            .SelectMany(Of),
    ];

    /// <summary>Whether it can be set only while the object is made.</summary>
    public bool IsInitOnly => Property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    /// <summary>Whether the owner is an immutable record.</summary>
    public bool IsOfRecord => Owner.GetMethod("<Clone>$") is not null;

    /// <summary>Whether nobody gets around setting it, so that it has no default.</summary>
    public bool IsRequired => Property.IsDefined(typeof(RequiredMemberAttribute)) || Parameter is not null;

    /// <summary>Its type as C# writes it, with a question mark where it may be null: <c>Int32?</c>, <c>String</c>.</summary>
    public string TypeName
    {
        get
        {
            if (Nullable.GetUnderlyingType(Property.PropertyType) is { } value)
                return value.Name + "?";
            var mayBeNull = Nullability.Create(Property).ReadState == NullabilityState.Nullable;
            return Property.PropertyType.Name.Split('`')[0] + (mayBeNull ? "?" : "");
        }
    }

    // A positional record's constructor names its parameters as it names its properties.
    private ParameterInfo? Parameter => Owner.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .FirstOrDefault(parameter => parameter.Name == Property.Name);

    /// <summary>
    /// An object to read defaults from: made with nothing, or with nulls and zeros where its constructor needs something.
    /// </summary>
    public object NewOwner()
    {
        var constructor = Owner.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).FirstOrDefault();
        if (constructor is null)
            return Activator.CreateInstance(Owner)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Nothing(parameter.ParameterType))]);
    }

    public override string ToString() => $"{Owner.FullName!.Replace("MsMclr.MLNet.", "").Replace('+', '.')}.{Property.Name}";

    private static IEnumerable<Setting> Of(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => PublicSurface.Assemblies.Contains(property.DeclaringType!.Assembly))
        .Where(property => property.SetMethod is { IsPublic: true })
        .Select(property => new Setting(type, property));

    private static object? Nothing(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
