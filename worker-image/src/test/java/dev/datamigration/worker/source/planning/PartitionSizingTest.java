package dev.datamigration.worker.source.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.config.PartitionGoal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionSizingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // targetMb | targetRows | maxRows | rows    | megabytes | wanted | required
        " -  | -     | -   | 100     | 0         | 1      | 1",
        " -  | -     | -   | 100     | 64        | 1      | 1",
        " -  | -     | -   | 100     | 65        | 2      | 1",
        " -  | -     | -   | 100     | 1024      | 16     | 1",
        " -  | -     | -   | 100     | 1025      | 16     | 2",
        " -  | -     | -   | 100     | 102400    | 100    | 100",
        " -  | -     | -   | 3000000 | -1        | 3      | 3",
        " 10 | -     | -   | 100     | 95        | 10     | 10",
        " 10 | -     | 20  | 1000    | 95        | 50     | 50",
        " -  | 100   | -   | 1000    | 95        | 10     | 10",
        " -  | 100   | -   | 1001    | 95        | 11     | 11",
        " -  | 100   | -   | 0       | 0         | 1      | 1",
        " -  | 1     | -   | 9999999 | 95        | 20000  | 20000",
      })
  void theNumberOfPartitionsFollowsTheGoal(
      Integer targetMb,
      Long targetRows,
      Long maxRows,
      long rows,
      long megabytes,
      int wanted,
      int required) {
    assertThat(
            PartitionSizing.of(
                new PartitionGoal(targetMb, targetRows, maxRows), rows, megabytes * (1 << 20)))
        .isEqualTo(new PartitionSizing(wanted, required));
  }
}
