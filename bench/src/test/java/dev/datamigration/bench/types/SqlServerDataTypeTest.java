package dev.datamigration.bench.types;

import java.nio.file.Path;

/** SQL Server's types; the server is a stand-in. */
class SqlServerDataTypeTest extends DataTypeTest {
  SqlServerDataTypeTest() {
    super(SqlServerDataTypes.TABLE);
  }

  @Override
  TypedSource start(Path folder) {
    return SqlServerTypedSource.start();
  }
}
