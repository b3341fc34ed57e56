package dev.datamigration.bench.types;

import dev.datamigration.local.source.PostgresSource;
import java.nio.file.Path;
import java.sql.SQLException;

/** Redshift's types; the driver is Amazon's, the server PostgreSQL. */
class RedshiftDataTypeTest extends DataTypeTest {
  RedshiftDataTypeTest() {
    super(RedshiftDataTypes.TABLE);
  }

  @Override
  TypedSource start(Path folder) throws SQLException {
    return PostgresTypedSource.redshift(
        PostgresSource.start(folder.resolve("data"), folder.resolve("programs")));
  }
}
