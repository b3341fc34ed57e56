package dev.datamigration.bench.types;

import dev.datamigration.local.source.PostgresSource;
import java.nio.file.Path;
import java.sql.SQLException;

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
}
