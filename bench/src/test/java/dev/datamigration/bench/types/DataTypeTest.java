package dev.datamigration.bench.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.types.TypedMigration.Arrived;
import dev.datamigration.bench.types.TypedRows.Cell;
import dev.datamigration.model.config.ColumnTypeMapping;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every value of a {@link DataTypeTable} on its whole way: read through the source's driver,
 * written to Parquet, staged, loaded with COPY and read back through Snowflake's driver, with the
 * virtual machine in each of {@link ClockTraps#ZONES}. Values share tables: one for the default
 * mappings and one for each set of {@code columnTypeMappings}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("the virtual machine's time zone is everybody's")
abstract class DataTypeTest {
  private static final ZoneId UNEVEN = ZoneId.of("Asia/Kathmandu");

  private final DataTypeTable table;
  private final TimeZone zone = TimeZone.getDefault();
  private List<TypedRows> arriving;
  private List<TypedRows> failing;

  private TypedSource source;
  private TargetAccount account;
  private TypedMigration migration;

  DataTypeTest(DataTypeTable table) {
    this.table = table;
  }

  /** Starts the source. */
  abstract TypedSource start(Path folder) throws Exception;

  @BeforeAll
  void fill(@TempDir Path folder) throws Exception {
    source = start(folder);
    account = TargetAccount.start(folder.resolve("snowflake"));
    migration = new TypedMigration(source, account, Files.createDirectory(folder.resolve("files")));
    arriving = tables("arriving");
    failing = tables("failing");
    List<String> statements = new ArrayList<>();
    for (TypedRows rows : arriving) {
      statements.add(rows.create());
      List<List<Cell>> values = rows.arriving();
      for (int id = 0; id < values.size(); id++) {
        statements.add(rows.insert(id, values.get(id)));
      }
      statements.add(rows.insert(values.size(), List.of()));
    }
    for (TypedRows rows : failing) {
      statements.add(rows.create());
      rows.failing().forEach(cell -> statements.add(rows.insert(cell.id(), List.of(cell))));
    }
    source.execute(statements);
  }

  /** The source, once it is started. */
  final TypedSource source() {
    return source;
  }

  /** The way to Snowflake, once the source is started. */
  final TypedMigration migration() {
    return migration;
  }

  private List<TypedRows> tables(String name) {
    List<TypedRows> tables = new ArrayList<>();
    for (List<DataType> group : table.groups()) {
      tables.add(new TypedRows(source.schema(), name + tables.size(), group));
    }
    return tables;
  }

  @AfterEach
  void backToTheZoneAsItWas() {
    TimeZone.setDefault(zone);
  }

  @AfterAll
  void stop() {
    if (account != null) {
      account.close();
    }
    if (source != null) {
      source.close();
    }
  }

  static Stream<ZoneId> zones() {
    return ClockTraps.ZONES.stream();
  }

  @ParameterizedTest
  @MethodSource("zones")
  void everyValueArrivesAsTheTableSays(ZoneId id) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(id));
    SoftAssertions softly = new SoftAssertions();
    try (Source opened = migration.open()) {
      for (TypedRows rows : arriving) {
        Arrived arrived =
            migration.migrate(
                opened, rows.name(), mappings(rows), "_" + id.getId().replaceAll("\\W", "_"));
        softly
            .assertThat(targets(arrived.plan()))
            .as("Snowflake types of %s", rows.name())
            .isEqualTo(rows.targets());
        softly
            .assertThat(arrived.rows())
            .as("rows of %s", rows.name())
            .hasSize(rows.arriving().size() + 1);
        compare(rows, arrived, softly);
      }
    }
    softly.assertAll();
  }

  private static List<String> targets(TablePlan plan) {
    return plan.columns().stream()
        .skip(1)
        .map(column -> column.sourceName() + " " + column.targetType())
        .toList();
  }

  private static List<ColumnTypeMapping> mappings(TypedRows rows) {
    return rows.types().stream()
        .filter(DataType::asked)
        .map(type -> new ColumnTypeMapping(type.source(), type.target()))
        .toList();
  }

  private static void compare(TypedRows rows, Arrived arrived, SoftAssertions softly) {
    for (int column = 0; column < rows.types().size(); column++) {
      Map<String, String> expected = new LinkedHashMap<>();
      Map<String, String> actual = new LinkedHashMap<>();
      for (List<Cell> row : rows.arriving()) {
        for (Cell cell : row) {
          if (cell.column() == column && cell.value() instanceof TypeValue.Arrives value) {
            expected.put(value.text(), value.expected());
            actual.put(value.text(), arrived.rows().get(cell.id()).get(column));
          }
        }
      }
      expected.put("NULL", null);
      actual.put("NULL", arrived.rows().get(rows.arriving().size()).get(column));
      softly
          .assertThat(actual)
          .as("values of %s in %s", rows.types().get(column).source(), rows.name())
          .isEqualTo(expected);
    }
  }

  @Test
  void aValueThatTheTargetCannotHoldFailsItsPartitionAndNamesColumnAndRow(@TempDir Path files) {
    TimeZone.setDefault(TimeZone.getTimeZone(UNEVEN));
    SoftAssertions softly = new SoftAssertions();
    try (Source opened = migration.open()) {
      for (TypedRows rows : failing) {
        TablePlan plan = migration.plan(opened, rows.name(), mappings(rows));
        for (Cell cell : rows.failing()) {
          softly
              .assertThatThrownBy(
                  () ->
                      migration.extract(
                          opened,
                          plan,
                          plan.partitions().get(0),
                          "id = " + cell.id(),
                          files,
                          (file, count) -> {}))
              .as(
                  "%s of %s as %s",
                  cell.value().text(),
                  rows.types().get(cell.column()).source(),
                  rows.types().get(cell.column()).target())
              .isInstanceOfSatisfying(
                  DmwException.class,
                  e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.PERMANENT))
              .hasMessageStartingWith("DMW-341")
              .hasMessageContaining("\"" + cell.columnName() + "\"")
              .hasMessageContaining("\"id\" = " + cell.id());
        }
      }
    }
    softly.assertAll();
    assertThat(files).isEmptyDirectory();
  }

  @Test
  void whatIsCalledNoValueOfTheTypeIsRefusedByTheSource() throws SQLException {
    SoftAssertions softly = new SoftAssertions();
    try (Connection connection = source.owner();
        Statement statement = connection.createStatement()) {
      for (TypedRows rows : failing) {
        for (Cell cell : rows.refused()) {
          softly
              .assertThatThrownBy(
                  () -> statement.execute(rows.insert(1_000_000 + cell.id(), List.of(cell))))
              .as("%s of %s", cell.value().text(), rows.types().get(cell.column()).source())
              .isInstanceOfSatisfying(
                  SQLException.class,
                  e -> assertThat(source.isValueRefused(e)).as("%s", e).isTrue());
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void aTypeWithoutACounterpartIsRefusedWithTheWaysOutOrGoesAsText() throws SQLException {
    SoftAssertions softly = new SoftAssertions();
    for (UnmappedType unmapped : table.unmapped()) {
      String type = unmapped.source();
      TypedRows rows =
          new TypedRows(
              source.schema(), "unmapped", List.of(DataType.of(type, "", LiteralForm.TEXT)));
      source.execute(List.of(rows.create()));
      try (Source opened = migration.open()) {
        softly
            .assertThatThrownBy(() -> migration.plan(opened, rows.name(), List.of()))
            .as("%s", type)
            .isInstanceOfSatisfying(
                DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.PERMANENT))
            .hasMessageStartingWith("DMW-333")
            .hasMessageContaining("\"c0\"")
            .hasMessageContaining("columnTypeMappings")
            .hasMessageContaining("excludeSourceColumns");
        TablePlan asText =
            migration.plan(opened, rows.name(), List.of(new ColumnTypeMapping(type, "VARCHAR")));
        softly.assertThat(targets(asText)).as("%s", type).containsExactly("c0 VARCHAR");
      } finally {
        source.execute(List.of(rows.drop()));
      }
    }
    softly.assertAll();
  }
}
