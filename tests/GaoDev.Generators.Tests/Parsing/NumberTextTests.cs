using System.Globalization;
using CsCheck;
using GaoDev.Generators.Parsing;

namespace GaoDev.Generators.Tests.Parsing;

public class NumberTextTests
{
    [Fact]
    public void Format_AnyFiniteNumber_IsTheShortestThatReadsBack() => Gen.Double.Where(static number => double.IsFinite(number) && number != 0).Sample(static number =>
        Assert.Equal(number.ToString("R", CultureInfo.InvariantCulture), NumberText.Format(number)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(100, "100")]
    [InlineData(1e16, "10000000000000000")]
    [InlineData(1e17, "1E+17")]
    [InlineData(123456789012345680, "1.2345678901234568E+17")]
    [InlineData(1e-5, "1E-05")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(-2.5e-300, "-2.5E-300")]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    public void Format_EdgeOfAForm_IsWhatDotNetWrites(double number, string? expected) => Assert.Equal(expected, NumberText.Format(number));
}
