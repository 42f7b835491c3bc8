using System.Collections.Frozen;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>What tools call joints, without side and prefix, in the order in which they are to be taken.</summary>
internal static class JointWords
{
    /// <summary>
    /// Where the upper arm begins. Tools that have an upper arm call the collar bone "shoulder"; those without mean the joint.
    /// </summary>
    public static readonly string[] Shoulders =
    [
        "upperarm", "uparm", "uarm", "armupper", "humerus", "shldr", "shldrbend", "arm", "shoulderjoint", "shoulder",
    ];

    /// <summary>Where the thigh begins.</summary>
    public static readonly string[] Hips =
    [
        "upperleg", "upleg", "uleg", "legupper", "thigh", "thighbend", "femur", "hipjoint", "hip", "buttock", "leg",
    ];

    /// <summary>The middle of the hips.</summary>
    public static readonly string[] Centers =
    [
        "hips", "pelvis", "hip", "hipcenter", "centerhip", "midhip", "hipmid", "hipscenter", "spinebase", "lowertorso", "root", "cog",
    ];

    /// <summary>What follows the upper arm.</summary>
    public static readonly string[] Elbows = ["elbow", "forearm", "lowerarm", "loarm", "farm", "armlower", "radius", "forearmbend"];

    private static readonly FrozenDictionary<string, JointRole> Roles = Table();

    /// <summary>What a joint of this base name is for.</summary>
    public static JointRole Role(string name) => Roles.GetValueOrDefault(WithoutNumber(name));

    /// <summary>The name without digits at its end.</summary>
    public static string WithoutNumber(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private static FrozenDictionary<string, JointRole> Table()
    {
        var roles = new Dictionary<string, JointRole>(StringComparer.Ordinal);
        Add(JointRole.Pelvis, Centers);
        Add(JointRole.UpperArm, Shoulders);
        Add(JointRole.Elbow, Elbows);
        Add(JointRole.Hip, Hips);
        Add(JointRole.Spine, "spine", "spinemid", "abdomen", "torso", "waist", "lowerback", "spinelower", "naval", "navel");
        Add(JointRole.Chest, "chest", "thorax", "spineshoulder", "shouldercenter", "spinechest", "upperback", "spineupper", "sternum");
        Add(JointRole.Neck, "neck");
        Add(JointRole.Head, "head", "headtop", "topofhead");
        Add(JointRole.Face, "nose", "eye", "ear", "mouth", "jaw", "eyeinner", "eyeouter", "chin");
        Add(JointRole.Collar, "collar", "clavicle", "collarbone");
        Add(JointRole.Wrist, "wrist");
        Add(JointRole.Hand, "hand", "palm");
        Add(JointRole.Finger, "finger", "thumb", "index", "pinky", "middle", "ring", "handtip", "fingertip", "knuckle");
        Add(JointRole.Knee, "knee", "lowerleg", "shin", "calf", "tibia", "loleg", "leglower");
        Add(JointRole.Ankle, "ankle");
        Add(JointRole.Foot, "foot", "heel");
        Add(JointRole.Toe, "toe", "toes", "toebase", "bigtoe", "smalltoe", "footindex", "ball");
        return roles.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(JointRole role, params string[] words)
        {
            foreach (var word in words)
                roles.TryAdd(word, role);
        }
    }
}
