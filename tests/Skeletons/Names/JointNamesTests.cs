using CsCheck;

namespace MsMclr.MLNet.Tests;

public class JointNamesTests
{
    // How tools write a side, each as a way to write any joint.
    private static readonly (string Scheme, Func<JointSide, string, string> Write)[] Schemes =
    [
        ("LeftArm", (side, name) => Word(side, "Left", "Right", "") + name),
        ("lArm", (side, name) => Word(side, "l", "r", "") + name),
        ("Arm.L", (side, name) => name + Word(side, ".L", ".R", "")),
        ("left_Arm", (side, name) => Word(side, "left_", "right_", "") + name),
        ("Bip01 L Arm", (side, name) => "Bip01 " + Word(side, "L ", "R ", "") + name),
        ("Bip01_L_Arm", (side, name) => "Bip01_" + Word(side, "L_", "R_", "") + name),
        ("Arm_l", (side, name) => name.ToLowerInvariant() + Word(side, "_l", "_r", "")),
        ("Arm_left", (side, name) => name + Word(side, "_left", "_right", "")),
        ("arm-r", (side, name) => name.ToLowerInvariant() + Word(side, "-l", "-r", "")),
        ("mixamorig:LeftArm", (side, name) => "mixamorig:" + Word(side, "Left", "Right", "") + name),
        ("LEFT_WRIST", (side, name) => (Word(side, "left_", "right_", "") + name).ToUpperInvariant()),
        ("larm", (side, name) => (Word(side, "l", "r", "") + name).ToLowerInvariant()),
        ("LARM", (side, name) => (Word(side, "l", "r", "") + name).ToUpperInvariant()),
        ("Arm.L.001", (side, name) => name + Word(side, ".L.001", ".R.001", "")),
    ];

    [Test]
    public void Known_layouts_keep_pairs_and_shoulders_under_every_scheme(
        [ValueSource(nameof(SchemeNames))] string scheme,
        [ValueSource(nameof(Layouts))] SkeletonLayout layout)
    {
        var write = Schemes.Single(one => one.Scheme == scheme).Write;
        var own = JointNames.Of(layout.Joints, Parents(layout));
        var bases = layout.Joints.Select(Unsided).ToArray();
        var names = JointNames.Of(bases.Select((name, joint) => write(own.Sides[joint], name)), Parents(layout));
        Assert.That(names.Mirror, Is.EqualTo(layout.Mirror), string.Join(' ', names.Joints));
        Assert.That(names.Sides, Is.EqualTo(own.Sides));
        Assert.That((names.LeftShoulder, names.RightShoulder), Is.EqualTo((layout.LeftShoulder, layout.RightShoulder)));
        Assert.That((names.LeftHip, names.RightHip), Is.EqualTo((layout.IndexOf("HipLeft"), layout.IndexOf("HipRight"))));
        Assert.That(names.Warnings, Is.Empty);
    }

    [Test]
    public void Any_order_of_joints_gives_the_same_pairs()
    {
        var joints = Schemes.Take(5).Select((scheme, i) => (scheme.Write, Layout: Layouts.ElementAt(i)));
        foreach (var (write, layout) in joints)
        {
            var sides = JointNames.Of(layout.Joints).Sides;
            var written = layout.Joints.Select((name, joint) => write(sides[joint], Unsided(name))).ToArray();
            Gen.Shuffle(Enumerable.Range(0, written.Length).ToArray()).Sample(
                order =>
                {
                    var names = JointNames.Of(order.Select(joint => written[joint]));
                    return order.Select((joint, i) => order[names.Mirror[i]] == layout.Mirror[joint]).All(isRight => isRight);
                },
                iter: 20);
        }
    }

    [TestCase("LeftUpLeg", "RightUpLeg")]
    [TestCase("lThighBend", "rThighBend")]
    [TestCase("upper_arm.L", "upper_arm.R")]
    [TestCase("thigh_twist_01_l", "thigh_twist_01_r")]
    [TestCase("left_eye_inner", "right_eye_inner")]
    [TestCase("lfemur", "rfemur")]
    [TestCase("LUArm", "RUArm")]
    [TestCase("leftwrist", "rightwrist")]
    [TestCase("Character1_LeftHandThumb1", "Character1_RightHandThumb1")]
    [TestCase("CATRigLArm", "CATRigRArm")]
    [TestCase("lf_wrist_jnt", "rt_wrist_jnt")]
    [TestCase("DEF-shin.L", "DEF-shin.R")]
    [TestCase("左手", "右手")]
    public void Pairs_are_found(string left, string right)
    {
        var names = JointNames.Of([right, "Hips", left]);
        Assert.That(names.Mirror, Is.EqualTo(new[] { 2, 1, 0 }));
        Assert.That(names.Sides, Is.EqualTo(new[] { JointSide.Right, JointSide.Middle, JointSide.Left }));
    }

    [Test]
    public void Letters_of_other_words_are_no_sides()
    {
        string[] middle =
        [
            "Hips", "lowerback", "upperback", "Clavicle", "Collar", "Roll", "Leg", "Lips", "Rib", "Upper", "Lower", "root", "L5", "L3",
            "Larynx", "Ring", "Tail", "Shoulder", "Finger", "altitude", "Bright", "Cleft", "Lumbar", "rear", "head_r2",
        ];
        var names = JointNames.Of([.. middle, "lCollar", "rCollar"]);
        Assert.That(names.Mirror.Take(middle.Length), Is.EqualTo(Enumerable.Range(0, middle.Length)));
        Assert.That(names.Sides.Take(middle.Length), Has.All.EqualTo(JointSide.Middle));
        Assert.That(names.Sides.Skip(middle.Length), Is.EqualTo(new[] { JointSide.Left, JointSide.Right }));
    }

    [Test]
    public void The_upper_arm_is_the_shoulder_where_a_collar_bone_is_called_so()
    {
        string Shoulder(params string[] left)
        {
            var names = JointNames.Of(["Hips", .. left, .. left.Select(name => name.Replace("Left", "Right", StringComparison.Ordinal))]);
            return names.Joints[names.LeftShoulder];
        }

        Assert.That(Shoulder("LeftShoulder", "LeftArm", "LeftForeArm"), Is.EqualTo("LeftArm"));
        Assert.That(Shoulder("LeftShoulder", "LeftUpperArm", "LeftLowerArm"), Is.EqualTo("LeftUpperArm"));
        Assert.That(Shoulder("Left_Collar", "Left_Shoulder", "Left_Elbow"), Is.EqualTo("Left_Shoulder"));
        var odd = JointNames.Of(["root", "xL", "xR", "forearmL", "forearmR"], [-1, 0, 0, 1, 2]);
        Assert.That((odd.LeftShoulder, odd.RightShoulder), Is.EqualTo((1, 2)), "what forearms hang from");
    }

    [Test]
    public void The_center_is_the_pelvis_and_bones_are_turned_toward_it()
    {
        var names = JointNames.Of(["Reference", "Hips", "Spine", "LeftArm", "RightArm"], [-1, 0, 1, 2, 2]);
        Assert.That(names.Center, Is.EqualTo(1));
        Assert.That(names.Parents, Is.EqualTo(new[] { 1, -1, 1, 2, 2 }));
        var layout = names.ToLayout("own");
        Assert.That((layout.Center, layout.LeftShoulder, layout.RightShoulder), Is.EqualTo((1, 3, 4)));
        Assert.That(layout.Warnings, Is.Empty);
        Assert.That(JointNames.Of(["Bip01", "Bip01 L Arm", "Bip01 R Arm"], [-1, 0, 0]).Center, Is.Zero, "the root");
    }

    [Test]
    public void Bones_are_guessed_where_no_parents_are_given()
    {
        foreach (var layout in Layouts)
        {
            var guessed = JointNames.Of(layout.Joints).ToLayout("guessed");
            string Parent(string joint) => guessed.Joints[guessed.Parents[guessed.IndexOf(joint)]];
            Assert.That(Parent("WristLeft"), Is.EqualTo("ElbowLeft"));
            Assert.That(Parent("AnkleRight"), Is.EqualTo("KneeRight"));
            Assert.That(Parent("ElbowRight"), Is.EqualTo("ShoulderRight"));
        }
    }

    [Test]
    public void What_is_not_found_is_a_warning_that_names_joints_and_remedy()
    {
        var none = JointNames.Of(["pelvis", "arm_a", "arm_b"]);
        Assert.That(none.Warnings, Has.Some.Contains("'arm_a'").And.Some.Contains("MirrorPairs"));
        Assert.That(none.Warnings, Has.Some.Contains("LeftShoulder"));
        Assert.That(none.ToLayout("none").Warnings, Is.EqualTo(none.Warnings));
        var alone = JointNames.Of(["pelvis", "LeftArm", "RightArm", "LeftSword"]);
        Assert.That(alone.Warnings.Single(), Does.Contain("'LeftSword'").And.Contain("no counterpart"));
        Assert.That(JointNames.Of(["a", "b"]).Warnings, Has.Some.Contains("Center"));
    }

    [Test]
    public void Pairs_shoulders_and_center_can_be_given()
    {
        var options = new JointNamesOptions
        {
            MirrorPairs = new Dictionary<string, string> { ["ARM_A"] = "arm_b" },
            LeftShoulder = "arm_a",
            RightShoulder = "arm_b",
            Center = "chest",
        };
        var names = JointNames.Of(["pelvis", "chest", "arm_a", "arm_b"], [-1, 0, 1, 1], options);
        Assert.That(names.Mirror, Is.EqualTo(new[] { 0, 1, 3, 2 }));
        Assert.That((names.LeftShoulder, names.RightShoulder, names.Center), Is.EqualTo((2, 3, 1)));
        Assert.That(names.Warnings, Is.Empty);
        options.Center = "belly";
        Assert.That(
            Assert.Throws<ArgumentException>(() => JointNames.Of(["pelvis", "arm_a", "arm_b"], options: options))!.Message,
            Does.Contain("Center").And.Contain("'belly'").And.Contain("pelvis"));
        options = new JointNamesOptions { MirrorPairs = new Dictionary<string, string> { ["a"] = "b", ["b"] = "c" } };
        Assert.Throws<ArgumentException>(() => JointNames.Of(["a", "b", "c"], options: options));
        Assert.Throws<ArgumentException>(() => JointNames.Of(["a", "b"], options: new() { LeftShoulder = "a" }));
        Assert.Throws<ArgumentException>(() => JointNames.Of(["a", "b"], [-1]));
        Assert.Throws<ArgumentException>(() => JointNames.Of([]));
        Assert.Throws<ArgumentException>(() => JointNames.Of(["a", "b", "c"], [-1, 2, 1]).ToLayout("a circle"));
    }

    [Test]
    public void Any_names_whatever_give_a_mirror_that_is_its_own_inverse()
        => Gen.String[Gen.Char["lrLR_.: aAm1"], 0, 8].Array[1, 12].Sample(joints =>
        {
            var names = JointNames.Of(joints);
            return names.Mirror.Select((other, joint) => names.Mirror[other] == joint).All(isInverse => isInverse);
        });

    private static IEnumerable<string> SchemeNames => Schemes.Select(scheme => scheme.Scheme);

    private static IEnumerable<SkeletonLayout> Layouts => SkeletonLayout.Known.Where(layout => layout.HasShoulders);

    private static int[] Parents(SkeletonLayout layout)
        => [.. layout.Parents.Select((parent, joint) => joint == layout.Center ? -1 : parent)];

    private static string Word(JointSide side, string left, string right, string middle) => side switch
    {
        JointSide.Left => left,
        JointSide.Right => right,
        _ => middle,
    };

    private static string Unsided(string joint)
        => joint.Replace("Left", "", StringComparison.Ordinal).Replace("Right", "", StringComparison.Ordinal);
}
