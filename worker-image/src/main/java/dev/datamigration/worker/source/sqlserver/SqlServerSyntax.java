package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.util.Locale;

/** Brackets, {@code COUNT_BIG}, {@code TOP} and {@code TABLESAMPLE … PERCENT}. */
final class SqlServerSyntax implements SelectSyntax {
  static final SqlServerSyntax INSTANCE = new SqlServerSyntax();

  private SqlServerSyntax() {}

  /** Works whatever QUOTED_IDENTIFIER is. */
  @Override
  public String quote(String name) {
    return "[" + name.replace("]", "]]") + "]";
  }

  @Override
  public String count() {
    return "COUNT_BIG(*)";
  }

  @Override
  public String literal(KeyValue value, SourceColumn column) {
    return SqlServerKeyLiterals.literal(value, column);
  }

  @Override
  public Sample sample(double fraction) {
    return new Sample(
        String.format(Locale.ROOT, "TABLESAMPLE SYSTEM (%.6f PERCENT)", fraction * 100), "");
  }

  @Override
  public String selectNothing(String from) {
    return "SELECT TOP (0) 1 AS [nothing] " + from;
  }

  /** A text literal that no code page bends. */
  static String literal(String text) {
    return "N'" + text.replace("'", "''") + "'";
  }
}
