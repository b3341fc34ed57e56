package dev.datamigration.worker.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * One Parquet file being written, one row group at a time; the row group is in memory until it is
 * flushed. Plain encodings, no dictionaries and no statistics: COPY reads every value once, and
 * both cost more CPU than they give. Belongs to one thread.
 */
final class ParquetFile implements AutoCloseable {
  private static final int TRUNCATED_BYTES = 64;

  /** Uncompressed bytes of a page; less when a table has so many columns that pages add up. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int PAGES_TOGETHER_BYTES = 16 << 20;
  private static final int SMALLEST_PAGE_BYTES = 16 << 10;
  private static final int MOST_ROWS_BETWEEN_PAGE_CHECKS = 1000;

  private final Path path;
  private final OwnedOutputFile output;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final ByteBufferAllocator allocator = HeapByteBufferAllocator.getInstance();
  private final ZstdPages compressor = new ZstdPages(allocator);
  private final ParquetFileWriter writer;
  private final ColumnWriter[] columns;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore group;
  private long rowsInGroup;
  private long rows;

  ParquetFile(Path path, MessageType schema) throws IOException {
    this.path = path;
    this.output = new OwnedOutputFile(path);
    this.schema = schema;
    List<ColumnDescriptor> descriptors = schema.getColumns();
    this.properties =
        ParquetProperties.builder()
            .withDictionaryEncoding(false)
            .withStatisticsEnabled(false)
            .withSizeStatisticsEnabled(false)
            .withAllocator(allocator)
            .withPageSize(
                Math.max(
                    SMALLEST_PAGE_BYTES,
                    Math.min(PAGE_BYTES, PAGES_TOGETHER_BYTES / descriptors.size())))
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_PAGE_CHECKS)
            .build();
    this.columns = new ColumnWriter[descriptors.size()];
    this.writer =
        new ParquetFileWriter(
            output,
            schema,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            TRUNCATED_BYTES,
            TRUNCATED_BYTES,
            false);
    writer.start();
    startGroup();
  }

  /** The writers of the row group that is open, by column; the array stays the same. */
  ColumnWriter[] columns() {
    return columns;
  }

  void endRow() {
    group.endRecord();
    rowsInGroup++;
  }

  /** Bytes of the open row group that are in memory. */
  long bufferedBytes() {
    return group.getBufferedSize();
  }

  /** Bytes in the file so far. */
  long writtenBytes() throws IOException {
    return writer.getPos();
  }

  long rows() {
    return rows + rowsInGroup;
  }

  Path path() {
    return path;
  }

  /** Writes the open row group and starts another. */
  void flushGroup() throws IOException {
    endGroup();
    startGroup();
  }

  /** Completes the file. */
  void finish() throws IOException {
    if (rowsInGroup > 0) {
      endGroup();
    }
    writer.end(Map.of());
  }

  /** Frees memory and the file's handle. */
  @Override
  public void close() throws IOException {
    // The writer leaves its stream open after an error; a removed file would keep its disk space.
    try (output) {
      closeGroup();
      compressor.release();
      writer.close();
    }
  }

  /** Removes the file from the disk. */
  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private void startGroup() {
    pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> compressor)
            .withSchema(schema)
            .withAllocator(allocator)
            .withColumnIndexTruncateLength(TRUNCATED_BYTES)
            .withPageWriteChecksumEnabled(false)
            .build();
    group = properties.newColumnWriteStore(schema, pages, pages);
    List<ColumnDescriptor> descriptors = schema.getColumns();
    for (int i = 0; i < columns.length; i++) {
      columns[i] = group.getColumnWriter(descriptors.get(i));
    }
  }

  private void endGroup() throws IOException {
    writer.startBlock(rowsInGroup);
    group.flush();
    pages.flushToFileWriter(writer);
    writer.endBlock();
    rows += rowsInGroup;
    rowsInGroup = 0;
    closeGroup();
  }

  private void closeGroup() {
    group.close();
    pages.close();
  }
}
