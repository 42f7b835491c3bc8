#:package System.IO.Hashing
// Draws icon.png, a skeleton at three moments of a step: dotnet run eng/icon/DrawIcon.cs eng/icon/icon.png
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Numerics;
using System.Text;

const int Size = 128;
var pixels = new Vector4[Size * Size];
var blue = new Vector3(0.31f, 0.56f, 0.84f);
var white = new Vector3(1, 1, 1);
var orange = new Vector3(1, 0.62f, 0.26f);

// Each pose: the path from a foot over the trunk to a hand, the other leg, the other arm, the head.
Vector2[][] twoBefore =
[
    Points(35, 107, 40, 88, 34, 70, 38, 41, 25, 56, 28, 69),
    Points(16, 100, 28, 89, 34, 70),
    Points(38, 41, 49, 57, 55, 67),
    Points(40, 27),
];
Vector2[][] before =
[
    Points(55, 106, 60, 86, 49, 70, 55, 40, 39, 52, 36, 66),
    Points(25, 93, 40, 88, 49, 70),
    Points(55, 40, 67, 56, 77, 63),
    Points(58, 25),
];
Vector2[][] now =
[
    Points(82, 104, 84, 82, 67, 71, 75, 40, 57, 48, 50, 62),
    Points(38, 90, 58, 91, 67, 71),
    Points(75, 40, 89, 55, 103, 51),
    Points(80, 23),
];

Fill(point => RoundedSquare(point, 62, 24), new Vector3(0.11f, 0.14f, 0.25f), 1);
Draw(twoBefore, blue, opacity: 0.35f, width: 4);
Draw(before, blue, opacity: 0.7f, width: 4.5f);
Draw(now, white, opacity: 1, width: 5.5f);
foreach (var joint in now[..3].SelectMany(path => path))
    Fill(point => Vector2.Distance(point, joint) - 4.2f, orange, 1);
File.WriteAllBytes(args[0], Png());

static Vector2[] Points(params float[] values) => [.. values.Chunk(2).Select(pair => new Vector2(pair[0], pair[1]))];

// A pose is filled at once, so that its limbs don't darken one another where they cross.
void Draw(Vector2[][] pose, Vector3 color, float opacity, float width)
{
    Fill(Distance, color, opacity);

    float Distance(Vector2 point)
    {
        var nearest = Vector2.Distance(point, pose[3][0]) - (2 * width);
        foreach (var path in pose[..3])
            foreach (var (from, to) in path.Zip(path.Skip(1)))
                nearest = Math.Min(nearest, ToSegment(point, from, to) - (width / 2));
        return nearest;
    }
}

// Colors what is inside, where the distance is negative; the edge is one pixel wide.
void Fill(Func<Vector2, float> distance, Vector3 color, float opacity)
{
    for (var i = 0; i < pixels.Length; i++)
    {
        var center = new Vector2((i % Size) + 0.5f, (i / Size) + 0.5f);
        var cover = opacity * Math.Clamp(0.5f - distance(center), 0, 1);
        var below = pixels[i];
        var alpha = cover + (below.W * (1 - cover));
        if (alpha > 0)
            pixels[i] = new Vector4(((color * cover) + (below.AsVector3() * below.W * (1 - cover))) / alpha, alpha);
    }
}

static float ToSegment(Vector2 point, Vector2 from, Vector2 to)
{
    var along = Math.Clamp(Vector2.Dot(point - from, to - from) / (to - from).LengthSquared(), 0, 1);
    return Vector2.Distance(point, from + (along * (to - from)));
}

static float RoundedSquare(Vector2 point, float half, float radius)
{
    var outside = Vector2.Abs(point - new Vector2(Size / 2f)) - new Vector2(half - radius);
    return Vector2.Max(outside, Vector2.Zero).Length() - radius;
}

byte[] Png()
{
    var header = new byte[13];
    BinaryPrimitives.WriteInt32BigEndian(header, Size);
    BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Size);
    // 8 bits a channel, red, green, blue and alpha.
    header[8] = 8;
    header[9] = 6;
    using var packed = new MemoryStream();
    using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize))
        foreach (var row in pixels.Chunk(Size))
            deflate.Write([0, .. row.SelectMany(Bytes)]);
    return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
}

static IEnumerable<byte> Bytes(Vector4 pixel)
{
    float[] channels = [pixel.X, pixel.Y, pixel.Z, pixel.W];
    return channels.Select(value => (byte)MathF.Round(255 * value));
}

static byte[] Chunk(string name, byte[] content)
{
    byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
    BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
    var checksum = Crc32.HashToUInt32(chunk.AsSpan(4, content.Length + 4));
    BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), checksum);
    return chunk;
}
