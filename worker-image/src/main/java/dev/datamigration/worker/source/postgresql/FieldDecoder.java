package dev.datamigration.worker.source.postgresql;

import dev.datamigration.worker.parquet.RowSink;

/** Decodes one kind of field of binary COPY that is not NULL. Stateless. */
@FunctionalInterface
interface FieldDecoder {
  /**
   * Decodes one field.
   *
   * @param offset where the field's bytes begin
   * @param length how many there are
   * @throws IllegalArgumentException if the bytes are not such a field
   */
  void decode(byte[] row, int offset, int length, RowSink sink, int column);
}
