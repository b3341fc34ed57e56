package dev.datamigration.worker.source.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.ColumnTypeMapping;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.CancelledException;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import dev.datamigration.worker.source.testing.RedshiftStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Amazon's driver against PostgreSQL, which lacks SVV_TABLE_INFO here: what a user without the
 * right to see it gets.
 */
@ExtendWith(PostgresServer.class)
class RedshiftExtractionTest {
  private static final String SCHEMA = "redshift_extraction";

  @TempDir Path folder;
  private RedshiftStart front;
  private Migration migration;

  @BeforeEach
  void open(PostgresServer.Running server) {
    server.schema(SCHEMA);
    front = new RedshiftStart(server.port());
    migration =
        new Migration(new RedshiftPlatform().open(settings(Map.of("ssl", "false"))), folder);
  }

  @AfterEach
  void close() throws IOException {
    front.close();
  }

  private SourceSettings settings(Map<String, String> options) {
    return new SourceSettings(
        "redshift",
        "127.0.0.1",
        front.port(),
        "postgres",
        "standard",
        () -> Map.of("username", "postgres", "password", "none is asked for"),
        options);
  }

  @Test
  void compositeRangesAndNullKeysCoverEveryRowOnce(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE redshift_extraction.k (region varchar(10), day date, n integer, payload text);
        INSERT INTO redshift_extraction.k
        SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE chr(97 + i % 5) || '\\''' END,
               CASE WHEN i % 11 = 0 THEN NULL ELSE DATE '1582-09-25' + i % 40 END, i % 13, 'p' || i
        FROM generate_series(1, 3000) i;
        """);
    TablePlan plan =
        migration.plan(
            Migration.table(SCHEMA, "k")
                .columnNamesToPartitionBy(List.of("region", "day", "n"))
                .maxPartitionSizeRows(400L));
    assertThat(plan.keyColumns()).containsExactly("region", "day", "n");
    assertThat(plan.partitions()).hasSize(9);
    assertThat(plan.partitions().get(8).range()).isInstanceOf(KeyRange.NullKeys.class);
    List<List<String>> rows = migration.read(plan).rows();
    assertThat(rows).hasSize(3000);
    assertThat(rows.stream().map(row -> row.get(3)).distinct()).hasSize(3000);
  }

  @Test
  void sizeAndSortKeyComeFromTheSystemView(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE redshift_extraction.s (a integer, b integer NOT NULL);
        INSERT INTO redshift_extraction.s SELECT i, i FROM generate_series(1, 100) i;
        CREATE VIEW redshift_extraction.svv_table_info AS
        SELECT 'redshift_extraction'::text AS "schema", 's'::text AS "table", 'b'::text AS sortkey1, 7::bigint AS size, 100::numeric(38,0) AS tbl_rows;
        DROP ROLE IF EXISTS redshift_reader; CREATE ROLE redshift_reader LOGIN;
        GRANT USAGE ON SCHEMA redshift_extraction TO redshift_reader;
        GRANT SELECT ON redshift_extraction.svv_table_info TO redshift_reader;
        ALTER ROLE redshift_reader SET search_path = public, redshift_extraction;
        """);
    SourceSettings reading =
        new SourceSettings(
            "redshift",
            "127.0.0.1",
            front.port(),
            "postgres",
            "standard",
            () -> Map.of("username", "redshift_reader", "password", "none is asked for"),
            Map.of("ssl", "false"));
    Migration reader = new Migration(new RedshiftPlatform().open(reading), folder);
    assertThatThrownBy(() -> reader.plan(Migration.table(SCHEMA, "s")))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith("DMW-322");
    server.execute("GRANT SELECT ON redshift_extraction.s TO redshift_reader");
    TablePlan plan = reader.plan(Migration.table(SCHEMA, "s").targetPartitionSizeMb(1));
    assertThat(plan.estimatedRows()).isEqualTo(100);
    assertThat(plan.estimatedBytes()).isEqualTo(7 << 20);
    assertThat(plan.keyColumns()).containsExactly("b");
    assertThat(plan.partitions()).hasSize(7);
    assertThat(reader.read(plan).rows()).hasSize(100);
    server.execute("DROP OWNED BY redshift_reader; DROP ROLE redshift_reader");
  }

  @Test
  void cancellingEndsAStatementThatWaits(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE redshift_extraction.w (id integer); INSERT INTO redshift_extraction.w VALUES (1);
        CREATE FUNCTION redshift_extraction.slow() RETURNS boolean LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN true; END';
        """);
    TablePlan plan = migration.plan(Migration.table(SCHEMA, "w"));
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () ->
                migration
                    .source()
                    .extract(
                        new TableExtraction(
                            plan.source(),
                            plan.columns(),
                            List.of(),
                            "redshift_extraction.slow()",
                            null,
                            null),
                        plan.partitions().get(0),
                        folder,
                        (file, rows) -> {},
                        (rows, bytes) -> {},
                        cancellation));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !server
                    .texts(
                        "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%redshift_extraction.slow()%' AND pid <> pg_backend_pid()")
                    .isEmpty());
    cancellation.cancel();
    assertThatThrownBy(() -> running.orTimeout(30, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(CancelledException.class);
    assertThat(migration.leftOver()).isEmpty();
  }

  @Test
  void aTypeThatRedshiftDoesNotHaveIsRefusedWithTheWaysOut(PostgresServer.Running server) {
    server.execute("CREATE TABLE redshift_extraction.j (id integer, doc jsonb)");
    assertThatThrownBy(() -> migration.plan(Migration.table(SCHEMA, "j")))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith("DMW-333")
        .hasMessageContaining("\"doc\"")
        .hasMessageContaining("columnTypeMappings")
        .hasMessageContaining("excludeSourceColumns");
    assertThat(
            migration
                .plan(
                    Migration.table(SCHEMA, "j")
                        .columnTypeMappings(List.of(new ColumnTypeMapping("jsonb", "VARCHAR"))))
                .columns()
                .get(1)
                .targetType())
        .isEqualTo("VARCHAR");
  }

  @Test
  void optionsThatLoadClassesAreRefused() {
    assertThatThrownBy(
            () -> new RedshiftPlatform().open(settings(Map.of("socketFactory", "evil.Factory"))))
        .hasMessageStartingWith("DMW-325")
        .hasMessageContaining("socketFactory");
  }

  @Test
  void theConnectionTestLogsIn() {
    migration.source().test();
    try (var source = new RedshiftPlatform().open(settings(Map.of()))) {
      assertThatThrownBy(source::test)
          .isInstanceOf(DmwException.class)
          .hasMessageStartingWith("DMW-320");
    }
  }
}
