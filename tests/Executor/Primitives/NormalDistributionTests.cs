using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Quantiles of the normal distribution against values computed with 60 digits.</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.51, 0.025068908258711058033)]
    [InlineData(0.7, 0.52440051270804065631)]
    [InlineData(0.4, -0.25334710313579974132)]
    [InlineData(0.3, -0.52440051270804081597)]
    [InlineData(0.075, -1.4395314709384559349)]
    [InlineData(0.0749, -1.4402382675279636631)]
    [InlineData(0.925, 1.4395314709384562291)]
    [InlineData(0.975, 1.9599639845400538556)]
    [InlineData(0.02, -2.0537489106318230443)]
    [InlineData(0.001, -3.0902323061678135354)]
    [InlineData(1e-6, -4.7534243088228989573)]
    [InlineData(1e-9, -5.9978070150076868614)]
    [InlineData(1e-11, -6.7060231554951362961)]
    [InlineData(3e-12, -6.8796495032694017547)]
    [InlineData(1e-13, -7.3487961028006775135)]
    [InlineData(1.1102230246251565e-16, -8.2095361516013868556)]
    [InlineData(0.9999999999999999, 8.2095361516013868556)]
    public void Quantile_agrees_with_the_exact_one_to_fifteen_digits(double probability, double expected) =>
        Assert.Equal(
            expected, NormalDistribution.Quantile(probability), tolerance: Math.Abs(expected) * 1e-15);
}
