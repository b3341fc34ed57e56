package dev.datamigration.worker.source.postgresql;

import static dev.datamigration.worker.source.postgresql.FieldDecoders.int16;
import static dev.datamigration.worker.source.postgresql.FieldDecoders.int32;

import dev.datamigration.worker.parquet.RowSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds rows in the messages of a binary COPY (postgresql.org/docs/current/sql-copy.html, "Binary
 * Format"). The server puts whole rows into a message; the first one begins with a header, the last
 * row is followed by a trailer. Belongs to one thread.
 */
final class CopyStream {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final int FLAGS_AND_EXTENSION = 8;
  private static final int TRAILER = -1;

  private final FieldDecoder[] decoders;
  private final int[] offsets;
  private final int[] lengths;
  private byte[] message = new byte[0];
  private int position;
  private boolean headerRead;
  private boolean ended;

  CopyStream(FieldDecoder[] decoders) {
    this.decoders = decoders.clone();
    this.offsets = new int[decoders.length];
    this.lengths = new int[decoders.length];
  }

  /** Goes on with the next message. */
  void message(byte[] next) {
    message = next;
    position = 0;
    if (!headerRead) {
      if (next.length < SIGNATURE.length + FLAGS_AND_EXTENSION
          || !Arrays.equals(next, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
        throw new IllegalArgumentException("not the signature of a binary COPY");
      }
      int extension = int32(next, SIGNATURE.length + Integer.BYTES);
      position = SIGNATURE.length + FLAGS_AND_EXTENSION + extension;
      headerRead = true;
    }
  }

  /**
   * Goes to the next row of the message.
   *
   * @return its length in bytes, or -1 if the message has no further one
   */
  int nextRow() {
    if (position == message.length) {
      return -1;
    }
    int start = position;
    int fields = int16(message, position);
    position += Short.BYTES;
    if (fields == TRAILER) {
      ended = true;
      return -1;
    }
    if (fields != decoders.length) {
      throw new IllegalArgumentException(
          "a row of " + fields + " fields instead of " + decoders.length);
    }
    for (int i = 0; i < fields; i++) {
      int length = int32(message, position);
      position += Integer.BYTES;
      offsets[i] = position;
      lengths[i] = length;
      position += Math.max(length, 0);
    }
    return position - start;
  }

  /** Puts the fields of the row. */
  void decode(RowSink sink) {
    for (int i = 0; i < decoders.length; i++) {
      decode(i, sink);
    }
  }

  /** Puts one field of the row. */
  void decode(int column, RowSink sink) {
    int length = lengths[column];
    if (length < 0) {
      sink.putNull(column);
    } else {
      decoders[column].decode(message, offsets[column], length, sink, column);
    }
  }

  /** Whether the trailer came: without it rows are missing. */
  boolean ended() {
    return ended;
  }
}
