package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a statement's bind variables: strings become parameters of the DuckDB statement,
 * everything else a constant of known type.
 */
final class Binds {
  private final List<Bind> binds;
  private final int row;
  private final List<String> parameters = new ArrayList<>();

  /**
   * @param row which row of a batch
   */
  Binds(List<Bind> binds, int row) {
    this.binds = binds;
    this.row = row;
  }

  /** What the DuckDB statement's parameters are, in order. */
  List<String> parameters() {
    return List.copyOf(parameters);
  }

  Typed value(int index) {
    if (index >= binds.size()) {
      throw new SqlError(
          2049, "42601", "SQL compilation error:\nBind variable " + (index + 1) + " not set");
    }
    Bind bind = binds.get(index);
    String value = bind.values().get(bind.values().size() == 1 ? 0 : row);
    if (value == null) {
      return Typed.NULL;
    }
    return switch (bind.type()) {
      case "TEXT" -> {
        parameters.add(value);
        yield new Typed("$" + parameters.size() + "::VARCHAR", SnowType.VARCHAR);
      }
      case "FIXED" -> number(value);
      case "REAL" -> {
        parameters.add(value);
        yield new Typed("sf_real($" + parameters.size() + "::VARCHAR)::DOUBLE", SnowType.FLOAT);
      }
      case "BOOLEAN" -> new Typed(Boolean.toString(isTrue(value)), SnowType.BOOLEAN);
      case "BINARY" -> new Typed("unhex(" + Typed.literal(value) + ")", SnowType.BINARY);
      case "DATE" ->
          new Typed(
              "(DATE '1970-01-01' + " + Math.floorDiv(Long.parseLong(value), 86_400_000L) + ")",
              SnowType.DATE);
      case "TIME" -> temporal(Kind.TIME, nanos(value), "DECIMAL(14,9)");
      case "TIMESTAMP_NTZ" -> temporal(Kind.TIMESTAMP_NTZ, nanos(value), "DECIMAL(21,9)");
      case "TIMESTAMP_LTZ", "TIMESTAMP" ->
          temporal(Kind.TIMESTAMP_LTZ, nanos(value), "DECIMAL(21,9)");
      case "TIMESTAMP_TZ" -> withOffset(value);
      default -> throw SqlErrors.unsupported("a bind variable of type " + bind.type());
    };
  }

  private static boolean isTrue(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  private static Typed number(String value) {
    BigDecimal number = new BigDecimal(value);
    if (number.scale() < 0) {
      number = number.setScale(0);
    }
    return numeral(number);
  }

  /** A constant with exactly the digits it has. */
  static Typed numeral(BigDecimal number) {
    int scale = Math.max(0, number.scale());
    int precision = Math.max(number.precision(), scale + 1);
    if (precision > 38 || scale > 37) {
      return new Typed(number.doubleValue() + "::DOUBLE", SnowType.FLOAT);
    }
    SnowType type = SnowType.number(precision, scale);
    return new Typed("'" + number.toPlainString() + "'::" + type.physical(), type);
  }

  private static String nanos(String value) {
    return new BigDecimal(value).movePointLeft(9).setScale(9).toPlainString();
  }

  private static Typed temporal(Kind kind, String seconds, String physical) {
    return new Typed("'" + seconds + "'::" + physical, SnowType.temporal(kind, 9));
  }

  /** {@code nanoseconds offset+1440}. */
  private static Typed withOffset(String value) {
    String[] parts = value.split(" ", -1);
    String packed =
        new BigDecimal(parts[0])
            .multiply(BigDecimal.valueOf(4096))
            .add(new BigDecimal(parts[1]))
            .toBigIntegerExact()
            .toString();
    return new Typed("'" + packed + "'::HUGEINT", SnowType.temporal(Kind.TIMESTAMP_TZ, 9));
  }
}
