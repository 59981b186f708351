namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Moist air at sea level.</summary>
/// <remarks>Saturation pressure over water: Magnus formula of the WMO Guide to Instruments and Methods of Observation
/// (WMO-No. 8), annex 4.B, for -45 to 60 °C. Humidity ratio: ASHRAE Handbook, Fundamentals (2017), chapter 1, equation
/// 20.</remarks>
internal static class HumidAir
{
    private const double Pressure = 101_325; // Pa
    private const double MolarMassRatio = 0.621945; // water to dry air

    /// <summary>Pressure of water vapour in saturated air, in Pa, at a temperature in °C.</summary>
    public static double SaturationPressure(double temperature) =>
        611.2 * Math.Exp(17.62 * temperature / (243.12 + temperature));

    /// <summary>Humidity ratio in kg/kg from temperature in °C and relative humidity in %.</summary>
    public static double Ratio(double temperature, double relativeHumidity)
    {
        double vapour = relativeHumidity / 100 * SaturationPressure(temperature);
        return MolarMassRatio * vapour / (Pressure - vapour);
    }

    /// <summary>Relative humidity in % from temperature in °C and humidity ratio in kg/kg.</summary>
    public static double RelativeHumidity(double temperature, double ratio) =>
        100 * Pressure * ratio / ((MolarMassRatio + ratio) * SaturationPressure(temperature));
}
