package dev.datamigration.bench.types;

/** What becomes of one value of a source type. */
public sealed interface TypeValue {
  /** The value as written in the data-type table. */
  String text();

  /**
   * It arrives.
   *
   * @param expected what Snowflake holds, as {@link DataType} says
   * @param bound whether it is the least or the greatest value that arrives
   */
  record Arrives(String text, String expected, boolean bound) implements TypeValue {}

  /** The source holds it and the target type cannot: its partition fails. */
  record FailsPartition(String text) implements TypeValue {}

  /** The source itself refuses it. */
  record NotInSource(String text) implements TypeValue {}
}
