package dev.datamigration.local.snowflake.result;

import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import dev.datamigration.local.snowflake.engine.StatementResult.Rows;
import dev.datamigration.local.snowflake.storage.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps results: the first rows in memory, the rest in files of some megabytes, so that neither the
 * server nor the driver holds a large table at once. Thread-safe.
 */
public final class ResultSpool {
  private static final long INLINE_CHARS = 512 * 1024;
  private static final long CHUNK_CHARS = 8 * 1024 * 1024;

  private final Path directory;
  private final long maximumBytes;
  private final Map<String, Long> bytesByQuery = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param directory for its files; emptied here, a result does not outlive the server
   * @param maximumBytes of all files; the oldest results go when there are more
   */
  public ResultSpool(Path directory, long maximumBytes) {
    this.directory = directory;
    this.maximumBytes = maximumBytes;
    Directories.delete(directory);
  }

  /**
   * Reads a result to its end and closes it.
   *
   * @param check called now and then; may throw to end the reading
   */
  public StoredRows store(String queryId, Rows result, Runnable check) {
    try (RowStream rows = result.rows()) {
      List<String[]> inline = new ArrayList<>();
      long chars = 0;
      while (chars < INLINE_CHARS && rows.hasNext()) {
        check.run();
        String[] row = rows.next();
        inline.add(row);
        chars += weight(row);
      }
      List<StoredChunk> chunks = new ArrayList<>();
      while (rows.hasNext()) {
        check.run();
        chunks.add(chunk(queryId, chunks.size(), rows));
      }
      long total = inline.size() + chunks.stream().mapToLong(StoredChunk::rows).sum();
      admit(queryId, chunks.stream().mapToLong(StoredChunk::compressedBytes).sum());
      return new StoredRows(
          result.statementTypeId(), result.columns(), inline, chars, chunks, total);
    } catch (IOException e) {
      drop(queryId);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      drop(queryId);
      throw e;
    }
  }

  private StoredChunk chunk(String queryId, int number, RowStream rows) throws IOException {
    Path folder = directory.resolve(queryId);
    Files.createDirectories(folder);
    try (ChunkFile chunk = new ChunkFile(folder.resolve(Integer.toString(number)))) {
      long chars = 0;
      while (chars < CHUNK_CHARS && rows.hasNext()) {
        String[] row = rows.next();
        chunk.add(row);
        chars += weight(row);
      }
      return chunk.finish();
    }
  }

  private static long weight(String[] row) {
    long chars = 2;
    for (String cell : row) {
      chars += cell == null ? 5 : cell.length() + 3;
    }
    return chars;
  }

  private synchronized void admit(String queryId, long size) {
    if (size == 0) {
      return;
    }
    while (bytes + size > maximumBytes && !bytesByQuery.isEmpty()) {
      drop(bytesByQuery.keySet().iterator().next());
    }
    bytesByQuery.put(queryId, size);
    bytes += size;
  }

  /** Forgets a result's files, if it has any. */
  public synchronized void drop(String queryId) {
    Long size = bytesByQuery.remove(queryId);
    bytes -= size == null ? 0 : size;
    Directories.delete(directory.resolve(queryId));
  }
}
