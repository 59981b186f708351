namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The air and the walls of one office: balances of carbon dioxide, water vapour and heat, in steps of a
/// minute. Uses only the four operations, which every machine rounds alike.</summary>
internal sealed class Room
{
    private const double StepHours = 1.0 / 60;
    private const double Volume = 72; // m³
    private const double AirMass = Volume * 1.2; // kg
    private const double HeatCapacity = 1.2e6; // J/K: air, furniture and the inner surface of the walls
    private const double WallLoss = 45; // W/K
    private const double AirHeat = Volume * 1.2 * 1005 / 3600; // W/K for each air change per hour
    private const double HeaterMost = 2_500; // W
    private const double HeaterGain = 1_500; // W per K below the setpoint

    // One adult at desk work (1.2 met): CO2 as in ASHRAE 62.1, heat and moisture as in ASHRAE Fundamentals, chapter 18.
    private const double Co2PerPerson = 0.0187; // m³/h
    private const double WaterPerPerson = 0.055; // kg/h
    private const double HeatPerPerson = 75; // W
    private const double HeatOfLamps = 180; // W

    private const double OutdoorCo2 = 420; // ppm
    private const double OutdoorHumidityRatio = 0.0038; // kg/kg

    /// <summary>Temperature of the air, in °C.</summary>
    public double Temperature { get; private set; } = 17;

    /// <summary>CO2 in the air, in ppm.</summary>
    public double Co2 { get; private set; } = OutdoorCo2 + 10;

    /// <summary>Water in the air, in kg per kg of dry air.</summary>
    public double HumidityRatio { get; private set; } = OutdoorHumidityRatio;

    /// <summary>Lets one minute pass.</summary>
    /// <param name="people">In the room.</param>
    /// <param name="lamps">Whether the lamps burn.</param>
    /// <param name="sun">Heat through the window, in W.</param>
    /// <param name="outdoors">Temperature outside, in °C.</param>
    /// <param name="setpoint">What the heater aims at, in °C.</param>
    /// <param name="airChanges">Fresh air, in volumes of the room per hour; below 60.</param>
    public void Step(int people, bool lamps, double sun, double outdoors, double setpoint, double airChanges)
    {
        double heater = Math.Clamp((setpoint - Temperature) * HeaterGain, 0, HeaterMost);
        double gains = heater + (people * HeatPerPerson) + (lamps ? HeatOfLamps : 0) + sun;
        double losses = (WallLoss + (airChanges * AirHeat)) * (Temperature - outdoors);
        Temperature += (gains - losses) * 3_600 * StepHours / HeatCapacity;

        double emitted = people * Co2PerPerson * 1e6 / Volume;
        Co2 += (emitted - (airChanges * (Co2 - OutdoorCo2))) * StepHours;

        double evaporated = people * WaterPerPerson / AirMass;
        HumidityRatio += (evaporated - (airChanges * (HumidityRatio - OutdoorHumidityRatio))) * StepHours;
    }
}
