package dev.datamigration.worker.source.planning;

/**
 * A column as the source's catalogue describes it.
 *
 * @param name the exact identifier
 * @param typeName the catalogue's own name of the type, for example {@code int4}; a domain's is
 *     that of its base type
 * @param declaredType as a person reads it, for example {@code numeric(12,2)}
 * @param typeClass what kind of type it is
 * @param precision digits of a decimal, characters or bytes of a text; 0 if not declared
 * @param scale of a decimal; otherwise 0
 * @param collation how to name its collation in SQL; null for the default one and for types without
 */
public record SourceColumn(
    String name,
    String typeName,
    String declaredType,
    TypeClass typeClass,
    int precision,
    int scale,
    boolean nullable,
    String collation) {
  /** Kinds of types. */
  public enum TypeClass {
    /** Built into the database. */
    BUILT_IN,
    ENUM,
    ARRAY,
    /** Composite, or brought by an extension. */
    OTHER
  }
}
