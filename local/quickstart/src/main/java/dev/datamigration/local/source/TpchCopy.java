package dev.datamigration.local.source;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes the generated rows of one TPC-H table through COPY, in PostgreSQL's text form. */
final class TpchCopy {
  private static final int FLUSH_CHARACTERS = 1 << 16;

  private TpchCopy() {}

  static <E extends TpchEntity> long rows(
      Connection connection, String target, TpchTable<E> table, double scale) throws SQLException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
    try {
      List<TpchColumn<E>> columns = table.getColumns();
      StringBuilder text = new StringBuilder(FLUSH_CHARACTERS + 1024);
      for (E row : table.createGenerator(scale, 1, 1)) {
        append(text, columns, row);
        if (text.length() >= FLUSH_CHARACTERS) {
          flush(copy, text);
        }
      }
      flush(copy, text);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** The generator's words hold neither tabs nor backslashes, so nothing needs escaping. */
  private static <E extends TpchEntity> void append(
      StringBuilder text, List<TpchColumn<E>> columns, E row) {
    char separator = '\t';
    for (int i = 0; i < columns.size(); i++) {
      TpchColumn<E> column = columns.get(i);
      switch (column.getType().getBase()) {
        case INTEGER -> text.append(column.getInteger(row));
        case IDENTIFIER -> text.append(column.getIdentifier(row));
        case DATE -> text.append(LocalDate.ofEpochDay(column.getDate(row)));
        case DOUBLE -> appendHundredths(text, Math.round(column.getDouble(row) * 100));
        case VARCHAR -> text.append(column.getString(row));
      }
      text.append(i == columns.size() - 1 ? '\n' : separator);
    }
  }

  private static void appendHundredths(StringBuilder text, long hundredths) {
    if (hundredths < 0) {
      text.append('-');
    }
    long magnitude = Math.abs(hundredths);
    text.append(magnitude / 100).append('.');
    text.append((char) ('0' + magnitude % 100 / 10)).append((char) ('0' + magnitude % 10));
  }

  private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
