package dev.datamigration.worker.source.redshift;

/**
 * What stands in parentheses behind a type, as pg_attribute.atttypmod packs it.
 *
 * @param precision digits or bytes; 0 if not declared
 */
record RedshiftTypeModifier(int precision, int scale) {
  private static final int HEADER = 4;
  private static final int SCALE_MASK = 0xffff;

  static RedshiftTypeModifier of(String type, int modifier) {
    if (modifier < HEADER) {
      return new RedshiftTypeModifier(0, 0);
    }
    int packed = modifier - HEADER;
    return switch (type) {
      case "numeric" -> new RedshiftTypeModifier(packed >>> 16, packed & SCALE_MASK);
      case "varchar", "bpchar" -> new RedshiftTypeModifier(packed, 0);
      default -> new RedshiftTypeModifier(0, 0);
    };
  }
}
