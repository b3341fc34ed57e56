package dev.datamigration.worker.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.source.testing.Migration;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionFilesTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<Long> rows = new ArrayList<>();

  private PartitionFiles open(List<ColumnPlan> columns, long fileBytes, long groupBytes) {
    return new PartitionFiles(
        columns,
        folder,
        (file, count) -> {
          files.add(file);
          rows.add(count);
        },
        fileBytes,
        groupBytes);
  }

  private static ColumnPlan column(
      int number, ColumnEncoding encoding, boolean nullable, int precision, int scale) {
    return new ColumnPlan(
        "c" + number, "s" + number, "t", "T" + number, "T", nullable, encoding, precision, scale);
  }

  private static final ColumnPlan BYTES = column(1, ColumnEncoding.BINARY, false, 0, 0);

  private void write(PartitionFiles partition, int count, int bytes) {
    Random random = new Random(1);
    byte[] value = new byte[bytes];
    for (int i = 0; i < count; i++) {
      random.nextBytes(value);
      partition.startRow();
      partition.putBytes(0, value, 0, bytes);
      partition.endRow(bytes);
    }
  }

  private static List<Long> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Long> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getLong(1));
      }
      return values;
    }
  }

  @Test
  void filesEndByTheirBytesAndTogetherHoldEveryRow() throws IOException {
    try (PartitionFiles partition = open(List.of(BYTES), 4 * MEGABYTE, MEGABYTE)) {
      write(partition, 1000, 12_000);
      partition.finish();
      assertThat(partition.rows()).isEqualTo(1000);
    }
    assertThat(files).hasSize(3);
    assertThat(rows.stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
    for (Path file : files.subList(0, 2)) {
      assertThat(Files.size(file)).isBetween(4L * MEGABYTE, 6L * MEGABYTE);
    }
  }

  @Test
  void rowGroupsEndByTheirBytesHoweverLargeARowIs() throws SQLException {
    try (PartitionFiles partition = open(List.of(BYTES), 1L << 40, 4 * MEGABYTE)) {
      write(partition, 2000, 1000);
      write(partition, 8, 3 * MEGABYTE);
      write(partition, 2000, 1000);
      partition.finish();
    }
    String metadata = "SELECT total_compressed_size FROM parquet_metadata('" + files.get(0) + "')";
    assertThat(query(metadata)).hasSizeGreaterThan(5).allMatch(size -> size <= 8L * MEGABYTE);
  }

  @Test
  void pagesAndColumnsAreCompressedWithZstdAndHaveNoDictionary() throws SQLException {
    try (PartitionFiles partition = open(List.of(BYTES), 1L << 40, 64 * MEGABYTE)) {
      write(partition, 10, 10);
      partition.finish();
    }
    assertThat(
            query(
                "SELECT count(*) FROM parquet_metadata('"
                    + files.get(0)
                    + "') WHERE compression = 'ZSTD' AND encodings LIKE '%PLAIN%' AND encodings NOT LIKE '%DICT%'"))
        .containsExactly(1L);
  }

  @Test
  void everyEncodingIsReadBackWithItsType() throws SQLException {
    List<ColumnPlan> columns = new ArrayList<>();
    for (ColumnEncoding encoding : ColumnEncoding.values()) {
      if (encoding != ColumnEncoding.DECIMAL) {
        columns.add(column(columns.size() + 1, encoding, true, 0, 0));
      }
    }
    for (int precision : List.of(9, 18, 19, 38)) {
      columns.add(column(columns.size() + 1, ColumnEncoding.DECIMAL, true, precision, 4));
    }
    byte[] text = "ü".getBytes(StandardCharsets.UTF_8);
    try (PartitionFiles partition = open(columns, 1L << 40, 64 * MEGABYTE)) {
      partition.startRow();
      for (int i = 0; i < columns.size(); i++) {
        switch (columns.get(i).encoding()) {
          case BOOLEAN -> partition.putBoolean(i, true);
          case INTEGER -> partition.putLong(i, Long.MIN_VALUE);
          case TIME, TIMESTAMP, INSTANT -> partition.putLong(i, 1);
          case DATE -> partition.putInt(i, -1);
          case DOUBLE -> partition.putDouble(i, -0.0);
          case DECIMAL -> {
            if (columns.get(i).precision() == 38) {
              partition.putUnscaled(i, BigInteger.TEN.pow(37).negate());
            } else {
              partition.putUnscaled(i, -12345);
            }
          }
          default -> partition.putBytes(i, text, 0, text.length);
        }
      }
      partition.endRow(1);
      partition.startRow();
      for (int i = 0; i < columns.size(); i++) {
        partition.putNull(i);
      }
      partition.endRow(1);
      partition.finish();
    }
    List<List<String>> read = Migration.parquet(files.get(0), columns);
    assertThat(read.get(0))
        .containsExactly(
            "true",
            "-9223372036854775808",
            "-0.0",
            "ü",
            "\\xC3\\xBC",
            "1969-12-31",
            "00:00:00.000001",
            "ü",
            "1970-01-01 00:00:00.000001",
            "1970-01-01 00:00:00.000001+00",
            "ü",
            "ü",
            "ü",
            "-1.2345",
            "-1.2345",
            "-1.2345",
            "-1000000000000000000000000000000000.0000");
    assertThat(read.get(1)).containsOnlyNulls().hasSize(columns.size());
  }

  @Test
  void aTableOfManyColumnsIsWritten() {
    List<ColumnPlan> columns = new ArrayList<>();
    for (int i = 1; i <= 1600; i++) {
      columns.add(column(i, ColumnEncoding.INTEGER, true, 0, 0));
    }
    try (PartitionFiles partition = open(columns, 1L << 40, MEGABYTE)) {
      for (int row = 0; row < 500; row++) {
        partition.startRow();
        for (int i = 0; i < columns.size(); i++) {
          partition.putLong(i, row * 31L * i);
        }
        partition.endRow(8L * columns.size());
      }
      partition.finish();
    }
    assertThat(Migration.parquet(files.get(0), columns.subList(0, 2))).hasSize(500);
  }

  @Test
  void withoutRowsThereIsNoFile() throws IOException {
    try (PartitionFiles partition = open(List.of(BYTES), MEGABYTE, MEGABYTE)) {
      partition.finish();
    }
    assertThat(left()).isEmpty();
    assertThat(files).isEmpty();
  }

  @Test
  void whatIsNotFinishedIsRemoved() throws IOException {
    try (PartitionFiles partition = open(List.of(BYTES), MEGABYTE, MEGABYTE)) {
      write(partition, 300, 10_000);
    }
    assertThat(left()).isEqualTo(files);
  }

  @Test
  void aNullInAColumnThatAllowedNoneIsAnError() {
    try (PartitionFiles partition = open(List.of(BYTES), MEGABYTE, MEGABYTE)) {
      partition.startRow();
      assertThatThrownBy(() -> partition.putNull(0))
          .hasMessageStartingWith("DMW-340")
          .hasMessageContaining("\"s1\"");
    }
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return Arrays.asList(found.sorted().toArray(Path[]::new));
    }
  }
}
