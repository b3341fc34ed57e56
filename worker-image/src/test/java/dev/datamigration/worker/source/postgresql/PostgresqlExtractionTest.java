package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.QueryModifiers;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.CancelledException;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresServer.class)
class PostgresqlExtractionTest {
  private static final String SCHEMA = "extraction";

  @TempDir Path folder;
  private Migration migration;

  @BeforeEach
  void open(PostgresServer.Running server) {
    server.schema(SCHEMA);
    server.execute(
        """
        CREATE TABLE extraction.t (id integer PRIMARY KEY, name text, amount numeric(12,2));
        INSERT INTO extraction.t SELECT i, 'n' || i, i / 7.0 FROM generate_series(1, 10000) i;
        ANALYZE extraction.t;
        CREATE FUNCTION extraction.slow() RETURNS boolean LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN true; END';
        """);
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  private TablePlan plan() {
    return migration.plan(Migration.table(SCHEMA, "t"));
  }

  private static TableExtraction extraction(TablePlan plan, String condition) {
    return new TableExtraction(
        plan.source(), plan.columns(), plan.keyColumns(), condition, null, null);
  }

  private void extract(TablePlan plan, String condition, Path where, Cancellation cancellation) {
    migration
        .source()
        .extract(
            extraction(plan, condition),
            plan.partitions().get(0),
            where,
            (file, rows) -> {
              throw new AssertionError("a file of " + rows + " rows");
            },
            (rows, bytes) -> {},
            cancellation);
  }

  @Test
  void aTableArrivesRowByRow() {
    TablePlan plan = migration.plan(Migration.table(SCHEMA, "t").maxPartitionSizeRows(3000L));
    assertThat(plan.partitions()).hasSize(4);
    assertThat(plan.keyColumns()).containsExactly("id");
    Migration.Rows rows = migration.read(plan);
    assertThat(rows.totals().rows()).isEqualTo(10000);
    assertThat(rows.totals().bytes()).isGreaterThan(200_000);
    assertThat(rows.rows()).hasSize(10000).contains(List.of("7", "n7", "1.00"));
    assertThat(migration.leftOver()).isEmpty();
  }

  @Test
  void namesAndConditionsMayHoldWhatSqlMeansSomethingBy(PostgresServer.Running server) {
    server.execute(
        """
        DROP SCHEMA IF EXISTS "Größe & ""Maß"" 😀" CASCADE; CREATE SCHEMA "Größe & ""Maß"" 😀";
        CREATE TABLE "Größe & ""Maß"" 😀"."a.b; DROP TABLE x --" ("select" integer PRIMARY KEY, "Ä""?" jsonb);
        INSERT INTO "Größe & ""Maß"" 😀"."a.b; DROP TABLE x --" SELECT i, '{"a?": 1}' FROM generate_series(1, 100) i;
        """);
    String condition = "\"Ä\"\"?\" ? 'a?' AND '{}' = '{}'";
    TablePlan plan =
        migration.plan(
            Migration.table("\"Größe & \"\"Maß\"\" 😀\"", "\"a.b; DROP TABLE x --\"")
                .maxPartitionSizeRows(30L)
                .whereClauseCriteria(condition));
    assertThat(plan.partitions()).hasSize(4);
    assertThat(migration.read(plan, plan.partitions(), condition).rows()).hasSize(100);
    server.execute("DROP SCHEMA \"Größe & \"\"Maß\"\" 😀\" CASCADE");
  }

  @Test
  void anEmptyPartitionHasNoFile() {
    extract(plan(), "false", folder, new Cancellation());
    assertThat(migration.leftOver()).isEmpty();
  }

  @Test
  void modifiersStandWhereTheyBelong() {
    TablePlan plan =
        migration.plan(
            Migration.table(SCHEMA, "t")
                .queryModifiers(new QueryModifiers("TABLESAMPLE SYSTEM (100)", "DISTINCT")));
    TableExtraction modified =
        new TableExtraction(
            plan.source(), plan.columns(), List.of(), "id <= 5", "TABLESAMPLE SYSTEM (0)", "ALL");
    assertThat(
            migration
                .source()
                .extract(
                    modified,
                    plan.partitions().get(0),
                    folder,
                    (file, rows) -> {},
                    (rows, bytes) -> {},
                    new Cancellation())
                .rows())
        .isZero();
  }

  @Test
  void cancellingEndsAStatementThatWaits(PostgresServer.Running server) {
    TablePlan plan = plan();
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(() -> extract(plan, "extraction.slow()", folder, cancellation));
    awaitCopy(server);
    cancellation.cancel();
    assertThatThrownBy(() -> running.orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CancelledException.class);
    assertThat(migration.leftOver()).isEmpty();
  }

  @Test
  void cancellingEndsBetweenBatchesAndLeavesNoFile() {
    TablePlan plan = plan();
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(
            () ->
                migration
                    .source()
                    .extract(
                        extraction(plan, null),
                        plan.partitions().get(0),
                        folder,
                        (file, rows) -> {},
                        (rows, bytes) -> cancellation.cancel(),
                        cancellation))
        .isInstanceOf(CancelledException.class);
    assertThat(migration.leftOver()).isEmpty();
  }

  @Test
  void aBrokenConnectionIsTransient(PostgresServer.Running server) {
    TablePlan plan = plan();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> extract(plan, "extraction.slow()", folder, new Cancellation()));
    awaitCopy(server);
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY%extraction.slow%'");
    assertThatThrownBy(() -> running.orTimeout(30, TimeUnit.SECONDS).join())
        .cause()
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT));
    assertThat(migration.leftOver()).isEmpty();
  }

  private static void awaitCopy(PostgresServer.Running server) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !server
                    .texts(
                        "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'COPY%extraction.slow%'")
                    .isEmpty());
  }

  @Test
  void aRefusedConditionIsPermanent() {
    TablePlan plan = plan();
    assertThatThrownBy(() -> extract(plan, "no_such_column = 1", folder, new Cancellation()))
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.PERMANENT))
        .hasMessageStartingWith("DMW-324")
        .hasMessageContaining("no_such_column")
        .hasMessageContaining("whereClauseCriteria");
  }

  @Test
  void aFolderThatCannotBeWrittenNeedsAPerson() {
    TablePlan plan = plan();
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> extract(plan, null, missing, new Cancellation()))
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.NEEDS_PERSON))
        .hasMessageStartingWith("DMW-343")
        .hasMessageContaining(missing.toString());
  }

  @Test
  void aFileThatIsNotTakenIsRemoved() {
    TablePlan plan = plan();
    assertThatThrownBy(() -> extract(plan, "id < 10", folder, new Cancellation()))
        .isInstanceOf(AssertionError.class);
    assertThat(migration.leftOver()).isEmpty();
  }

  @Test
  void aTableThatChangedSinceItWasPlannedIsRefused(PostgresServer.Running server) {
    TablePlan plan = plan();
    server.execute("ALTER TABLE extraction.t ALTER COLUMN amount TYPE text");
    assertThatThrownBy(() -> extract(plan, null, folder, new Cancellation()))
        .hasMessageStartingWith("DMW-340")
        .hasMessageContaining("\"amount\"")
        .hasMessageContaining("numeric(12,2)");
    server.execute("ALTER TABLE extraction.t DROP COLUMN amount");
    assertThatThrownBy(() -> extract(plan, null, folder, new Cancellation()))
        .hasMessageStartingWith("DMW-340")
        .hasMessageContaining("is gone");
  }

  @Test
  void rowsHiddenByRowSecurityFailTheReadInsteadOfMissing(PostgresServer.Running server) {
    server.execute(
        """
        DROP ROLE IF EXISTS extraction_reader; CREATE ROLE extraction_reader LOGIN;
        GRANT USAGE ON SCHEMA extraction TO extraction_reader; GRANT SELECT ON extraction.t TO extraction_reader;
        ALTER TABLE extraction.t ENABLE ROW LEVEL SECURITY; CREATE POLICY half ON extraction.t USING (id % 2 = 0);
        """);
    Migration reader =
        new Migration(new PostgresqlPlatform().open(server.settings("extraction_reader")), folder);
    TablePlan plan = reader.plan(Migration.table(SCHEMA, "t"));
    assertThatThrownBy(() -> reader.read(plan))
        .hasMessageStartingWith("DMW-322")
        .hasMessageContaining("row security");
    server.execute("DROP OWNED BY extraction_reader; DROP ROLE extraction_reader");
  }

  @Test
  void theConnectionTestTellsWhatIsWrong(PostgresServer.Running server) {
    migration.source().test();
    assertThatThrownBy(() -> open(server.settings("nobody_here")).test())
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.NEEDS_PERSON))
        .hasMessageStartingWith("DMW-321");
    SourceSettings reachable = server.settings("postgres");
    SourceSettings unreachable =
        new SourceSettings(
            "postgresql", "127.0.0.1", 1, "postgres", null, reachable.credentials(), Map.of());
    assertThatThrownBy(() -> open(unreachable).test())
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.TRANSIENT))
        .hasMessageStartingWith("DMW-320")
        .hasMessageContaining("127.0.0.1:1");
    SourceSettings lacking =
        new SourceSettings(
            "postgresql",
            "127.0.0.1",
            1,
            "postgres",
            null,
            () -> Map.of("username", "u"),
            Map.of());
    assertThatThrownBy(() -> open(lacking).test())
        .hasMessageStartingWith("DMW-321")
        .hasMessageContaining("password");
  }

  @Test
  void optionsThatLoadClassesOrWriteFilesAreRefused(PostgresServer.Running server) {
    for (String option : List.of("socketFactory", "sslfactory", "loggerFile", "unknown")) {
      assertThatThrownBy(() -> open(server.settings("postgres", Map.of(option, "x"))))
          .hasMessageStartingWith("DMW-325")
          .hasMessageContaining(option);
    }
    open(server.settings("postgres", Map.of("sslmode", "disable"))).test();
  }

  private static Source open(SourceSettings settings) {
    return new PostgresqlPlatform().open(settings);
  }
}
