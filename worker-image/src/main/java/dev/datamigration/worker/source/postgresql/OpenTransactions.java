package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.jdbc.KeyReading;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.planning.KeyKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Since when transactions are open (postgresql.org/docs/current/monitoring-stats.html,
 * pg_stat_activity). A row's {@code now()} is the beginning of its transaction
 * (postgresql.org/docs/current/functions-datetime.html), so no row below the oldest of these can
 * still come. Background workers write, too; PostgreSQL's own that do not are left out. The time is
 * that at which the statement began: a transaction that begins once the view was read is later,
 * which it need not be than a clock asked after it. What is prepared for a two-phase commit is not
 * in this view.
 */
final class OpenTransactions {
  private static final String QUERY =
      """
      SELECT least(statement_timestamp(), min(xact_start)) - interval '1 microsecond' AS settled,
             count(*) FILTER (WHERE query = '<insufficient privilege>') AS hidden,
             pg_is_in_recovery()
               OR EXISTS (SELECT 1 FROM pg_catalog.pg_prepared_xacts WHERE database = current_database()) AS elsewhere
      FROM pg_catalog.pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND (backend_type NOT IN ('autovacuum worker', 'walsender') OR query = '<insufficient privilege>')
      """;

  private OpenTransactions() {}

  private record Seen(Optional<KeyValue> settled, long hidden, boolean elsewhere) {}

  static Optional<KeyValue> settledBound(LimitedStatements statements, List<String> warnings)
      throws SQLException {
    Seen seen =
        statements
            .query(
                QUERY,
                row ->
                    new Seen(
                        KeyReading.value(row, 1, KeyKind.INSTANT),
                        row.getLong("hidden"),
                        row.getBoolean("elsewhere")))
            .get(0);
    if (seen.hidden() > 0) {
      warnings.add(
          "The source's user does not see when other users' transactions began, so rows of one that is open now may be missed by the watermark: GRANT pg_read_all_stats to it.");
    } else if (seen.elsewhere()) {
      warnings.add(
          "Transactions are open where this server does not show when they began (it is a replica, or they are prepared for a two-phase commit), so rows of one may be missed by the watermark.");
    }
    return seen.settled();
  }
}
