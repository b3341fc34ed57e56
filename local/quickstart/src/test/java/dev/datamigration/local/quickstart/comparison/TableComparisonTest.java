package dev.datamigration.local.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.local.source.OdditiesTables;
import dev.datamigration.local.source.PostgresSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL stands on both sides, so that every kind of damage can be done to the copy. */
class TableComparisonTest {
  @TempDir static Path folder;
  private static PostgresSource server;
  private static TableComparison comparison;

  @BeforeAll
  static void start() throws SQLException, IOException {
    server = PostgresSource.start(folder.resolve("data"), Path.of("target/postgres"));
    try (Connection connection = server.connect(server.owner())) {
      OdditiesTables.load(connection);
    }
    comparison =
        new TableComparison(
            () -> server.connect(server.owner()),
            new PostgresTexts(),
            () -> server.connect(server.owner()),
            Files.createDirectory(folder.resolve("spill")));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    try (var left = Files.list(folder.resolve("spill"))) {
      assertThat(left).isEmpty();
    }
  }

  @BeforeEach
  void copyTheTable() throws SQLException {
    execute(
        "DROP TABLE IF EXISTS public.copy; CREATE TABLE public.copy AS TABLE oddities.all_types");
  }

  @Test
  void anUntouchedCopyIsEqual() throws Exception {
    ComparisonResult result = compare();
    assertThat(result.equal()).isTrue();
    assertThat(result.sourceRows()).isEqualTo(8);
    assertThat(result.targetRows()).isEqualTo(8);
    assertThat(result.sourceHash()).isEqualTo(result.targetHash()).hasSize(32);
    assertThat(result.examples()).isEmpty();
  }

  @Test
  void theOrderOfRowsDoesNotCount() throws Exception {
    execute(
        "DROP TABLE public.copy; CREATE TABLE public.copy AS SELECT * FROM oddities.all_types ORDER BY id DESC");
    assertThat(compare().equal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c_boolean = NOT c_boolean",
        "c_smallint = 2",
        "c_integer = c_integer + 1",
        "c_bigint = 2",
        "c_numeric = c_numeric + 0.0000000001",
        "c_numeric_small = -c_numeric_small",
        "c_numeric_whole = NULL",
        "c_real = 1.0000001",
        "c_double = 1.5000000000000002",
        "c_char = 'abd'",
        "c_varchar = 'abc '",
        "c_text = ''",
        "c_text = NULL",
        "c_text = 'ABC'",
        "c_text = E'abc\\n'",
        "c_date = '2024-03-01'",
        "c_timestamp = c_timestamp + interval '1 microsecond'",
        "c_timestamptz = c_timestamptz + interval '1 hour'",
        "c_varchar = c_char, c_char = c_varchar || 'x'"
      })
  void oneBentValueIsFound(String change) throws Exception {
    execute("UPDATE public.copy SET " + change + " WHERE id = 1");
    ComparisonResult result = compare();
    assertThat(List.of(result.lost(), result.doubled(), result.different()))
        .containsExactly(0L, 0L, 1L);
    assertThat(result.examples())
        .containsExactly("id=1: 1 rows at the source, 1 at the target, 0 of them equal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM copy WHERE id = 3|1|0|0",
        "DELETE FROM copy|8|0|0",
        "INSERT INTO copy SELECT * FROM copy WHERE id = 3|0|1|0",
        "INSERT INTO copy SELECT * FROM copy|0|8|0",
        "INSERT INTO copy (id) VALUES (99)|0|1|0",
        "INSERT INTO copy (id) VALUES (3)|0|1|0",
        "UPDATE copy SET id = 3 WHERE id = 4|1|1|0",
        "UPDATE copy SET id = NULL WHERE id = 4|1|1|0",
        "UPDATE copy SET c_text = 'bent' WHERE id IN (1, 2)|0|0|2",
        "DELETE FROM copy WHERE id = 1; INSERT INTO copy SELECT * FROM copy WHERE id = 2|1|1|0",
        "INSERT INTO copy SELECT * FROM copy WHERE id = 2; UPDATE copy SET c_text = 'bent' WHERE id = 2|0|1|1",
      })
  void lostDoubledAndDifferentRowsAreCounted(String damage, long lost, long doubled, long different)
      throws Exception {
    execute("SET search_path = public; " + damage);
    ComparisonResult result = compare();
    assertThat(List.of(result.lost(), result.doubled(), result.different()))
        .containsExactly(lost, doubled, different);
    assertThat(result.equal()).isFalse();
    assertThat(result.examples()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void swappedValuesOfTwoRowsAreFound() throws Exception {
    execute("UPDATE public.copy SET id = 3 - id WHERE id IN (1, 2)");
    ComparisonResult result = compare();
    assertThat(result.different()).isEqualTo(2);
  }

  @Test
  void withoutAKeyABentRowIsLostAndDoubled() throws Exception {
    execute(
        "CREATE TABLE public.keyless AS TABLE oddities.no_key; UPDATE public.keyless SET a = -1 WHERE ctid IN"
            + " (SELECT ctid FROM public.keyless LIMIT 3)");
    ComparisonResult result =
        comparison.compare(new ComparedTable("oddities.no_key", "public.keyless", List.of()));
    assertThat(List.of(result.lost(), result.doubled(), result.different()))
        .containsExactly(3L, 3L, 0L);
  }

  @Test
  void equalRowsAreCountedNotMerged() throws Exception {
    execute("CREATE TABLE public.merged AS SELECT DISTINCT * FROM oddities.no_key");
    ComparisonResult result =
        comparison.compare(new ComparedTable("oddities.no_key", "public.merged", List.of()));
    assertThat(result.lost()).isEqualTo(1000 - result.targetRows()).isPositive();
  }

  @Test
  void aLargeTableIsReadInSlicesThatMissAndRepeatNothing() throws Exception {
    execute(
        "CREATE TABLE public.large AS SELECT i AS k, md5(i::text) AS v FROM generate_series(1, 250000) AS i;"
            + " CREATE TABLE public.large_copy AS TABLE public.large");
    ComparedTable large = new ComparedTable("public.large", "public.large_copy", List.of("k"));
    assertThat(comparison.compare(large).equal()).isTrue();
    execute(
        "INSERT INTO public.large_copy VALUES (-5, 'below'), (NULL, 'null'), (999999, 'above'); DELETE FROM"
            + " public.large_copy WHERE k IN (1, 83334, 250000)");
    ComparisonResult result = comparison.compare(large);
    assertThat(List.of(result.lost(), result.doubled(), result.different()))
        .containsExactly(3L, 3L, 0L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE copy DROP COLUMN c_real",
        "ALTER TABLE copy ADD COLUMN extra integer",
        "ALTER TABLE copy RENAME COLUMN c_real TO other"
      })
  void columnsWithoutAPartnerAreAnError(String change) throws Exception {
    execute("SET search_path = public; " + change);
    assertThatThrownBy(this::compare).isInstanceOf(IllegalStateException.class);
  }

  private ComparisonResult compare() throws SQLException, IOException {
    return comparison.compare(
        new ComparedTable("oddities.all_types", "public.copy", List.of("id")));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.connect(server.owner());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
