namespace Spaxiom.Graph;

/// <summary>The normal distribution with mean 0 and standard deviation 1.</summary>
/// <remarks>
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37(3),
/// 1988, 477-484: quotients of polynomials, exact to about 1 part in 10^16. Results are the same to the last bit on
/// every platform.
/// </remarks>
internal static class NormalDistribution
{
    private const double CentralHalfWidth = 0.425;  // up to this far from 0.5 the probability itself is the argument
    private const double CentralOrigin = 0.180_625; // its square
    private const double NearTailEnd = 5;           // in the root of the negative logarithm; the far tail begins
    private const double NearTailOrigin = 1.6;

    // Coefficients of the polynomials, highest power first.
    private static readonly double[] s_centralNumerator =
    [
        2_509.080_928_730_122_672_7, 33_430.575_583_588_128_105, 67_265.770_927_008_700_853, 45_921.953_931_549_871_457,
        13_731.693_765_509_461_125, 1_971.590_950_306_551_442_7, 133.141_667_891_784_377_45,
        3.387_132_872_796_366_608_0,
    ];

    private static readonly double[] s_centralDenominator =
    [
        5_226.495_278_852_854_561_0, 28_729.085_735_721_942_674, 39_307.895_800_092_710_610, 21_213.794_301_586_595_867,
        5_394.196_021_424_751_107_7, 687.187_007_492_057_908_30, 42.313_330_701_600_911_252, 1,
    ];

    private static readonly double[] s_nearTailNumerator =
    [
        7.745_450_142_783_414_076_40e-4, 2.272_384_498_926_918_458_33e-2, 0.241_780_725_177_450_611_770,
        1.270_458_252_452_368_382_58, 3.647_848_324_763_204_605_04, 5.769_497_221_460_691_405_50,
        4.630_337_846_156_545_295_90, 1.423_437_110_749_683_577_34,
    ];

    private static readonly double[] s_nearTailDenominator =
    [
        1.050_750_071_644_416_843_24e-9, 5.475_938_084_995_344_946_00e-4, 1.519_866_656_361_645_719_66e-2,
        0.148_103_976_427_480_074_590, 0.689_767_334_985_100_004_550, 1.676_384_830_183_803_849_40,
        2.053_191_626_637_758_821_87, 1,
    ];

    private static readonly double[] s_farTailNumerator =
    [
        2.010_334_399_292_288_132_65e-7, 2.711_555_568_743_487_578_15e-5, 1.242_660_947_388_078_438_60e-3,
        2.653_218_952_657_612_309_30e-2, 0.296_560_571_828_504_891_230, 1.784_826_539_917_291_335_80,
        5.463_784_911_164_114_369_90, 6.657_904_643_501_103_777_20,
    ];

    private static readonly double[] s_farTailDenominator =
    [
        2.044_263_103_389_939_785_64e-15, 1.421_511_758_316_445_888_70e-7, 1.846_318_317_510_054_681_80e-5,
        7.868_691_311_456_132_591_00e-4, 1.487_536_129_085_061_485_25e-2, 0.136_929_880_922_735_805_310,
        0.599_832_206_555_887_937_690, 1,
    ];

    /// <summary>The value that a number of this distribution stays below with the given probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    internal static double Quantile(double probability)
    {
        double fromMiddle = probability - 0.5;
        if (Math.Abs(fromMiddle) <= CentralHalfWidth)
        {
            double square = CentralOrigin - (fromMiddle * fromMiddle);
            return fromMiddle * Value(s_centralNumerator, square) / Value(s_centralDenominator, square);
        }

        double root = Math.Sqrt(-Logarithm(fromMiddle < 0 ? probability : 1 - probability));
        double tail = root <= NearTailEnd
            ? Value(s_nearTailNumerator, root - NearTailOrigin) / Value(s_nearTailDenominator, root - NearTailOrigin)
            : Value(s_farTailNumerator, root - NearTailEnd) / Value(s_farTailDenominator, root - NearTailEnd);
        return fromMiddle < 0 ? -tail : tail;
    }

    /// <summary>
    /// The natural logarithm of a positive normal number. The number is split into m times 2 to the power of e, with m
    /// about 1; ln m is the series 2 (s + s³/3 + s⁵/5 ...) of s = (m - 1) / (m + 1), which is below 0.172.
    /// </summary>
    private static double Logarithm(double number)
    {
        const double Ln2 = 0.693_147_180_559_945_309_4;
        const int LastPower = 21; // the next term is below 10^-18
        long bits = BitConverter.DoubleToInt64Bits(number);
        long exponent = ((bits >> 52) & 0x7FF) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52)); // 1 to below 2
        if (mantissa > 1.414_213_562_373_095) (mantissa, exponent) = (mantissa / 2, exponent + 1);

        double s = (mantissa - 1) / (mantissa + 1), sum = 0;
        for (int power = LastPower; power >= 1; power -= 2) sum = (sum * s * s) + (1.0 / power);
        return (exponent * Ln2) + (2 * s * sum);
    }

    private static double Value(double[] coefficients, double argument)
    {
        double value = 0;
        foreach (double coefficient in coefficients) value = (value * argument) + coefficient;
        return value;
    }
}
