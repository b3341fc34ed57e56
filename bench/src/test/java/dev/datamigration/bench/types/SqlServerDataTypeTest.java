package dev.datamigration.bench.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.types.TypedMigration.Arrived;
import dev.datamigration.worker.source.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SQL Server's types; the server is a stand-in. */
class SqlServerDataTypeTest extends DataTypeTest {
  SqlServerDataTypeTest() {
    super(SqlServerDataTypes.TABLE);
  }

  @Override
  TypedSource start(Path folder) {
    return SqlServerTypedSource.start();
  }

  @Test
  void everyTypeOfTheServerIsMappedOrIsKnownToBeRefused() throws Exception {
    Set<String> known = new HashSet<>(Set.of("sql_variant", "sysname"));
    SqlServerDataTypes.TABLE.map().rules().forEach(rule -> known.add(rule.names().get(0)));
    List<String> names = new ArrayList<>();
    try (Connection connection = source().owner();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM sys.types")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    assertThat(names).contains("int").isSubsetOf(known);
  }

  @Test
  void aRowversionArrivesAsTheServerMadeIt() throws Exception {
    source()
        .execute(
            List.of(
                "CREATE TABLE dbo.versions (id integer NOT NULL PRIMARY KEY, v rowversion)",
                "INSERT INTO dbo.versions (id) VALUES (1)"));
    try (Source opened = migration().open();
        Connection connection = source().owner();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CONVERT(varchar(20), CAST(v AS varbinary(8)), 2) FROM dbo.versions")) {
      Arrived arrived = migration().migrate(opened, "versions", List.of(), "");
      assertThat(row.next()).isTrue();
      assertThat(arrived.plan().columns().get(1).targetType()).isEqualTo("BINARY(8)");
      assertThat(arrived.rows().get(1)).containsExactly(row.getString(1));
      assertThat(row.getString(1)).matches("[0-9A-F]{16}");
    }
  }
}
