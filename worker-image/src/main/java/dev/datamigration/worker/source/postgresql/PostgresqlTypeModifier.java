package dev.datamigration.worker.source.postgresql;

/**
 * What stands in parentheses behind a type, as pg_attribute.atttypmod packs it (src/include/catalog
 * and numeric.c of PostgreSQL; the scale is signed since version 15).
 *
 * @param precision digits or characters; 0 if not declared
 */
record PostgresqlTypeModifier(int precision, int scale) {
  private static final int HEADER = 4;
  private static final int SCALE_MASK = 0x7ff;
  private static final int SCALE_SIGN = 0x400;

  static PostgresqlTypeModifier of(String type, int modifier) {
    if (modifier < HEADER) {
      return new PostgresqlTypeModifier(0, 0);
    }
    int packed = modifier - HEADER;
    return switch (type) {
      case "numeric" ->
          new PostgresqlTypeModifier(
              packed >>> 16, ((packed & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN);
      case "varchar", "bpchar" -> new PostgresqlTypeModifier(packed, 0);
      default -> new PostgresqlTypeModifier(0, 0);
    };
  }
}
