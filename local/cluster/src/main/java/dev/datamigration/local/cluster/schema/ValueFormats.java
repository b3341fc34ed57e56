package dev.datamigration.local.cluster.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;

/** The string formats that are checked; any other format is, as in Kubernetes, not checked. */
final class ValueFormats {
  private ValueFormats() {}

  static boolean matches(String format, String text) {
    try {
      switch (format) {
        case "date-time" -> OffsetDateTime.parse(text);
        case "date" -> LocalDate.parse(text);
        case "byte" -> Base64.getDecoder().decode(text);
        case "uuid" -> UUID.fromString(text);
        default -> {
          return true;
        }
      }
      return true;
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }
}
