package dev.datamigration.worker.source.planning;

import dev.datamigration.model.config.ColumnTypeMapping;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of each column in Snowflake: the dialect's map, or what the user asks for. */
final class ColumnTyping {
  private static final Pattern PARENTHESES = Pattern.compile("\\s*\\([^)]*\\)");

  private final String table;
  private final TypeMap types;
  private final List<ColumnTypeMapping> mappings;

  ColumnTyping(String table, TypeMap types, List<ColumnTypeMapping> mappings) {
    this.table = table;
    this.types = types;
    this.mappings = mappings == null ? List.of() : mappings;
  }

  /**
   * The type of one column.
   *
   * @throws DmwException if the type has no counterpart, or not the one asked for
   */
  MappedType of(SourceColumn column) {
    Optional<TypeRule> rule = types.rule(column);
    Optional<ColumnTypeMapping> asked = asked(column, rule);
    if (asked.isPresent()) {
      return asked(column, rule, asked.get());
    }
    return rule.map(found -> found.mapped().apply(column)).orElseThrow(() -> unmapped(column));
  }

  /**
   * The declared spelling wins over the type's names, and what stands in parentheses counts with
   * either.
   */
  private Optional<ColumnTypeMapping> asked(SourceColumn column, Optional<TypeRule> rule) {
    List<String> names = names(column, rule);
    String declared = column.declaredType();
    String bare = PARENTHESES.matcher(declared).replaceAll("");
    Matcher arguments = PARENTHESES.matcher(declared);
    List<String> withArguments =
        arguments.find()
            ? names.stream().map(name -> name + arguments.group()).toList()
            : List.of();
    return find(List.of(declared))
        .or(() -> find(withArguments))
        .or(() -> find(List.of(bare, column.typeName())))
        .or(() -> find(names));
  }

  private static List<String> names(SourceColumn column, Optional<TypeRule> rule) {
    // PostgreSQL's catalogue calls an array _int4.
    return column.typeClass() == TypeClass.ARRAY && column.typeName().startsWith("_")
        ? List.of(column.typeName().substring(1) + "[]")
        : rule.map(TypeRule::names).orElse(List.of());
  }

  private Optional<ColumnTypeMapping> find(List<String> names) {
    return mappings.stream()
        .filter(
            mapping ->
                names.stream().anyMatch(name -> normal(name).equals(normal(mapping.sourceType()))))
        .findFirst();
  }

  private static String normal(String type) {
    return type.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .replaceAll("\\s*([(),])\\s*", "$1");
  }

  private MappedType asked(
      SourceColumn column, Optional<TypeRule> rule, ColumnTypeMapping mapping) {
    TargetType target =
        TargetType.parse(mapping.targetType())
            .filter(type -> !type.encodings().isEmpty() && type.valid())
            .orElseThrow(
                () ->
                    impossible(
                        column, mapping, "that is no Snowflake type a column can be loaded into"));
    MappedType usual = rule.map(found -> found.mapped().apply(column)).orElse(null);
    for (ColumnEncoding encoding : target.encodings()) {
      boolean feeds =
          (usual != null && usual.encoding() == encoding)
              || rule.map(found -> found.otherEncodings().contains(encoding))
                  .orElse(encoding == ColumnEncoding.STRING);
      if (feeds) {
        return encoding == ColumnEncoding.DECIMAL
            ? new MappedType(encoding, target.written(), target.precision(), target.scale(), null)
            : new MappedType(encoding, target.written());
      }
    }
    throw impossible(column, mapping, "values of that type cannot be loaded so");
  }

  private DmwException unmapped(SourceColumn column) {
    return new DmwException(
        SourceErrorCode.UNMAPPED_TYPE,
        "Column \""
            + column.name()
            + "\" of "
            + table
            + " has the type "
            + column.declaredType()
            + ", which has no counterpart in Snowflake.",
        "It is not tried again. Map the type in columnTypeMappings, for example {sourceType: "
            + column.declaredType()
            + ", targetType: VARCHAR} for its text form, or name the column in excludeSourceColumns.");
  }

  private DmwException impossible(SourceColumn column, ColumnTypeMapping mapping, String because) {
    return new DmwException(
        SourceErrorCode.IMPOSSIBLE_TYPE_MAPPING,
        "columnTypeMappings gives column \""
            + column.name()
            + "\" of "
            + table
            + " ("
            + column.declaredType()
            + ") the type "
            + mapping.targetType()
            + ": "
            + because
            + ".",
        "It is not tried again. Use another targetType (VARCHAR takes every value's text form), or remove the mapping.");
  }
}
