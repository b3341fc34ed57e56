package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
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
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  @Test
  void aTableArrivesRowByRow(PostgresServer.Running server) {
    server.execute(
        "CREATE TABLE extraction.t (id integer PRIMARY KEY, name text, amount numeric(12,2));"
            + " INSERT INTO extraction.t SELECT i, 'n' || i, i / 7.0 FROM generate_series(1, 10000) i; ANALYZE extraction.t");
    TablePlan plan = migration.plan(Migration.table(SCHEMA, "t").maxPartitionSizeRows(3000L));
    assertThat(plan.partitions()).hasSize(4);
    assertThat(plan.keyColumns()).containsExactly("id");
    Migration.Rows rows = migration.read(plan);
    assertThat(rows.totals().rows()).isEqualTo(10000);
    assertThat(rows.rows()).hasSize(10000).contains(List.of("7", "n7", "1.00"));
    assertThat(migration.leftOver()).isEmpty();
  }
}
