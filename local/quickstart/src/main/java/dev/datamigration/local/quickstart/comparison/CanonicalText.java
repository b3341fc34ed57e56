package dev.datamigration.local.quickstart.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the text that either database writes for a value to one form, so that equal values have
 * equal texts and different values different ones. A text that is not of its kind (PostgreSQL's
 * {@code infinity} for a date, say) stays as it is, and so equals only itself.
 */
public final class CanonicalText {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();
  private static final DateTimeFormatter TIME_OF_DAY =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter DATE_AND_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(TIME_OF_DAY)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DATE_AND_TIME)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private CanonicalText() {}

  /** The canonical text of a value that one of the databases wrote as {@code text}; not null. */
  public static String of(ValueKind kind, String text) {
    try {
      return switch (kind) {
        case TEXT -> text;
        case FIXED_TEXT -> withoutTrailingBlanks(text);
        case BOOLEAN -> truth(text);
        case NUMBER -> number(text);
        case REAL -> real(Float.parseFloat(forJava(text)));
        case DOUBLE -> real(Double.parseDouble(forJava(text)));
        case BINARY -> hexadecimal(text);
        case DATE -> LocalDate.parse(text).toString();
        case TIME -> Long.toString(LocalTime.parse(text, TIME_OF_DAY).toNanoOfDay());
        case TIMESTAMP -> timestamp(LocalDateTime.parse(text.replace('T', ' '), DATE_AND_TIME));
        case INSTANT ->
            timestamp(withOffset(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
        case TIMESTAMP_WITH_OFFSET -> {
          OffsetDateTime value = withOffset(text);
          yield timestamp(value.toLocalDateTime()) + " " + value.getOffset();
        }
        case JSON -> json(text);
      };
    } catch (DateTimeException | NumberFormatException | JsonProcessingException e) {
      return text;
    }
  }

  private static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static String truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "t", "true", "1" -> "true";
      case "f", "false", "0" -> "false";
      default -> text;
    };
  }

  private static String number(String text) {
    if (isPlainInteger(text)) {
      return text;
    }
    BigDecimal value = new BigDecimal(text);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** The common case, spared the arithmetic: digits without a leading zero. */
  private static boolean isPlainInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits == 0 || (text.charAt(start) == '0' && (digits > 1 || start > 0))) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Java's words for what is not finite; Snowflake writes {@code inf}. */
  private static String forJava(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> "Infinity";
      case "-inf", "-infinity" -> "-Infinity";
      case "nan" -> "NaN";
      default -> text;
    };
  }

  private static String real(float value) {
    return value == 0 ? "0" : Float.toString(value);
  }

  private static String real(double value) {
    return value == 0 ? "0" : Double.toString(value);
  }

  private static String hexadecimal(String text) {
    return (text.startsWith("\\x") ? text.substring(2) : text).toLowerCase(Locale.ROOT);
  }

  private static String timestamp(LocalDateTime value) {
    return value.toLocalDate() + " " + value.toLocalTime().toNanoOfDay();
  }

  private static OffsetDateTime withOffset(String text) {
    return OffsetDateTime.parse(text.replace('T', ' '), WITH_OFFSET);
  }

  private static String json(String text) throws JsonProcessingException {
    StringBuilder canonical = new StringBuilder(text.length());
    append(canonical, JSON.readTree(text));
    return canonical.toString();
  }

  private static void append(StringBuilder out, JsonNode node) throws JsonProcessingException {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      out.append('{');
      for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
        out.append(JSON.writeValueAsString(field.getKey())).append(':');
        append(out, field.getValue());
        out.append(',');
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (JsonNode element : node) {
        append(out, element);
        out.append(',');
      }
      out.append(']');
    } else if (node.isNumber()) {
      out.append(number(node.decimalValue().toPlainString()));
    } else {
      out.append(JSON.writeValueAsString(node));
    }
  }
}
