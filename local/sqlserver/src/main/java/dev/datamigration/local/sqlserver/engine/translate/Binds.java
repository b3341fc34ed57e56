package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The values that a translated statement gets as parameters of H2. */
public final class Binds {
  /** H2 takes no longer text or bytes than 1048576 as an ordinary value. */
  private static final int LONG = 100_000;

  private final List<Object> values = new ArrayList<>();

  /** Where the value stands in the SQL. */
  String add(Object value, SqlType type) {
    values.add(value);
    String place = "?" + values.size();
    if (isLong(value)) {
      return "CAST("
          + place
          + (value instanceof String
              ? " AS CHARACTER LARGE OBJECT)"
              : " AS BINARY LARGE OBJECT)");
    }
    if (type.kind() == Kind.CHAR || type.kind() == Kind.NCHAR || value instanceof String) {
      return "CAST(" + place + " AS VARCHAR)";
    }
    if (value instanceof byte[]) {
      return "CAST(" + place + " AS VARBINARY)";
    }
    return "CAST(" + place + " AS " + type.stored() + ")";
  }

  private static boolean isLong(Object value) {
    return (value instanceof String text && text.length() > LONG)
        || (value instanceof byte[] bytes && bytes.length > LONG);
  }

  public void set(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (!isLong(value)) {
        statement.setObject(i + 1, value);
      } else if (value instanceof String text) {
        statement.setCharacterStream(i + 1, new StringReader(text), text.length());
      } else {
        byte[] bytes = (byte[]) value;
        statement.setBinaryStream(i + 1, new ByteArrayInputStream(bytes), bytes.length);
      }
    }
  }
}
