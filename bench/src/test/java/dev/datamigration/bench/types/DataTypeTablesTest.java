package dev.datamigration.bench.types;

import dev.datamigration.worker.source.planning.TypeRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The data-type tables leave out nothing that the worker maps. */
class DataTypeTablesTest {
  static Stream<DataTypeTable> tables() {
    return TypesPage.TABLES.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyMappedTypeHasLinesOrIsSaidToHaveNone(DataTypeTable table) {
    SoftAssertions softly = new SoftAssertions();
    for (TypeRule rule : table.map().rules()) {
      List<DataType> lines = table.lines(rule).filter(type -> !type.asked()).toList();
      boolean untried = table.untried().containsKey(rule.names().get(0));
      softly.assertThat(lines.isEmpty()).as("without a line: %s", rule.names()).isEqualTo(untried);
      softly
          .assertThat(lines)
          .as("values of %s", rule.names())
          .allMatch(line -> line.values().stream().anyMatch(TypeValue.Arrives.class::isInstance));
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTargetThatMayBeAskedForIsTried(DataTypeTable table) {
    SoftAssertions softly = new SoftAssertions();
    for (TypeRule rule : table.map().rules()) {
      Set<String> tried =
          table
              .lines(rule)
              .map(line -> line.target().replaceAll("\\(.*", ""))
              .collect(Collectors.toSet());
      List<String> offered =
          rule.otherEncodings().stream().map(TypesPage::family).distinct().toList();
      if (!table.untried().containsKey(rule.names().get(0))) {
        softly.assertThat(tried).as("targets of %s", rule.names()).containsAll(offered);
      }
    }
    softly.assertAll();
  }
}
