package dev.datamigration.local.quickstart.comparison;

import java.sql.SQLException;
import java.util.stream.IntStream;

/**
 * The number of rows and the sum of their hashes modulo 2^128: equal for two tables when they hold
 * the same rows equally often, in whatever order, and otherwise only by a chance of 1 in 2^128.
 */
record MultisetHash(long rows, Hash128 sum) {

  static MultisetHash of(TableRows table, int columns) throws SQLException {
    Accumulator accumulator = new Accumulator(IntStream.range(0, columns).toArray());
    table.read(accumulator);
    return new MultisetHash(accumulator.rows, accumulator.sum);
  }

  private static final class Accumulator implements TableRows.Visitor {
    private final RowHasher hasher = new RowHasher();
    private final int[] columns;
    private long rows;
    private Hash128 sum = Hash128.ZERO;

    Accumulator(int[] columns) {
      this.columns = columns;
    }

    @Override
    public void row(String[] row) {
      rows++;
      sum = sum.plus(hasher.hash(row, columns));
    }
  }
}
