package dev.datamigration.local.snowflake.engine.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/** Numbers and truth values from and to text. */
final class NumberText {
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  private NumberText() {}

  /** A NUMBER(precision, scale); more digits after the point are rounded, more before refused. */
  static String number(String text, String precision, String scale) {
    BigDecimal value;
    try {
      value = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw notRecognized(text);
    }
    if (value.signum() != 0 && value.precision() - (long) value.scale() > 100) {
      throw outOfRange(text);
    }
    BigDecimal rounded = value.setScale(Integer.parseInt(scale), RoundingMode.HALF_UP);
    if (rounded.precision() > Integer.parseInt(precision)) {
      throw outOfRange(text);
    }
    return rounded.toPlainString();
  }

  private static FunctionFailure notRecognized(String text) {
    return new FunctionFailure(100038, "22018", "Numeric value '" + text + "' is not recognized");
  }

  private static FunctionFailure outOfRange(String text) {
    return new FunctionFailure(100039, "22003", "Numeric value '" + text + "' is out of range");
  }

  /** A FLOAT in the spelling that DuckDB reads. */
  static String real(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "nan" -> "nan";
      case "inf", "+inf", "infinity", "+infinity" -> "inf";
      case "-inf", "-infinity" -> "-inf";
      default -> {
        try {
          yield Double.toString(new BigDecimal(word).doubleValue());
        } catch (NumberFormatException e) {
          throw notRecognized(text);
        }
      }
    };
  }

  /** A FLOAT as a string. */
  static String realText(String duckDb) {
    return switch (duckDb) {
      case "nan" -> "NaN";
      case "inf", "-inf" -> duckDb;
      default -> duckDb.endsWith(".0") ? duckDb.substring(0, duckDb.length() - 2) : duckDb;
    };
  }

  static String truth(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return "true";
    }
    if (FALSE.contains(word)) {
      return "false";
    }
    throw new FunctionFailure(100037, "22018", "Boolean value '" + text + "' is not recognized");
  }

  /** The quotient of two decimals, rounded to {@code scale} digits. */
  static String divide(String dividend, String divisor, String scale) {
    BigDecimal by = new BigDecimal(divisor);
    if (by.signum() == 0) {
      throw new FunctionFailure(100051, "22012", "Division by zero");
    }
    return new BigDecimal(dividend)
        .divide(by, Integer.parseInt(scale), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** The product of two decimals, rounded to {@code scale} digits. */
  static String multiply(String left, String right, String scale) {
    return new BigDecimal(left)
        .multiply(new BigDecimal(right))
        .setScale(Integer.parseInt(scale), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** A decimal as a JSON number: no zeros at its end. */
  static String json(String text) {
    BigDecimal value = new BigDecimal(text);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static String hex(String text) {
    String digits = text.strip();
    if (digits.length() % 2 != 0 || !digits.matches("[0-9A-Fa-f]*")) {
      throw new FunctionFailure(
          100115, "22000", "The following string is not a legal hex-encoded value: '" + text + "'");
    }
    return digits;
  }
}
