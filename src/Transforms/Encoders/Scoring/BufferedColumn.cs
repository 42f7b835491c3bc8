using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>A source column's values for the rows of a batch, read ahead.</summary>
internal abstract class BufferedColumn
{
    public static BufferedColumn Over(DataViewRow cursor, DataViewSchema.Column column, int rows)
    {
        var kind = column.Type is VectorDataViewType vector
            ? typeof(Vectors<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(Scalars<>).MakeGenericType(column.Type.RawType);
        const BindingFlags Flags = BindingFlags.Instance | BindingFlags.Public;
        return (BufferedColumn)Activator.CreateInstance(kind, Flags, binder: null, [cursor, column, rows], culture: null)!;
    }

    /// <summary>Reads the source's current row into a place of the batch.</summary>
    public abstract void Read(int place);

    /// <summary>A getter of what stands at the place that <paramref name="place"/> tells.</summary>
    public abstract Delegate Getter(Func<int> place);

    private sealed class Scalars<T>(DataViewRow cursor, DataViewSchema.Column column, int rows) : BufferedColumn
    {
        private readonly ValueGetter<T> _source = cursor.GetGetter<T>(column);
        private readonly T[] _values = new T[rows];

        public override void Read(int place) => _source(ref _values[place]);

        public override Delegate Getter(Func<int> place)
        {
            void Get(ref T value) => value = _values[place()];
            return (ValueGetter<T>)Get;
        }
    }

    private sealed class Vectors<T>(DataViewRow cursor, DataViewSchema.Column column, int rows) : BufferedColumn
    {
        private readonly ValueGetter<VBuffer<T>> _source = cursor.GetGetter<VBuffer<T>>(column);
        private readonly VBuffer<T>[] _values = new VBuffer<T>[rows];

        public override void Read(int place) => _source(ref _values[place]);

        public override Delegate Getter(Func<int> place)
        {
            void Get(ref VBuffer<T> value) => _values[place()].CopyTo(ref value);
            return (ValueGetter<VBuffer<T>>)Get;
        }
    }
}
