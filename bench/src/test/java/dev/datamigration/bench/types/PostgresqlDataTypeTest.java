package dev.datamigration.bench.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.source.PostgresSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** PostgreSQL's types; the server is a real one. */
class PostgresqlDataTypeTest extends DataTypeTest {
  PostgresqlDataTypeTest() {
    super(PostgresqlDataTypes.TABLE);
  }

  @Override
  TypedSource start(Path folder) throws SQLException {
    PostgresSource server =
        PostgresSource.start(folder.resolve("data"), folder.resolve("programs"));
    PostgresTypedSource source = PostgresTypedSource.postgresql(server);
    source.execute(PostgresqlDataTypes.DEFINITIONS);
    return source;
  }

  /** An array's mapping is its class's. */
  @Test
  void everyTypeOfTheServerIsTriedOrIsKnownToBeRefused() throws SQLException {
    Set<String> known = new HashSet<>();
    PostgresqlDataTypes.TABLE.unmapped().forEach(type -> known.add(type.source()));
    PostgresqlDataTypes.TABLE.map().rules().forEach(rule -> known.add(rule.names().get(0)));
    assertThat(
            names(
                "SELECT typname FROM pg_catalog.pg_type WHERE typnamespace = 'pg_catalog'::regnamespace"
                    + " AND typtype IN ('b', 'r', 'm') AND NOT (typelem <> 0 AND typlen = -1)"))
        .isSubsetOf(known);
  }

  private List<String> names(String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = source().owner();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
