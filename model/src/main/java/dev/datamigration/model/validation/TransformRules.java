package dev.datamigration.model.validation;

import dev.datamigration.model.config.CustomColumnTransform;
import dev.datamigration.model.error.ConfigurationErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Expressions on columns. */
final class TransformRules {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*col_name\\s*}}");

  private TransformRules() {}

  static void check(TableScope scope) {
    List<CustomColumnTransform> transforms = scope.table().customColumnTransforms();
    for (int i = 0; transforms != null && i < transforms.size(); i++) {
      String at = "customColumnTransforms[" + i + "]";
      CustomColumnTransform transform = transforms.get(i);
      selector(scope, at, transform);
      placeholder(scope, at + ".encodeExpression", transform.encodeExpression());
      placeholder(scope, at + ".decodeExpression", transform.decodeExpression());
      if (Stream.of(
              transform.encodeExpression(), transform.decodeExpression(), transform.targetType())
          .allMatch(Objects::isNull)) {
        scope.report(
            ConfigurationErrorCode.INCOMPLETE_MAPPING,
            at,
            "the transform changes nothing",
            "Write encodeExpression, decodeExpression or targetType");
      }
      if (transforms.subList(0, i).stream().anyMatch(transform::sameSelector)) {
        scope.report(
            ConfigurationErrorCode.DUPLICATE_MAPPING,
            at,
            "another transform selects the same columns",
            "Keep one of the two");
      }
    }
  }

  private static void selector(TableScope scope, String at, CustomColumnTransform transform) {
    long selectors =
        Stream.of(transform.column(), transform.columnPattern(), transform.dataType())
            .filter(Objects::nonNull)
            .count();
    if (selectors != 1) {
      scope.report(
          ConfigurationErrorCode.TRANSFORM_SELECTOR,
          at,
          selectors == 0 ? "the transform selects no column" : "the transform selects twice",
          "Write exactly one of column, columnPattern, dataType");
    }
    scope.sourceName(at + ".column", transform.column());
    if (transform.columnPattern() != null) {
      try {
        Pattern.compile(transform.columnPattern());
      } catch (PatternSyntaxException e) {
        scope.report(
            ConfigurationErrorCode.BAD_PATTERN,
            at + ".columnPattern",
            "the regular expression cannot be read: " + e.getDescription(),
            "Mend it");
      }
    }
  }

  private static void placeholder(TableScope scope, String setting, String expression) {
    if (expression != null && !PLACEHOLDER.matcher(expression).find()) {
      scope.report(
          ConfigurationErrorCode.PLACEHOLDER_MISSING,
          setting,
          "the expression does not mention the column",
          "Put {{ col_name }} where the column goes");
    }
  }
}
