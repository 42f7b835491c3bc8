using CsCheck;
using MsMclr.MLNet.Heads.Saving;

namespace MsMclr.MLNet.Tests;

public class MatrixInverseTests
{
    [Test]
    public void A_matrix_times_its_inverse_is_the_identity()
        => Gen.Double[-1, 1].Array[36].Sample(values =>
        {
            // The diagonal outweighs the rest of its row, so that no matrix is singular.
            var matrix = values.Chunk(6).Select((row, i) => row.Select((value, j) => i == j ? value + 10 : value).ToArray()).ToArray();
            var inverse = MatrixInverse.Of(matrix);
            for (var row = 0; row < 6; row++)
            {
                for (var column = 0; column < 6; column++)
                {
                    var product = Enumerable.Range(0, 6).Sum(k => matrix[row][k] * inverse[k][column]);
                    Assert.That(product, Is.EqualTo(row == column ? 1 : 0).Within(1e-12));
                }
            }
        }, iter: 100);

    [Test]
    public void A_zero_on_the_diagonal_is_no_failure()
        => Assert.That(MatrixInverse.Of([[0, 2], [4, 0]]), Is.EqualTo(new double[][] { [0, 0.25], [0.5, 0] }));
}
