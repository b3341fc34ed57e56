package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Conversions of dates and times; see {@link SnowType#physical} for their form in DuckDB. */
final class TemporalCasts {
  private final SessionFormats formats;
  private final boolean utc;

  TemporalCasts(SessionFormats formats) {
    this.formats = formats;
    this.utc = ZoneId.of(formats.zone()).normalized().equals(ZoneOffset.UTC);
  }

  /** The instant of a TIMESTAMP_TZ, as seconds. */
  static String instant(String tz) {
    return "(((("
        + tz
        + ") - (("
        + tz
        + ") & 4095)) // 4096)::DECIMAL(21,0) * 0.000000001::DECIMAL(9,9))::DECIMAL(21,9)";
  }

  private static String offsetSeconds(String tz) {
    return "((((" + tz + ") & 4095) - 1440) * 60)::DECIMAL(21,9)";
  }

  private String zone() {
    return Typed.literal(formats.zone());
  }

  String convert(String x, SnowType from, SnowType to, boolean trying) {
    if (from.kind() == Kind.VARCHAR) {
      return truncate(parse(x, to, trying), 9, to);
    }
    if (to.kind() == Kind.DATE) {
      return switch (from.kind()) {
        case DATE -> x;
        case TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ -> date(local(x, from));
        default -> throw refused(from, to);
      };
    }
    if (to.kind() == Kind.TIME) {
      String time =
          switch (from.kind()) {
            case TIME -> x;
            case TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ -> timeOfDay(local(x, from));
            default -> throw refused(from, to);
          };
      return truncate(time, from.scale(), to);
    }
    if (from.kind() == Kind.NUMBER && to.kind() != Kind.TIMESTAMP_TZ) {
      return truncate("(" + x + ")::DECIMAL(21,9)", from.scale(), to);
    }
    if (from.kind() == to.kind()) {
      return truncate(x, from.scale(), to);
    }
    String converted =
        switch (to.kind()) {
          case TIMESTAMP_NTZ -> local(x, from);
          case TIMESTAMP_LTZ -> instant(x, from);
          default -> withOffset(x, from);
        };
    return truncate(converted, from.scale(), to);
  }

  private String parse(String x, SnowType to, boolean trying) {
    String prefix = trying ? "sf_try_" : "sf_";
    return switch (to.kind()) {
      case DATE -> prefix + "date(" + x + ")::DATE";
      case TIME -> prefix + "time(" + x + ")::DECIMAL(14,9)";
      case TIMESTAMP_NTZ -> prefix + "ntz(" + x + ")::DECIMAL(21,9)";
      case TIMESTAMP_LTZ -> prefix + "ltz(" + x + ", " + zone() + ")::DECIMAL(21,9)";
      default -> prefix + "tz(" + x + ", " + zone() + ")::HUGEINT";
    };
  }

  /** Digits beyond the type's are cut, not rounded. */
  private static String truncate(String x, int digits, SnowType to) {
    if (digits <= to.scale() || to.kind() == Kind.DATE) {
      return x;
    }
    if (to.kind() == Kind.TIMESTAMP_TZ) {
      String unit = "1" + "0".repeat(9 - to.scale());
      String low = "((" + x + ") & 4095)";
      String nanos = "(((" + x + ") - " + low + ") // 4096)";
      return "((" + nanos + " - (" + nanos + " % " + unit + "::HUGEINT)) * 4096 + " + low + ")";
    }
    String unit = to.scale() == 0 ? "1" : "0." + "0".repeat(to.scale() - 1) + "1";
    return "((" + x + ") - (" + x + ") % " + unit + "::DECIMAL(10,9))::" + to.physical();
  }

  /** What the wall clock reads, as seconds since 1970 on it. */
  String local(String x, SnowType from) {
    return switch (from.kind()) {
      case TIMESTAMP_NTZ -> x;
      case TIMESTAMP_LTZ ->
          utc ? x : "sf_local_of_instant((" + x + ")::VARCHAR, " + zone() + ")::DECIMAL(21,9)";
      case TIMESTAMP_TZ -> "(" + instant(x) + " + " + offsetSeconds(x) + ")::DECIMAL(21,9)";
      case DATE -> "((" + x + " - DATE '1970-01-01') * 86400)::DECIMAL(21,9)";
      default -> throw refused(from, SnowType.temporal(Kind.TIMESTAMP_NTZ, 9));
    };
  }

  private String instant(String x, SnowType from) {
    if (from.kind() == Kind.TIMESTAMP_TZ) {
      return instant(x);
    }
    String local = local(x, from);
    return utc
        ? local
        : "sf_instant_of_local((" + local + ")::VARCHAR, " + zone() + ")::DECIMAL(21,9)";
  }

  private String withOffset(String x, SnowType from) {
    String instant = from.kind() == Kind.TIMESTAMP_LTZ ? x : instant(x, from);
    return utc
        ? "(((" + instant + ")::DECIMAL(30,9) * 1000000000::DECIMAL(10,0))::HUGEINT * 4096 + 1440)"
        : "sf_tz_of_instant((" + instant + ")::VARCHAR, " + zone() + ")::HUGEINT";
  }

  /** The day of a wall clock's reading. */
  static String date(String local) {
    String seconds = "floor(" + local + ")::BIGINT";
    return "(DATE '1970-01-01' + (("
        + seconds
        + " - (("
        + seconds
        + " % 86400) + 86400) % 86400) // 86400)::INTEGER)";
  }

  private static String timeOfDay(String local) {
    return "((((" + local + ") % 86400) + 86400) % 86400)::DECIMAL(14,9)";
  }

  String text(String x, SnowType from) {
    String value = "(" + x + ")::VARCHAR";
    return switch (from.kind()) {
      case TIME -> "sf_time_text(" + value + ", " + Typed.literal(formats.time()) + ")";
      case TIMESTAMP_NTZ -> "sf_ntz_text(" + value + ", " + Typed.literal(formats.ntz()) + ")";
      case TIMESTAMP_LTZ ->
          "sf_ltz_text(" + value + ", " + zone() + ", " + Typed.literal(formats.ltz()) + ")";
      default -> "sf_tz_text(" + value + ", " + Typed.literal(formats.tz()) + ")";
    };
  }

  private static dev.datamigration.local.snowflake.engine.SqlError refused(
      SnowType from, SnowType to) {
    return SqlErrors.badTypes(
        "invalid type conversion: a " + from.display() + " cannot become a " + to.display());
  }
}
