package dev.datamigration.local.sqlserver.engine.function;

import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Guid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Functions that H2 has not, called in its SQL with F_ before their name; NULL yields NULL. */
public final class ScalarFunctions {
  private static final List<String> HERE =
      List.of(
          "guid",
          "guidOfBytes",
          "textOfGuid",
          "bytesOfGuid",
          "newGuid",
          "pad",
          "blanks",
          "textOfDecimal",
          "textOfMoney",
          "textOfFloat",
          "textOfReal",
          "textOfBytes",
          "bytesOfText",
          "bytesOfInteger",
          "integerOfBytes",
          "numberOfText",
          "tinyint",
          "real",
          "money",
          "smallmoney",
          "replicate",
          "dataLength",
          "rowversion");

  private ScalarFunctions() {}

  /** Makes them known to a database of H2. */
  public static void register(Connection connection) throws SQLException {
    register(connection, ScalarFunctions.class, HERE);
    register(connection, TemporalFunctions.class, TemporalFunctions.HERE);
  }

  private static void register(Connection connection, Class<?> from, List<String> methods)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String method : methods) {
        String name = method.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        statement.execute(
            "CREATE ALIAS IF NOT EXISTS F_"
                + name
                + (method.startsWith("new") ? "" : " DETERMINISTIC")
                + " FOR '"
                + from.getName()
                + "."
                + method
                + "'");
      }
    }
  }

  public static byte[] guid(String text) throws SQLException {
    try {
      return text == null ? null : Guid.parse(text);
    } catch (IllegalArgumentException e) {
      throw new NumberedException(
          8169, "Conversion failed when converting from a character string to uniqueidentifier.");
    }
  }

  public static byte[] guidOfBytes(byte[] bytes) {
    return bytes == null ? null : Guid.toKey(Arrays.copyOf(bytes, 16));
  }

  public static String textOfGuid(byte[] key) {
    return key == null ? null : Guid.text(key);
  }

  public static byte[] bytesOfGuid(byte[] key) {
    return key == null ? null : Guid.toWire(key);
  }

  public static byte[] newGuid() {
    return Guid.random();
  }

  public static byte[] rowversion(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  /** Zeros after it, up to a length; what is longer stays. */
  public static byte[] pad(byte[] bytes, int length) {
    return bytes == null || bytes.length >= length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Blanks after it, up to a length; blanks beyond it are cut, other text stays. */
  public static String blanks(String text, int length) {
    if (text == null || text.length() == length) {
      return text;
    }
    if (text.length() > length) {
      return text.substring(length).isBlank() ? text.substring(0, length) : text;
    }
    return text + " ".repeat(length - text.length());
  }

  public static String textOfDecimal(BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  /** Style 0: two places; 1: with commas; 2: four places. */
  public static String textOfMoney(BigDecimal value, int style) {
    if (value == null) {
      return null;
    }
    return switch (style) {
      case 1 -> String.format(Locale.ROOT, "%,.2f", value);
      case 2, 126 -> value.setScale(4, RoundingMode.HALF_UP).toPlainString();
      default -> value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    };
  }

  /** Style 0: at most 6 digits; 1: 8; 2: 16; 3: 17, enough for every value. */
  public static String textOfFloat(Double value, int style) {
    return value == null ? null : floating(new BigDecimal(value), value, style, 17);
  }

  public static String textOfReal(Float value, int style) {
    return value == null ? null : floating(new BigDecimal(value), value, style, 9);
  }

  private static String floating(BigDecimal exact, double value, int style, int lossless) {
    if (style > 0) {
      int digits = style == 1 ? 8 : style == 2 ? 16 : lossless;
      return scientific(exact, value, digits, true);
    }
    BigDecimal rounded = exact.round(new MathContext(6));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() != 0 && (exponent < -5 || exponent >= 15)) {
      return scientific(rounded.stripTrailingZeros(), value, 6, false);
    }
    BigDecimal plain = rounded.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  private static String scientific(BigDecimal exact, double value, int digits, boolean all) {
    BigDecimal rounded = exact.round(new MathContext(digits));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa = rounded.movePointLeft(exponent);
    String text =
        all
            ? mantissa.setScale(digits - 1, RoundingMode.UNNECESSARY).toPlainString()
            : mantissa.stripTrailingZeros().toPlainString();
    String sign = value == 0 && 1 / value < 0 ? "-" : "";
    return String.format(
        Locale.ROOT, "%s%se%s%03d", sign, text, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Style 0: its bytes are characters; 1: 0x and hexadecimal; 2: hexadecimal. */
  public static String textOfBytes(byte[] bytes, int style) {
    if (bytes == null) {
      return null;
    }
    String hex = HexFormat.of().withUpperCase().formatHex(bytes);
    return switch (style) {
      case 1 -> "0x" + hex;
      case 2 -> hex;
      default -> new String(bytes, Collation.DEFAULT.charset());
    };
  }

  public static byte[] bytesOfText(String text, boolean unicode, int style) throws SQLException {
    if (text == null) {
      return null;
    }
    if (style == 0) {
      return text.getBytes(unicode ? StandardCharsets.UTF_16LE : Collation.DEFAULT.charset());
    }
    String hex = style == 1 && text.regionMatches(true, 0, "0x", 0, 2) ? text.substring(2) : text;
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new NumberedException(8114, "Error converting data type varchar to varbinary.");
    }
  }

  public static byte[] bytesOfInteger(Long value, int length) {
    return value == null
        ? null
        : Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(value).array(), 8 - length, 8);
  }

  public static Long integerOfBytes(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    long value = 0;
    for (byte b : bytes) {
      value = value << 8 | (b & 0xFF);
    }
    return bytes.length == 4 ? (int) value : value;
  }

  /** A number in text; the target decides which error a wrong one is. */
  public static BigDecimal numberOfText(String text, String target) throws SQLException {
    if (text == null) {
      return null;
    }
    String bare = text.strip();
    if (target.endsWith("MONEY")) {
      bare = bare.replace(",", "").replace("$", "");
    }
    if (target.equals("BIT") && (bare.equalsIgnoreCase("true") || bare.equalsIgnoreCase("false"))) {
      return bare.equalsIgnoreCase("true") ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      if (bare.isEmpty() && !target.equals("DECIMAL") && !target.equals("NUMERIC")) {
        return BigDecimal.ZERO;
      }
      BigDecimal value = new BigDecimal(bare);
      boolean integer = target.endsWith("INT") || target.equals("BIT");
      if (!integer || bare.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+')) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number of the wrong form is.
    }
    if (target.endsWith("INT") || target.equals("BIT")) {
      throw new NumberedException(
          245,
          "Conversion failed when converting the varchar value '"
              + text
              + "' to data type "
              + target.toLowerCase(Locale.ROOT)
              + ".");
    }
    throw new NumberedException(
        8114, "Error converting data type varchar to " + target.toLowerCase(Locale.ROOT) + ".");
  }

  public static Integer tinyint(Long value) throws SQLException {
    if (value == null) {
      return null;
    }
    if (value < 0 || value > 255) {
      throw new NumberedException(
          220, "Arithmetic overflow error for data type tinyint, value = " + value + ".");
    }
    return value.intValue();
  }

  public static Float real(Double value) throws SQLException {
    if (value == null) {
      return null;
    }
    if (Float.isInfinite(value.floatValue())) {
      throw new NumberedException(
          232, "Arithmetic overflow error for type real, value = " + value + ".");
    }
    return value.floatValue();
  }

  public static BigDecimal money(BigDecimal value) throws SQLException {
    return money(value, Long.SIZE, "money");
  }

  public static BigDecimal smallmoney(BigDecimal value) throws SQLException {
    return money(value, Integer.SIZE, "smallmoney");
  }

  private static BigDecimal money(BigDecimal value, int bits, String type) throws SQLException {
    if (value != null
        && value.setScale(4, RoundingMode.HALF_UP).unscaledValue().bitLength() >= bits) {
      throw new NumberedException(
          8115, "Arithmetic overflow error converting expression to data type " + type + ".");
    }
    return value;
  }

  public static String replicate(String text, Integer times) {
    return text == null || times == null || times < 0 ? null : text.repeat(times);
  }

  /** Bytes of text. */
  public static Integer dataLength(String text, boolean unicode) {
    return text == null
        ? null
        : unicode ? text.length() * 2 : text.getBytes(Collation.DEFAULT.charset()).length;
  }
}
