package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.ColumnDefinition;
import dev.datamigration.local.sqlserver.type.SqlType;

/** A column's value as text that loses nothing. */
public final class KeyText {
  private KeyText() {}

  /** H2's SQL for it. */
  public static String of(ColumnDefinition column) throws ServerError {
    SqlType type = column.type();
    int style =
        type.kind().isMoment()
            ? 121
            : type.kind().isApproximate()
                ? 3
                : type.kind().isBytes() ? 1 : type.kind() == SqlType.MONEY.kind() ? 2 : 0;
    return Conversions.cast(new Typed(column.stored(), type, true), SqlType.nvarchar(4000), style);
  }
}
