package dev.datamigration.local.snowflake.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A chunk while it is written. Not for use by several threads. */
final class ChunkFile implements AutoCloseable {
  private static final JsonFactory ROWS_WITH_COMMAS =
      new JsonFactoryBuilder().rootValueSeparator(",").build();
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final CountingStream counted;
  private final JsonGenerator json;
  private int rows;

  ChunkFile(Path file) throws IOException {
    this.file = file;
    this.counted = new CountingStream(new FastGzip(Files.newOutputStream(file)));
    this.json = ROWS_WITH_COMMAS.createGenerator(counted);
  }

  void add(String[] row) throws IOException {
    json.writeStartArray();
    for (String cell : row) {
      json.writeString(cell);
    }
    json.writeEndArray();
    rows++;
  }

  int rows() {
    return rows;
  }

  /** Ends the file. */
  StoredChunk finish() throws IOException {
    json.close();
    return new StoredChunk(
        file, rows, Math.toIntExact(counted.count), Math.toIntExact(Files.size(file)));
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private static final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static final class CountingStream extends FilterOutputStream {
    private long count;

    private CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
