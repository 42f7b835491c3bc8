using MsMclr.MLNet.Loaders.Naming;
using MsMclr.MLNet.Loaders.Naming.Tables;

namespace MsMclr.MLNet;

public sealed partial class SkeletonLoader
{
    public sealed partial class Options
    {
        /// <summary>Gets or sets a value indicating whether folders inside a folder are searched too.</summary>
        /// <value>Default false.</value>
        public bool SearchSubfolders { get; set; }

        /// <summary>
        /// Gets or sets a value indicating whether links in a folder are followed. Each file, and each folder, is then read once, whatever
        /// names it has. Otherwise links are passed over, with a warning. A folder that is given by the name of a link is read.
        /// </summary>
        /// <value>Default false.</value>
        public bool FollowLinks { get; set; }

        /// <summary>
        /// Gets or sets a value indicating whether a clip's name begins with the folders that it is in, below the folder that is loaded:
        /// <c>person3/wave/01</c>, where
        /// it would be <c>01</c>.
        /// </summary>
        /// <value>Default false: only where names would collide otherwise. Of a source of your own
        /// (<see cref="SkeletonLoader.Load(Microsoft.ML.Data.IMultiStreamSource)"/>), all folders of its paths.</value>
        public bool NamesWithFolders { get; set; }

        /// <summary>Gets or sets what clips' names tell: action, subject, camera and so on, for formats that do not know them.</summary>
        /// <value>Default null: what the format says.</value>
        public ClipNamePattern? NamePattern { get; set; }

        /// <summary>
        /// Gets or sets what the paths of files tell, below the folder that is loaded: <c>{label}/*</c> for a folder a class, or
        /// <c>{label}/{subject}_{trial}*.json</c>. Fields are <c>label</c>, <c>subject</c>, <c>camera</c> (or <c>view</c>), <c>setup</c>,
        /// <c>trial</c> and <c>name</c>. <c>*</c> is any text, and <c>**</c> any number of folders.
        /// </summary>
        /// <remarks>
        /// <para>A path may fit without its extension, and by the clip's name in place of the file's, which is shorter where a clip is
        /// many files. One that does not fit is a bad file (<see cref="OnBadFile"/>). Where it could be read in several ways, each field
        /// from the left is a number if it can be one, and otherwise as short as possible.</para>
        /// <para>Subjects and cameras that are names and not numbers are counted from 1 in ordinal order. The column's
        /// <c>GetNumberNames()</c> has the names.</para>
        /// </remarks>
        /// <value>Default null: paths are not asked. With folders in it, folders below are searched.</value>
        public string? PathPattern { get; set; }

        /// <summary>
        /// Gets or sets a CSV with a row for each file (column <c>file</c>, with as many folders as tell it apart) or for each clip (column
        /// <c>name</c>). Columns <c>label</c>, <c>subject</c>, <c>camera</c>, <c>setup</c>, <c>trial</c> and <c>fps</c> say what it is.
        /// Other columns become columns of text.
        /// </summary>
        /// <value>Default null: there is none. It has the last word after <see cref="PathPattern"/>. A file without a row is a bad file.
        /// </value>
        public string? LabelsFile { get; set; }

        /// <summary>
        /// Gets or sets the names of the labels that <see cref="PathPattern"/> or <see cref="LabelsFile"/> tell, in the order of their
        /// numbers.
        /// </summary>
        /// <value>Default empty: those that are found, in ordinal order, by size where all are numbers.</value>
        public IReadOnlyList<string> Actions { get; set; } = [];

        internal NamingRules Naming()
        {
            var paths = PathPattern is null ? null : new Loaders.Naming.Patterns.PathPattern(PathPattern);
            return new NamingRules(Format!, paths, LabelsFile is null ? null : LabelsTable.Read(LabelsFile))
            {
                GivenActions = [.. Actions],
                Names = NamePattern,
                NamesWithFolders = NamesWithFolders,
            };
        }
    }
}
