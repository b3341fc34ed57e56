package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows in files instead of memory. */
class FolderTest {
  @TempDir Path folder;

  @Test
  void rowsLieInTheFolderUntilTheServerIsClosed() throws SQLException, IOException {
    StandInOptions options =
        new StandInOptions(List.of("shop", "other"), List.of(Server.READER), false, folder);
    try (SqlServerStandIn server = SqlServerStandIn.start(options);
        Connection connection = server.connect(Server.READER)) {
      Server.run(
          connection,
          "CREATE TABLE other.dbo.t (v varbinary(max))",
          "INSERT INTO other.dbo.t VALUES (0x01)");
      assertThat(Server.rows(connection, "SELECT v FROM other.dbo.t")).containsExactly("01");
      assertThat(files()).isNotEmpty();
    }
    assertThat(files()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }
}
