package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import dev.datamigration.local.snowflake.engine.transaction.TableChange;
import dev.datamigration.local.snowflake.engine.translate.DmlStatement;
import dev.datamigration.local.snowflake.engine.translate.DmlTranslator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Runs INSERT, UPDATE, DELETE and MERGE. */
final class DmlStatements {
  private final SessionContext session;

  DmlStatements(SessionContext session) {
    this.session = session;
  }

  StatementResult insert(Statement.Insert insert, List<Bind> binds) throws SQLException {
    List<Long> counts = run("INSERT", binds, translator -> translator.translate(insert));
    return Results.counts(Results.INSERT, List.of("number of rows inserted"), counts);
  }

  StatementResult update(Statement.Update update, List<Bind> binds) throws SQLException {
    List<Long> counts = run("UPDATE", binds, translator -> translator.translate(update));
    return Results.counts(
        Results.UPDATE,
        List.of("number of rows updated", "number of multi-joined rows updated"),
        counts);
  }

  StatementResult delete(Statement.Delete delete, List<Bind> binds) throws SQLException {
    List<Long> counts = run("DELETE", binds, translator -> translator.translate(delete));
    return Results.counts(Results.DELETE, List.of("number of rows deleted"), counts);
  }

  StatementResult merge(Statement.Merge merge, List<Bind> binds) throws SQLException {
    List<Long> counts = run("UPDATE", binds, translator -> translator.translate(merge));
    List<String> names = new ArrayList<>();
    List<Long> shown = new ArrayList<>();
    List<String> actions = List.of("INSERT", "UPDATE", "DELETE");
    for (int i = 0; i < actions.size(); i++) {
      String action = actions.get(i);
      if (merge.clauses().stream().anyMatch(clause -> clause.action().equals(action))) {
        names.add("number of rows " + List.of("inserted", "updated", "deleted").get(i));
        shown.add(counts.get(i));
      }
    }
    return Results.counts(Results.MERGE, names, shown);
  }

  /** Each row of a batch is a statement of its own; all of them are one change. */
  private List<Long> run(
      String privilege, List<Bind> binds, Function<DmlTranslator, DmlStatement> translate)
      throws SQLException {
    int rows = binds.stream().mapToInt(bind -> bind.values().size()).max().orElse(1);
    Catalog catalog = session.catalog();
    List<DmlStatement> statements = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      statements.add(translate.apply(new DmlTranslator(session.translation(catalog, binds, row))));
    }
    DmlStatement first = statements.get(0);
    String name = catalog.fullName(first.target());
    session.check(privilege, "table", name);
    Set<Long> reads = new HashSet<>();
    statements.forEach(statement -> reads.addAll(statement.reads()));
    return session
        .transaction()
        .write(
            new TableChange(
                first.target().id(),
                name,
                first.kind() != DmlStatement.Kind.INSERT,
                false,
                reads,
                statements.size() == 1 && first.probe() != null
                    ? new TableChange.Probe(first.probe(), first.parameters())
                    : null,
                connection -> sum(connection, statements)));
  }

  private static List<Long> sum(SessionConnection connection, List<DmlStatement> statements)
      throws SQLException {
    List<Long> sums = null;
    for (DmlStatement statement : statements) {
      List<Long> counts = run(connection, statement);
      if (sums == null) {
        sums = new ArrayList<>(counts);
      } else {
        for (int i = 0; i < counts.size(); i++) {
          sums.set(i, sums.get(i) + counts.get(i));
        }
      }
    }
    return sums;
  }

  private static List<Long> run(SessionConnection connection, DmlStatement statement)
      throws SQLException {
    return switch (statement.kind()) {
      case INSERT, DELETE -> List.of(connection.update(statement.sql(), statement.parameters()));
      case UPDATE -> {
        long multiJoined =
            statement.multiJoined() == null
                ? 0
                : connection.query(
                    statement.multiJoined(),
                    statement.parameters(),
                    rows -> rows.next() ? rows.getLong(1) : 0);
        yield List.of(connection.update(statement.sql(), statement.parameters()), multiJoined);
      }
      case MERGE -> merge(connection, statement);
    };
  }

  private static List<Long> merge(SessionConnection connection, DmlStatement statement)
      throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    connection.query(
        statement.sql(),
        statement.parameters(),
        rows -> {
          while (rows.next()) {
            counts.merge(rows.getString(1), 1L, Long::sum);
          }
          return null;
        });
    return List.of(
        counts.getOrDefault("INSERT", 0L),
        counts.getOrDefault("UPDATE", 0L),
        counts.getOrDefault("DELETE", 0L));
  }
}
