package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.KeyKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads boundaries. A value that {@link KeyValue} cannot carry exactly (NaN among decimals,
 * infinite dates, years outside 1 to 9999) is no boundary; the ranges around it hold its rows.
 */
public final class KeyReading {
  private static final int NANOS_PER_MICRO = 1000;
  private static final int LAST_YEAR = 9999;

  private KeyReading() {}

  /** The current row's key, from column 1 on; empty if it cannot be a boundary. */
  public static Optional<List<KeyValue>> key(ResultSet row, List<KeyColumn> columns)
      throws SQLException {
    List<KeyValue> key = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Optional<KeyValue> value = value(row, i + 1, columns.get(i).kind());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      key.add(value.get());
    }
    return Optional.of(key);
  }

  /** One value; empty if it is NULL or cannot be a boundary. */
  public static Optional<KeyValue> value(ResultSet row, int index, KeyKind kind)
      throws SQLException {
    if (row.getString(index) == null) {
      return Optional.empty();
    }
    return switch (kind) {
      case BOOLEAN -> Optional.of(new KeyValue.BooleanKey(row.getBoolean(index)));
      case INTEGER -> Optional.of(new KeyValue.IntegerKey(row.getLong(index)));
      case DECIMAL -> decimal(row.getString(index));
      case DOUBLE ->
          Optional.of(new KeyValue.DoubleKey(Double.doubleToLongBits(row.getDouble(index))));
      case TEXT -> Optional.of(new KeyValue.TextKey(row.getString(index)));
      case UUID -> Optional.of(new KeyValue.UuidKey(UUID.fromString(row.getString(index))));
      case BINARY -> Optional.of(new KeyValue.BinaryKey(row.getBytes(index)));
      case DATE ->
          Optional.of(row.getObject(index, LocalDate.class))
              .filter(date -> ordinary(date.getYear()))
              .map(KeyValue.DateKey::new);
      case TIME ->
          Optional.of(row.getObject(index, LocalTime.class))
              .filter(time -> time.toNanoOfDay() % NANOS_PER_MICRO == 0)
              .map(KeyValue.TimeKey::new);
      case TIMESTAMP ->
          Optional.of(row.getObject(index, LocalDateTime.class))
              .filter(time -> ordinary(time.getYear()))
              .map(KeyValue.TimestampKey::new);
      case INSTANT ->
          Optional.of(instant(row, index))
              .filter(time -> ordinary(time.getYear()))
              .map(time -> new KeyValue.InstantKey(time.toInstant()));
    };
  }

  private static OffsetDateTime instant(ResultSet row, int index) throws SQLException {
    boolean written = row.getMetaData().getColumnType(index) == Types.VARCHAR;
    return written
        ? OffsetDateTime.parse(row.getString(index))
        : row.getObject(index, OffsetDateTime.class);
  }

  private static Optional<KeyValue> decimal(String text) {
    boolean number = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
    return number ? Optional.of(new KeyValue.DecimalKey(new BigDecimal(text))) : Optional.empty();
  }

  private static boolean ordinary(int year) {
    return year >= 1 && year <= LAST_YEAR;
  }
}
