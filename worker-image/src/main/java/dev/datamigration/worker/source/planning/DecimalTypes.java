package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.ColumnEncoding;

/** Decimals of a declared precision, in Snowflake's 38 digits. */
public final class DecimalTypes {
  /** Digits of Snowflake's NUMBER. */
  public static final int MAX_DIGITS = 38;

  /** Digits after the point that Snowflake's NUMBER has at most. */
  public static final int MAX_SCALE = 37;

  private DecimalTypes() {}

  /** NUMBER(precision, scale). */
  public static MappedType number(int precision, int scale) {
    return new MappedType(
        ColumnEncoding.DECIMAL, "NUMBER(" + precision + "," + scale + ")", precision, scale, null);
  }

  /**
   * The type of a decimal as declared. A decimal without a precision, or with one beyond
   * Snowflake's digits, becomes text: every value stays exact, where any NUMBER would cut some.
   */
  public static MappedType of(SourceColumn column) {
    int precision = column.precision();
    int scale = column.scale();
    if (precision == 0) {
      return text("it has no declared precision");
    }
    int digits = scale < 0 ? precision - scale : Math.max(precision, scale);
    int fraction = Math.max(scale, 0);
    return digits > MAX_DIGITS || fraction > MAX_SCALE
        ? text(
            "Snowflake's NUMBER has " + MAX_DIGITS + " digits, " + MAX_SCALE + " after the point")
        : number(digits, fraction);
  }

  private static MappedType text(String because) {
    return new MappedType(
        ColumnEncoding.STRING,
        "VARCHAR",
        0,
        0,
        "is loaded as VARCHAR, because "
            + because
            + "; map its type to a NUMBER(p,s) in columnTypeMappings if all values fit one");
  }
}
