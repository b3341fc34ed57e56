package dev.datamigration.ledger.target;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether an existing table can take the planned columns without losing anything. */
final class TargetCheck {
  /** Digits of a second that sources' times and timestamps carry. */
  private static final int MICROS = 6;

  /** What a type without digits has. */
  private static final int NANOS = 9;

  private static final Pattern FRACTION = Pattern.compile("\\((\\d)\\)");

  private TargetCheck() {}

  /**
   * @throws DmwException for the first column that cannot be loaded exactly
   */
  static void check(QualifiedName target, List<ColumnPlan> planned, List<TargetColumn> existing) {
    Map<String, TargetColumn> byName =
        existing.stream().collect(Collectors.toMap(TargetColumn::name, Function.identity()));
    for (ColumnPlan column : planned) {
      TargetColumn found = byName.get(column.targetName());
      if (found == null) {
        throw new DmwException(
            LedgerErrorCode.TARGET_LACKS_COLUMN,
            "The target "
                + target.display()
                + " has no column \""
                + column.targetName()
                + "\" for the source column \""
                + column.sourceName()
                + "\"; it has "
                + existing.stream().map(TargetColumn::name).toList()
                + ".",
            "It is not tried again. Add the column, rename it with columnNameMappings, or leave it out with excludeSourceColumns.");
      }
      if (!takes(found, column)) {
        throw new DmwException(
            LedgerErrorCode.TARGET_TYPE_LOSSY,
            "The target column "
                + target.display()
                + "."
                + found.name()
                + " ("
                + describe(found)
                + ") cannot hold every value of the source column \""
                + column.sourceName()
                + "\" ("
                + column.sourceType()
                + ", loaded as "
                + column.targetType()
                + ").",
            "It is not tried again. Change the target column's type, or ask for another with columnTypeMappings.");
      }
    }
    Set<String> loaded = planned.stream().map(ColumnPlan::targetName).collect(Collectors.toSet());
    for (TargetColumn column : existing) {
      if (!column.nullable() && !column.hasDefault() && !loaded.contains(column.name())) {
        throw new DmwException(
            LedgerErrorCode.TARGET_COLUMN_REQUIRED,
            "The target column "
                + target.display()
                + "."
                + column.name()
                + " must not be NULL, has no default, and no source column goes there.",
            "It is not tried again. Drop its NOT NULL, give it a default, or map a source column to it with columnNameMappings.");
      }
    }
  }

  /**
   * Range overflow is not asked here: it is an error of the load. What would be rounded, cut or
   * reinterpreted in silence is.
   */
  private static boolean takes(TargetColumn target, ColumnPlan column) {
    String type = target.dataType();
    return switch (column.encoding()) {
      case BOOLEAN -> type.equals("BOOLEAN");
      case INTEGER -> type.equals("NUMBER");
      case DECIMAL -> type.equals("NUMBER") && target.scale() >= column.scale();
      case DOUBLE -> type.equals("FLOAT");
      case STRING -> type.equals("TEXT");
      case BINARY -> type.equals("BINARY");
      case DATE -> type.equals("DATE");
      case TIME -> type.equals("TIME") && target.fractionDigits() >= MICROS;
      case TIME_TEXT -> type.equals("TIME") && target.fractionDigits() >= planned(column);
      case TIMESTAMP -> type.equals("TIMESTAMP_NTZ") && target.fractionDigits() >= MICROS;
      case TIMESTAMP_TEXT ->
          type.equals("TIMESTAMP_NTZ") && target.fractionDigits() >= planned(column);
      case INSTANT ->
          (type.equals("TIMESTAMP_TZ") || type.equals("TIMESTAMP_LTZ"))
              && target.fractionDigits() >= MICROS;
      case OFFSET_TIMESTAMP_TEXT ->
          type.equals("TIMESTAMP_TZ") && target.fractionDigits() >= planned(column);
      case JSON -> type.equals("VARIANT");
    };
  }

  /** Digits of a second that the column's values have, by the type planned for them. */
  private static int planned(ColumnPlan column) {
    Matcher digits = FRACTION.matcher(column.targetType());
    return digits.find() ? Integer.parseInt(digits.group(1)) : NANOS;
  }

  private static String describe(TargetColumn column) {
    if (column.dataType().equals("NUMBER")) {
      return "NUMBER with scale " + column.scale();
    }
    return column.fractionDigits() == null
        ? column.dataType()
        : column.dataType() + "(" + column.fractionDigits() + ")";
  }
}
