namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What was measured in the office at one instant.</summary>
/// <param name="Time">When; a recording's local time taken as UTC.</param>
/// <param name="Temperature">Of the air, in °C.</param>
/// <param name="Humidity">Relative humidity of the air, in %.</param>
/// <param name="Light">Illuminance, in lux.</param>
/// <param name="Co2">Carbon dioxide in the air, in ppm by volume.</param>
/// <param name="HumidityRatio">Water vapour, in kg per kg of dry air.</param>
/// <param name="Truth">Whether somebody really was in the room. The summary compares it; no node decides by it.</param>
internal readonly record struct Row(
    Instant Time,
    double Temperature,
    double Humidity,
    double Light,
    double Co2,
    double HumidityRatio,
    bool Truth);
