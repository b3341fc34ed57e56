package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LargeResultTest {
  private static final int ROWS = 120_000;
  private static final String PADDING = "x\"\\é💾".repeat(20);
  private static final StandIn STAND_IN = new StandIn();

  @AfterAll
  static void stop() {
    STAND_IN.close();
  }

  private static String cell(int row) {
    return row % 7 == 0 ? null : row + PADDING;
  }

  private static void script() {
    STAND_IN.engine.on(
        "select many",
        request ->
            STAND_IN.engine.rows(
                ScriptedEngine.SELECT,
                List.of(ScriptedEngine.text("A"), ScriptedEngine.text("B")),
                ROWS,
                row -> new String[] {Integer.toString(row), cell(row)}));
  }

  private static long spooledFiles() throws IOException {
    Path results = STAND_IN.directory().resolve("results");
    if (!Files.exists(results)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(results)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void aLargeResultArrivesWholeAndInOrderAndItsFilesGoWithTheSession()
      throws SQLException, IOException {
    script();
    try (Connection connection = STAND_IN.connect()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select many")) {
        assertThat(spooledFiles()).isGreaterThan(1);
        assertThat(STAND_IN.engine.openResults).hasValue(0);
        int row = 0;
        int wrong = 0;
        while (rows.next()) {
          boolean right =
              Integer.toString(row).equals(rows.getString(1))
                  && Objects.equals(cell(row), rows.getString(2));
          wrong += right ? 0 : 1;
          row++;
        }
        assertThat(row).isEqualTo(ROWS);
        assertThat(wrong).isZero();
      }
    }
    assertThat(spooledFiles()).isZero();
  }
}
