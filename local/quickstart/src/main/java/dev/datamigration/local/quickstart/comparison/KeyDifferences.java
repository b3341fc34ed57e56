package dev.datamigration.local.quickstart.comparison;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds out, key by key, how two tables differ. The hashes of all rows are spilled to files by
 * their key, and one file's keys are held in memory at a time: about 1/64 of the table, 32 bytes a
 * row.
 */
final class KeyDifferences {
  private static final int BUCKETS = 64;
  private static final int MAX_EXAMPLES = 5;

  private final Map<Hash128, String> examples = new LinkedHashMap<>();
  private long lost;
  private long doubled;
  private long different;

  private KeyDifferences() {}

  /**
   * @param key indexes of the key's columns; empty: all columns
   * @param folder for the spilled hashes; what is written there is removed
   */
  static KeyDifferences of(TableRows source, TableRows target, int columns, int[] key, Path folder)
      throws SQLException, IOException {
    int[] all = IntStream.range(0, columns).toArray();
    int[] effectiveKey = key.length == 0 ? all : key;
    Path spill = Files.createTempDirectory(folder, "comparison");
    try {
      spill(source, effectiveKey, all, spill, "source");
      spill(target, effectiveKey, all, spill, "target");
      KeyDifferences differences = new KeyDifferences();
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        differences.addBucket(file(spill, "source", bucket), file(spill, "target", bucket));
      }
      return differences;
    } finally {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        Files.deleteIfExists(file(spill, "source", bucket));
        Files.deleteIfExists(file(spill, "target", bucket));
      }
      Files.deleteIfExists(spill);
    }
  }

  long lost() {
    return lost;
  }

  long doubled() {
    return doubled;
  }

  long different() {
    return different;
  }

  /** The key hashes of some differences, and what is wrong with each. */
  Map<Hash128, String> examples() {
    return examples;
  }

  private static Path file(Path folder, String side, int bucket) {
    return folder.resolve(side + "-" + bucket);
  }

  private static void spill(TableRows table, int[] key, int[] all, Path folder, String side)
      throws SQLException, IOException {
    List<DataOutputStream> buckets = new ArrayList<>();
    try {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        buckets.add(
            new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file(folder, side, bucket)))));
      }
      RowHasher hasher = new RowHasher();
      table.read(
          row -> {
            Hash128 keyHash = hasher.hash(row, key);
            write(buckets.get((int) Long.remainderUnsigned(keyHash.high(), BUCKETS)), keyHash);
            write(
                buckets.get((int) Long.remainderUnsigned(keyHash.high(), BUCKETS)),
                hasher.hash(row, all));
          });
    } finally {
      for (DataOutputStream bucket : buckets) {
        bucket.close();
      }
    }
  }

  private static void write(DataOutputStream out, Hash128 hash) {
    try {
      out.writeLong(hash.high());
      out.writeLong(hash.low());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For each key, how often each row is at the source ([0]) and at the target ([1]). */
  private void addBucket(Path source, Path target) throws IOException {
    Map<Hash128, Map<Hash128, long[]>> keys = new HashMap<>();
    count(source, keys, 0);
    count(target, keys, 1);
    keys.forEach(this::addKey);
  }

  private static void count(Path file, Map<Hash128, Map<Hash128, long[]>> keys, int side)
      throws IOException {
    long records = Files.size(file) / 32;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long i = 0; i < records; i++) {
        Hash128 key = new Hash128(in.readLong(), in.readLong());
        Hash128 row = new Hash128(in.readLong(), in.readLong());
        keys.computeIfAbsent(key, k -> new HashMap<>(2))
            .computeIfAbsent(row, r -> new long[2])[side]++;
      }
    }
  }

  private void addKey(Hash128 key, Map<Hash128, long[]> rows) {
    long atSource = 0;
    long atTarget = 0;
    long common = 0;
    for (long[] counts : rows.values()) {
      atSource += counts[0];
      atTarget += counts[1];
      common += Math.min(counts[0], counts[1]);
    }
    long missing = Math.max(0, atSource - atTarget);
    long surplus = Math.max(0, atTarget - atSource);
    long bent = Math.min(atSource, atTarget) - common;
    lost += missing;
    doubled += surplus;
    different += bent;
    if (missing + surplus + bent > 0 && examples.size() < MAX_EXAMPLES) {
      examples.put(
          key,
          String.format(
              "%d rows at the source, %d at the target, %d of them equal",
              atSource, atTarget, common));
    }
  }
}
