package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the keys are, the partitions read through the real extraction hold every row exactly
 * once: seeded random tables, by statistics, by a sample, and by ranking every row.
 */
@ExtendWith(PostgresServer.class)
class PartitionCoverageTest {
  private static final String SCHEMA = "coverage";
  private static final int SEEDS = 3;

  @TempDir Path folder;
  private Migration migration;

  @BeforeEach
  void open(PostgresServer.Running server) {
    server.schema(SCHEMA);
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  /** Makes literals of a column type. */
  record Keys(String name, String type, Function<Random, String> literal) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> TEXT_PARTS =
      List.of("a", "A", "ä", "z", "Z", "_", " ", "9", "''", "\\", "日", "😀", "-", "ab", "e\u0301");

  private static final List<Keys> KEYS =
      List.of(
          new Keys("skewed integers", "integer", r -> "" + (r.nextInt(10) < 8 ? 7 : r.nextInt(50))),
          new Keys(
              "sparse bigints",
              "bigint",
              r -> r.nextInt(20) == 0 ? "" + extreme(r) : "" + r.nextLong()),
          new Keys("smallints", "smallint", r -> "" + (short) r.nextInt()),
          new Keys("booleans", "boolean", r -> "" + r.nextBoolean()),
          new Keys(
              "decimals",
              "numeric",
              r ->
                  switch (r.nextInt(30)) {
                    case 0 -> "NaN";
                    case 1 -> "-Infinity";
                    case 2 -> "Infinity";
                    default -> r.nextInt(40) - 20 + "." + "0".repeat(r.nextInt(3)) + r.nextInt(10);
                  }),
          new Keys(
              "doubles",
              "double precision",
              r ->
                  switch (r.nextInt(12)) {
                    case 0 -> "NaN";
                    case 1 -> "Infinity";
                    case 2 -> "-Infinity";
                    case 3 -> "-0";
                    case 4 -> "0";
                    default -> "" + r.nextGaussian() * Math.pow(10, r.nextInt(40) - 20);
                  }),
          new Keys("reals", "real", r -> "" + (float) r.nextGaussian()),
          new Keys("texts", "text", PartitionCoverageTest::text),
          new Keys(
              "texts in a linguistic order",
              "text COLLATE \"en-x-icu\"",
              PartitionCoverageTest::text),
          new Keys(
              "texts whose case does not count",
              "varchar(40) COLLATE coverage.any_case",
              PartitionCoverageTest::text),
          new Keys("padded texts", "char(12)", PartitionCoverageTest::text),
          new Keys("uuids", "uuid", r -> "" + new UUID(r.nextLong(), r.nextLong())),
          new Keys("bytes", "bytea", r -> "\\x" + "%04x".formatted(r.nextInt(0x10000))),
          new Keys(
              "dates",
              "date",
              r ->
                  switch (r.nextInt(20)) {
                    case 0 -> "infinity";
                    case 1 -> "-infinity";
                    case 2 -> "0044-03-15 BC";
                    default ->
                        "%d-%02d-%02d"
                            .formatted(1500 + r.nextInt(600), 1 + r.nextInt(12), 1 + r.nextInt(28));
                  }),
          new Keys(
              "times",
              "time",
              r ->
                  r.nextInt(20) == 0
                      ? "24:00"
                      : "%02d:%02d:00.%06d"
                          .formatted(r.nextInt(24), r.nextInt(60), r.nextInt(1_000_000))),
          new Keys("timestamps", "timestamp", PartitionCoverageTest::timestamp),
          new Keys("instants", "timestamptz", PartitionCoverageTest::timestamp));

  private static long extreme(Random random) {
    return random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(TEXT_PARTS.get(random.nextInt(TEXT_PARTS.size())));
    }
    return text.toString();
  }

  private static String timestamp(Random random) {
    return random.nextInt(25) == 0
        ? "infinity"
        : "2024-%02d-%02d %02d:30:00.%06d"
            .formatted(
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(3));
  }

  /** One random table. */
  record Case(
      List<Keys> keys, int rows, boolean nulls, boolean analyzed, boolean sampled, int seed) {
    @Override
    public String toString() {
      return keys
          + " x "
          + rows
          + (nulls ? ", NULLs" : "")
          + (analyzed ? ", analyzed" : "")
          + (sampled ? ", sampled" : "")
          + ", seed "
          + seed;
    }
  }

  static Stream<Case> cases() {
    Stream<Case> single =
        KEYS.stream()
            .flatMap(
                keys ->
                    IntStream.range(0, SEEDS)
                        .mapToObj(
                            seed ->
                                new Case(
                                    List.of(keys), 200, seed % 2 == 0, seed != 1, false, seed)));
    Stream<Case> composite =
        IntStream.range(0, 24)
            .mapToObj(
                seed -> {
                  Random random = new Random(seed);
                  List<Keys> keys = new ArrayList<>();
                  for (int i = 0; i < 2 + seed % 2; i++) {
                    keys.add(KEYS.get(random.nextInt(KEYS.size())));
                  }
                  return new Case(
                      keys, 200, seed % 3 != 0, seed % 2 == 0, seed % 4 == 0, 1000 + seed);
                });
    Stream<Case> small =
        IntStream.of(0, 1, 2)
            .mapToObj(rows -> new Case(List.of(KEYS.get(0)), rows, false, true, false, rows));
    return Stream.of(single, composite, small).flatMap(Function.identity());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void partitionsHoldEveryRowExactlyOnce(Case table, PostgresServer.Running server) {
    Random random = new Random(table.seed());
    List<String> names = create(table, random, server);
    TableConfigurationBuilder configuration =
        Migration.table(SCHEMA, "t")
            .columnNamesToPartitionBy(names)
            .maxPartitionSizeRows(20L + random.nextInt(50))
            .excludeSourceColumns(names);
    if (table.sampled()) {
      configuration.samplingThresholdRows(10L).samplingTargetRows(150L);
    }
    TablePlan plan = migration.plan(configuration);
    if (table.rows() > 100 && !table.keys().get(0).name().equals("booleans")) {
      assertThat(plan.partitions()).hasSizeGreaterThan(1);
    }
    List<String> ids = migration.read(plan).rows().stream().map(row -> row.get(0)).toList();
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, table.rows()).mapToObj(Integer::toString).toList());
  }

  private static List<String> create(Case table, Random random, PostgresServer.Running server) {
    List<String> names =
        IntStream.range(0, table.keys().size()).mapToObj(i -> "\"Key " + i + "\"").toList();
    StringBuilder sql =
        new StringBuilder(
            "CREATE COLLATION coverage.any_case (provider = icu, locale = 'und-u-ks-level2',"
                + " deterministic = false); CREATE TABLE coverage.t (id integer NOT NULL");
    List<Boolean> required = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      // Of a composite key, one column may be NULL and another not.
      required.add(names.size() > 1 && random.nextInt(3) == 0);
      sql.append(", ").append(names.get(i)).append(' ').append(table.keys().get(i).type());
      sql.append(required.get(i) ? " NOT NULL" : "");
    }
    sql.append(");");
    for (int row = 0; row < table.rows(); row++) {
      sql.append("INSERT INTO coverage.t VALUES (").append(row);
      for (int i = 0; i < names.size(); i++) {
        String literal = table.keys().get(i).literal().apply(random);
        boolean none = table.nulls() && !required.get(i) && random.nextInt(9) == 0;
        sql.append(none ? ", NULL" : ", '" + literal + "'");
      }
      sql.append(");");
    }
    sql.append(table.analyzed() ? "ANALYZE coverage.t" : "");
    server.execute(sql.toString());
    return names;
  }
}
