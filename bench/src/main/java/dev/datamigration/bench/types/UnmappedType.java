package dev.datamigration.bench.types;

/**
 * A type of the source that is refused unless mapped to {@code VARCHAR}.
 *
 * @param source as declared in the test
 * @param shown what docs/types.md calls it, in Markdown
 */
public record UnmappedType(String source, String shown) {
  static UnmappedType of(String source) {
    return new UnmappedType(source, "`" + source + "`");
  }
}
