using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet;

public static partial class SyntheticSkeletons
{
    public sealed partial class Options
    {
        /// <summary>
        /// Gets options of unconstrained recordings: adults and children, turned any way, before cameras high and low, who do other things
        /// before and after the action, each in their own way. The documentation says from which real recordings each number is.
        /// </summary>
        /// <value>A new instance each time, so that it can be changed.</value>
        public static Options Unconstrained => new()
        {
            MinFrames = 24,
            MaxFrames = 150,
            Children = 0.3,
            FacingDeviation = 30,
            CameraTilt = 30,
            Idle = 0.3,
            Restlessness = 15,
            ActionStyle = 0.3,
            SensorError = 0.06,
        };

        /// <summary>
        /// Gets or sets the share of people who are children of about 1.1 to 1.5 m. Adults are of about 1.7 m, by 7 % more or less.
        /// </summary>
        /// <value>Default 0; from 0 to 1. 0.3 in <see cref="Unconstrained"/>.</value>
        public double Children { get; set; }

        /// <summary>
        /// Gets or sets the standard deviation of where people face during an action, in degrees. On average they face the middle camera,
        /// and people who act together stand across its view.
        /// </summary>
        /// <value>Default 14; from 0 to 180. 30 in <see cref="Unconstrained"/>.</value>
        public double FacingDeviation { get; set; } = 14;

        /// <summary>
        /// Gets or sets how far the highest cameras look down, in degrees. The lowest look up by a third of it. Each camera of a setup
        /// (four people) has a tilt of its own, and clips deviate by 5 degrees from it.
        /// </summary>
        /// <value>Default 0: level; from 0 to 60. 30 in <see cref="Unconstrained"/>.</value>
        public double CameraTilt { get; set; }

        /// <summary>
        /// Gets or sets the mean share of a clip in which the action has not begun or is over. Slow people fill more of a clip than quick
        /// ones.
        /// </summary>
        /// <value>Default 0: clips are cut to the action, give or take a fifth; from 0 to 0.6. 0.3 in <see cref="Unconstrained"/>.</value>
        public double Idle { get; set; }

        /// <summary>
        /// Gets or sets how much people move besides the action: the standard deviation of an idle person's shoulder angle, in degrees.
        /// The whole body turns by twice that, the trunk leans by half. During the action two fifths of it are left. Above 0, joints stay
        /// within their ranges of motion.
        /// </summary>
        /// <value>Default 0; from 0 to 45. 15 in <see cref="Unconstrained"/>.</value>
        public double Restlessness { get; set; }

        /// <summary>
        /// Gets or sets how much each person's way of doing an action differs from others': the standard deviation of the logarithm of
        /// amounts and of numbers of repeated movements. Joints lead or lag by 0.15 of it, as a share of the movement. Above 0, joints stay
        /// within their ranges of motion.
        /// </summary>
        /// <value>Default 0; from 0 to 1. 0.3 in <see cref="Unconstrained"/>.</value>
        public double ActionStyle { get; set; }

        /// <summary>
        /// Gets or sets how wrong the sensor is about joints that the body hides from it: the standard deviation of a coordinate, in
        /// meters. Such an error lasts for about a third of a second. Above 0, noise also grows with the square of the distance.
        /// </summary>
        /// <value>Default 0; from 0 to 0.5. 0.06 in <see cref="Unconstrained"/>.</value>
        public double SensorError { get; set; }

        internal SyntheticConditions Conditions() => new(
            MinFrames,
            MaxFrames,
            Children,
            FacingDeviation,
            CameraTilt,
            Idle,
            Restlessness,
            ActionStyle,
            SensorError);

        private void CheckConditions(string owner)
        {
            OptionCheck.Require(Children is >= 0 and <= 1, owner, nameof(Children), Children, "0 to 1");
            OptionCheck.Require(FacingDeviation is >= 0 and <= 180, owner, nameof(FacingDeviation), FacingDeviation, "0 to 180");
            OptionCheck.Require(CameraTilt is >= 0 and <= 60, owner, nameof(CameraTilt), CameraTilt, "0 to 60");
            OptionCheck.Require(Idle is >= 0 and <= 0.6, owner, nameof(Idle), Idle, "0 to 0.6");
            OptionCheck.Require(Restlessness is >= 0 and <= 45, owner, nameof(Restlessness), Restlessness, "0 to 45");
            OptionCheck.Require(ActionStyle is >= 0 and <= 1, owner, nameof(ActionStyle), ActionStyle, "0 to 1");
            OptionCheck.Require(SensorError is >= 0 and <= 0.5, owner, nameof(SensorError), SensorError, "0 to 0.5");
        }
    }
}
