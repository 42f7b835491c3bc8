namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>Marks an endpoint that is answered whatever host the request names.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AnyHostAttribute : Attribute;
