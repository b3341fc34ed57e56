package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.local.snowflake.stage.StageName;
import dev.datamigration.local.snowflake.stage.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
  private static final StandIn STAND_IN = new StandIn();
  private static final String STAGE = "@\"D\".\"S\".\"T\"";

  @TempDir Path scratch;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = STAND_IN.connect("db", "D", "schema", "S");
    STAND_IN.stages.remove(STAND_IN.stages.list(StandIn.STAGE, ""));
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @AfterAll
  static void stop() {
    STAND_IN.close();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(scratch.resolve(name), content);
  }

  private List<String> put(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return List.of(
          rows.getString("target"), rows.getString("status"), rows.getString("source_size"));
    }
  }

  private List<String> staged() {
    return STAND_IN.stages.list(StandIn.STAGE, "").stream().map(StagedFile::path).toList();
  }

  /** The columns: https://docs.snowflake.com/en/sql-reference/sql/put. */
  @Test
  void putUploadsTheFileByteForByte() throws SQLException, IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(scratch.resolve("part it''s-0.parquet".replace("''", "_")), bytes);
    String quoted = "'file://" + file + "'";
    assertThat(
            put(
                "PUT "
                    + quoted
                    + " '@D.S.T/w/1/t/1/1/' AUTO_COMPRESS = FALSE SOURCE_COMPRESSION = NONE OVERWRITE = TRUE PARALLEL = 4"))
        .containsExactly(file.getFileName().toString(), "UPLOADED", "3000000");
    List<StagedFile> files = STAND_IN.stages.list(StandIn.STAGE, "w/1/t/1/1/");
    assertThat(files).singleElement().satisfies(f -> assertThat(f.file()).hasBinaryContent(bytes));
  }

  @Test
  void everySpellingOfALocationLeadsToTheSameStage() throws SQLException, IOException {
    Path file = file("a.csv", "1");
    String head = "PUT file://" + file + " ";
    String tail = " auto_compress=false";
    assertThat(put(head + STAGE + "/one/" + tail)).contains("UPLOADED");
    assertThat(put(head + "@d.s.t/two" + tail)).contains("UPLOADED");
    assertThat(put("/* tag */ " + head + "@T/three/" + tail + ";")).contains("UPLOADED");
    assertThat(put(head + "'@\"D\".S.T/fo ur/'" + tail)).contains("UPLOADED");
    assertThat(staged()).containsExactly("fo ur/a.csv", "one/a.csv", "three/a.csv", "two/a.csv");
  }

  @Test
  void withoutOverwriteAFileThatIsThereIsSkipped() throws SQLException, IOException {
    Path file = file("a.csv", "old");
    String sql = "PUT file://" + file + " @T/x/ AUTO_COMPRESS=FALSE";
    assertThat(put(sql)).contains("UPLOADED");
    Files.writeString(file, "new");
    assertThat(put(sql)).contains("SKIPPED");
    assertThat(STAND_IN.stages.list(StandIn.STAGE, "x/").get(0).file()).hasContent("old");
    assertThat(put(sql + " OVERWRITE=TRUE")).contains("UPLOADED");
    assertThat(STAND_IN.stages.list(StandIn.STAGE, "x/").get(0).file()).hasContent("new");
  }

  @Test
  void compressionIsTheDefaultAndIsDoneByTheDriver() throws SQLException, IOException {
    Path file = file("a.csv", "1,2,3\n".repeat(100));
    assertThat(put("PUT file://" + file + " @T")).contains("a.csv.gz", "UPLOADED");
    assertThat(staged()).containsExactly("a.csv.gz");
  }

  /** Columns and their contents: https://docs.snowflake.com/en/sql-reference/sql/list. */
  @Test
  void listShowsNameSizeDigestAndTime() throws SQLException, IOException {
    put("PUT file://" + file("a.csv", "abc") + " @T/x/ AUTO_COMPRESS=FALSE");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("LIST " + STAGE + "/x/")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("name")).isEqualTo("t/x/a.csv");
      assertThat(rows.getLong("size")).isEqualTo(3);
      assertThat(rows.getString("md5")).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
      assertThat(rows.getString("last_modified")).endsWith(" GMT");
      assertThat(rows.next()).isFalse();
    }
  }

  /** A path is a prefix: https://docs.snowflake.com/en/sql-reference/sql/remove. */
  @Test
  void removeTakesWhatBeginsWithThePathAndNothingElse() throws SQLException, IOException {
    Path file = file("a.csv", "abc");
    for (String folder : List.of("w/1/t/", "w/10/t/", "w/1/u/")) {
      put("PUT file://" + file + " @T/" + folder + " AUTO_COMPRESS=FALSE");
    }
    assertThat(StandIn.column(connection, "REMOVE " + STAGE + "/w/1/"))
        .containsExactly("t/w/1/t/a.csv", "t/w/1/u/a.csv");
    assertThat(staged()).containsExactly("w/10/t/a.csv");
    assertThat(StandIn.column(connection, "rm @T pattern='.*none.*'")).isEmpty();
    assertThat(StandIn.column(connection, "rm @T/w pattern='.*[.]csv'")).hasSize(1);
    assertThat(staged()).isEmpty();
  }

  @Test
  void aMissingStageIsNamed() {
    assertThatThrownBy(() -> StandIn.column(connection, "LIST @D.S.NONE"))
        .hasMessageContaining("Stage 'D.S.NONE' does not exist or not authorized")
        .extracting(e -> ((SQLException) e).getErrorCode())
        .isEqualTo(2003);
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() throws IOException {
    Path file = file("a.csv", "abc");
    assertThatThrownBy(() -> put("PUT file://" + file + " @T/ SPEED=9"))
        .hasMessageContaining("SPEED");
    assertThatThrownBy(() -> put("PUT file://" + file + " @T/ PARALLEL=0"))
        .hasMessageContaining("invalid value [0] for parameter 'PARALLEL'");
    assertThatThrownBy(() -> put("PUT file://" + file + " @T/ PARALLEL=1 PARALLEL=2"))
        .hasMessageContaining("PARALLEL is given twice");
    assertThatThrownBy(() -> put("PUT file://" + file + " @~/x")).hasMessageContaining("@~");
    assertThatThrownBy(() -> StandIn.column(connection, "GET @T file:///tmp/"))
        .hasMessageContaining("does not support GET");
    assertThatThrownBy(() -> StandIn.column(connection, "LIST @T; LIST @T"))
        .hasMessageContaining("one statement at a time");
    assertThatThrownBy(() -> StandIn.column(connection, "LIST")).hasMessageContaining("a stage");
  }

  @Test
  void noPathLeadsOutOfTheStage() throws IOException, SQLException {
    Path file = file("a.csv", "abc");
    for (String path : List.of("../", "x/../../", "/etc/", "./", "x//y/")) {
      assertThatThrownBy(() -> put("PUT file://" + file + " @T/" + path))
          .as(path)
          .hasMessageContaining("a path whose parts");
    }
    assertThat(StandIn.column(connection, "LIST @T/../")).isEmpty();
    assertThat(StandIn.column(connection, "REMOVE @T/../../")).isEmpty();
    StageName odd = new StageName("..", ".", "../x");
    STAND_IN.stages.create(odd);
    assertThat(STAND_IN.stages.stages("..", ".")).containsExactly(odd);
    assertThat(STAND_IN.directory().getParent().resolve("x")).doesNotExist();
    STAND_IN.stages.dropDatabase("..");
    assertThat(STAND_IN.stages.exists(odd)).isFalse();
    assertThat(STAND_IN.stages.exists(StandIn.STAGE)).isTrue();
  }

  @Test
  void stagesWhoseNamesDifferInCaseAreTwo() {
    StageName lower = new StageName("D", "S", "t");
    assertThat(STAND_IN.stages.create(lower)).isTrue();
    assertThat(STAND_IN.stages.create(lower)).isFalse();
    assertThat(STAND_IN.stages.stages("D", "S")).containsExactly(StandIn.STAGE, lower);
    assertThat(STAND_IN.stages.drop(lower)).isTrue();
    assertThat(STAND_IN.stages.drop(lower)).isFalse();
    assertThat(STAND_IN.stages.exists(StandIn.STAGE)).isTrue();
  }
}
