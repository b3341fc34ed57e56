package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.ColumnEncoding;
import java.util.List;
import java.util.function.Function;

/**
 * One line of a dialect's type map.
 *
 * @param names what the type is called: the catalogue's name first, then other spellings
 * @param key how its values divide a table; null if they cannot
 * @param mapped the default; may depend on what was declared
 * @param otherEncodings what {@code columnTypeMappings} may ask for besides
 * @param shownTarget the target type as documented, for example {@code NUMBER(p,s)}
 * @param remark what a user should know, a sentence or empty
 */
public record TypeRule(
    List<String> names,
    KeyKind key,
    Function<SourceColumn, MappedType> mapped,
    List<ColumnEncoding> otherEncodings,
    String shownTarget,
    String remark) {
  public TypeRule {
    names = List.copyOf(names);
    otherEncodings = List.copyOf(otherEncodings);
  }

  /** A type whose target does not depend on what was declared. */
  public static TypeRule of(
      List<String> names,
      KeyKind key,
      ColumnEncoding encoding,
      String target,
      List<ColumnEncoding> otherEncodings,
      String remark) {
    MappedType mapped = new MappedType(encoding, target);
    return new TypeRule(names, key, column -> mapped, otherEncodings, target, remark);
  }
}
