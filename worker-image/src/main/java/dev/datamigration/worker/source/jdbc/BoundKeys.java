package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Key values as bind variables that hold their text. Belongs to one statement. */
public final class BoundKeys implements KeyPlacement {
  private final List<String> texts = new ArrayList<>();

  @Override
  public String place(int column, KeyValue value) {
    texts.add(KeyText.of(value));
    return "?";
  }

  /** Binds them, from the first variable on. */
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < texts.size(); i++) {
      statement.setString(i + 1, texts.get(i));
    }
  }
}
