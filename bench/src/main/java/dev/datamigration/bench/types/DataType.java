package dev.datamigration.bench.types;

import dev.datamigration.bench.types.TypeValue.Arrives;
import dev.datamigration.bench.types.TypeValue.FailsPartition;
import dev.datamigration.bench.types.TypeValue.NotInSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of a data-type table: a source type, the Snowflake type it becomes, and values. NULL
 * belongs to every line and is not written.
 *
 * <p>Expected values are written so: numbers in plain digits with all digits of their scale, FLOAT
 * as Java writes a double, BINARY in hexadecimal, VARIANT as JSON text without white space, times
 * without trailing zeros in their fraction, TIMESTAMP_TZ with its offset, as in {@code 2024-03-31
 * 02:30:00 +05:30}.
 *
 * @param source as declared in the source, for example {@code numeric(12,2)}
 * @param target the Snowflake type
 * @param asked whether {@code columnTypeMappings} asks for that target; otherwise it is the default
 * @param form of the literals
 */
public record DataType(
    String source, String target, boolean asked, LiteralForm form, List<TypeValue> values) {
  public DataType {
    values = List.copyOf(values);
  }

  static DataType of(String source, String target, LiteralForm form) {
    return new DataType(source, target, false, form, List.of());
  }

  static DataType asked(String source, String target, LiteralForm form) {
    return new DataType(source, target, true, form, List.of());
  }

  /** The type without what stands in parentheses. */
  public String bareSource() {
    return source.replaceAll("\\s*\\([^)]*\\)", "");
  }

  /** A value's literal in the source's SQL. */
  public String literal(TypeValue value) {
    return form.literal(value.text());
  }

  /** Values that arrive as they are written. */
  DataType arrives(String... texts) {
    return with(Arrays.stream(texts).map(text -> new Arrives(text, text, false)));
  }

  /** A value that is written otherwise in Snowflake. */
  DataType arrivesAs(String text, String expected) {
    return with(Stream.of(new Arrives(text, expected, false)));
  }

  /** The least and the greatest value that arrive. */
  DataType between(String least, String greatest) {
    return between(least, least, greatest, greatest);
  }

  /** The least and the greatest value that arrive, each with what Snowflake shows of it. */
  DataType between(String least, String leastExpected, String greatest, String greatestExpected) {
    return with(
        Stream.of(
            new Arrives(least, leastExpected, true),
            new Arrives(greatest, greatestExpected, true)));
  }

  /** The times of {@link ClockTraps} as instants of UTC. */
  DataType instants() {
    return with(
        Stream.of(ClockTraps.TIMES, ClockTraps.julianDaysWith(" 00:00:00"))
            .flatMap(Arrays::stream)
            .map(time -> new Arrives(time + "+00", time + " +00:00", false)));
  }

  /** Values that the source holds and the target type cannot. */
  DataType fails(String... texts) {
    return with(Arrays.stream(texts).map(FailsPartition::new));
  }

  /** Values that the source itself refuses. */
  DataType notInSource(String... texts) {
    return with(Arrays.stream(texts).map(NotInSource::new));
  }

  private DataType with(Stream<? extends TypeValue> more) {
    return new DataType(
        source,
        target,
        asked,
        form,
        Stream.concat(values.stream(), more.map(TypeValue.class::cast)).toList());
  }
}
