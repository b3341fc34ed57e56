package dev.datamigration.worker.parquet;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.SourceErrorCode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The Parquet files of one partition. Row groups end by the bytes they hold, files by the bytes
 * they have; so memory does not grow with the partition, and a row may be as large as it likes. A
 * finished file is handed over at once; one that was not finished is removed by {@link #close}.
 * Belongs to one thread.
 */
public final class PartitionFiles implements RowSink, AutoCloseable {
  /** Files that Snowflake loads well are 100 to 250 MB compressed. */
  public static final long FILE_BYTES = 160L << 20;

  /** What a row group may hold in memory, compressed pages and open ones together. */
  public static final long GROUP_BYTES = 24L << 20;

  /** How many bytes of rows pass between two looks at the memory held. */
  private static final long CHECK_BYTES = 256L << 10;

  private final List<ColumnPlan> plans;
  private final MessageType schema;
  private final int[] valueLevel;
  private final int[] decimalBytes;
  private final boolean[] narrowDecimal;
  private final Path folder;
  private final FinishedFiles finished;
  private final long fileBytes;
  private final long groupBytes;
  private ParquetFile file;
  private ColumnWriter[] writers;
  private int fileNumber;
  private long rows;
  private long uncheckedBytes;

  /**
   * Writes nothing until the first row comes.
   *
   * @param folder where the files are made; exists
   */
  public PartitionFiles(List<ColumnPlan> columns, Path folder, FinishedFiles finished) {
    this(columns, folder, finished, FILE_BYTES, GROUP_BYTES);
  }

  /** As the other constructor, with sizes of its own. */
  public PartitionFiles(
      List<ColumnPlan> columns,
      Path folder,
      FinishedFiles finished,
      long fileBytes,
      long groupBytes) {
    this.plans = List.copyOf(columns);
    this.schema = ParquetSchema.of(columns);
    this.folder = folder;
    this.finished = finished;
    this.fileBytes = fileBytes;
    this.groupBytes = groupBytes;
    this.valueLevel = columns.stream().mapToInt(column -> column.nullable() ? 1 : 0).toArray();
    this.decimalBytes = new int[columns.size()];
    this.narrowDecimal = new boolean[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      ColumnPlan column = columns.get(i);
      if (column.encoding() == ColumnEncoding.DECIMAL) {
        PrimitiveTypeName type = ParquetSchema.decimalType(column.precision());
        narrowDecimal[i] = type == PrimitiveTypeName.INT32;
        decimalBytes[i] =
            type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? ParquetSchema.decimalBytes(column.precision())
                : 0;
      }
    }
  }

  /** Begins a row; its values follow. */
  public void startRow() {
    if (file == null) {
      fileNumber++;
      try {
        file = new ParquetFile(folder.resolve("%05d.parquet".formatted(fileNumber)), schema);
      } catch (IOException e) {
        throw unwritable(e);
      }
      writers = file.columns();
    }
  }

  /**
   * Ends a row.
   *
   * @param bytes how large it was
   */
  public void endRow(long bytes) {
    file.endRow();
    rows++;
    uncheckedBytes += bytes;
    if (uncheckedBytes >= CHECK_BYTES) {
      uncheckedBytes = 0;
      if (file.bufferedBytes() >= groupBytes) {
        flush();
      }
    }
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Completes the last file and hands it over. */
  public void finish() {
    if (file != null) {
      finishFile();
    }
  }

  private void flush() {
    try {
      file.flushGroup();
      if (file.writtenBytes() >= fileBytes) {
        finishFile();
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void finishFile() {
    ParquetFile complete = file;
    try {
      complete.finish();
      complete.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
    file = null;
    boolean taken = false;
    try {
      finished.finished(complete.path(), complete.rows());
      taken = true;
    } finally {
      if (!taken) {
        delete(complete);
      }
    }
  }

  /** Removes what was not handed over. */
  @Override
  public void close() {
    if (file != null) {
      ParquetFile unfinished = file;
      file = null;
      try {
        unfinished.close();
      } catch (IOException e) {
        // The error that ended the extraction is the one to tell; the file goes in any case.
      } finally {
        delete(unfinished);
      }
    }
  }

  private void delete(ParquetFile unwanted) {
    try {
      unwanted.delete();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void putNull(int column) {
    if (valueLevel[column] == 0) {
      throw new DmwException(
          SourceErrorCode.TABLE_CHANGED,
          "Column \""
              + plans.get(column).sourceName()
              + "\" holds NULL but did not allow it when the table was planned.",
          "It is not tried again. Run the workflow anew, so that the table is planned as it is now.");
    }
    writers[column].writeNull(0, 0);
  }

  @Override
  public void putBoolean(int column, boolean value) {
    writers[column].write(value, 0, valueLevel[column]);
  }

  @Override
  public void putInt(int column, int value) {
    writers[column].write(value, 0, valueLevel[column]);
  }

  @Override
  public void putLong(int column, long value) {
    writers[column].write(value, 0, valueLevel[column]);
  }

  @Override
  public void putDouble(int column, double value) {
    writers[column].write(value, 0, valueLevel[column]);
  }

  @Override
  public void putUnscaled(int column, long value) {
    if (narrowDecimal[column]) {
      writers[column].write((int) value, 0, valueLevel[column]);
    } else if (decimalBytes[column] == 0) {
      writers[column].write(value, 0, valueLevel[column]);
    } else {
      byte[] bytes = new byte[decimalBytes[column]];
      long rest = value;
      for (int i = bytes.length - 1; i >= 0; i--) {
        bytes[i] = (byte) rest;
        rest >>= Byte.SIZE;
      }
      writeBytes(column, bytes, 0, bytes.length);
    }
  }

  @Override
  public void putUnscaled(int column, BigInteger value) {
    int width = decimalBytes[column];
    if (width == 0) {
      putUnscaled(column, value.longValueExact());
      return;
    }
    byte[] minimal = value.toByteArray();
    byte[] bytes = new byte[width];
    Arrays.fill(bytes, 0, width - minimal.length, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(minimal, 0, bytes, width - minimal.length, minimal.length);
    writeBytes(column, bytes, 0, width);
  }

  @Override
  public void putBytes(int column, byte[] buffer, int offset, int length) {
    writeBytes(column, buffer, offset, length);
  }

  private void writeBytes(int column, byte[] buffer, int offset, int length) {
    writers[column].write(
        Binary.fromReusedByteArray(buffer, offset, length), 0, valueLevel[column]);
  }

  private DmwException unwritable(IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return new DmwException(
        SourceErrorCode.LOCAL_FOLDER,
        "A staged file could not be written to " + folder + " (" + reason + ").",
        "It is tried again every minute. Give the folder's file system more space, or lower the worker's number of threads.",
        e);
  }
}
