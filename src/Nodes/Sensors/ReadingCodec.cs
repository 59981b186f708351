namespace Spaxiom.Graph;

/// <summary>A reading, field by field, if there is a codec for its value.</summary>
internal sealed class ReadingCodec<T> : ValueCodec<Reading<T>>
{
    internal override void CheckParts(StateMedium medium) => medium.Codecs.Get<T>(medium).CheckParts(medium);

    internal override void Visit(StateMedium medium, ref Reading<T> value)
    {
        T inner = value.Value;
        byte hasValue = value.HasValue ? (byte)1 : (byte)0;
        SensorStatus status = value.Status;
        Instant source = value.SourceTime, arrival = value.ArrivalTime;
        medium.Codecs.Get<T>(medium).Visit(medium, ref inner);
        medium.Raw(ref hasValue);
        medium.Raw(ref status);
        medium.Raw(ref source);
        medium.Raw(ref arrival);
        if (!medium.IsLoading) return;
        bool isBare = hasValue == 0 && EqualityComparer<T>.Default.Equals(inner, default);
        value = isBare ? new(status, source, arrival) : new(inner, status, source, arrival);
    }
}
