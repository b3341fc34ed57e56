package dev.datamigration.model.plan;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * One typed value of a partition boundary. It crosses the ledger without losing a digit: what a
 * worker read at the source is what another worker binds in its range query.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = KeyValue.BooleanKey.class, name = "boolean"),
  @JsonSubTypes.Type(value = KeyValue.IntegerKey.class, name = "integer"),
  @JsonSubTypes.Type(value = KeyValue.DecimalKey.class, name = "decimal"),
  @JsonSubTypes.Type(value = KeyValue.DoubleKey.class, name = "double"),
  @JsonSubTypes.Type(value = KeyValue.TextKey.class, name = "text"),
  @JsonSubTypes.Type(value = KeyValue.UuidKey.class, name = "uuid"),
  @JsonSubTypes.Type(value = KeyValue.BinaryKey.class, name = "binary"),
  @JsonSubTypes.Type(value = KeyValue.DateKey.class, name = "date"),
  @JsonSubTypes.Type(value = KeyValue.TimeKey.class, name = "time"),
  @JsonSubTypes.Type(value = KeyValue.TimestampKey.class, name = "timestamp"),
  @JsonSubTypes.Type(value = KeyValue.InstantKey.class, name = "instant")
})
public sealed interface KeyValue {
  /** A truth value. */
  record BooleanKey(boolean value) implements KeyValue {}

  /** An integer of at most 64 bits. */
  record IntegerKey(long value) implements KeyValue {}

  /** An exact decimal, written as text in JSON so that no reader rounds it. */
  record DecimalKey(@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal value)
      implements KeyValue {}

  /**
   * A binary floating point number as its 64 bits, which JSON numbers could not carry for NaN and
   * infinities.
   */
  record DoubleKey(long bits) implements KeyValue {
    /** The number. */
    public double toDouble() {
      return Double.longBitsToDouble(bits);
    }
  }

  /** A character string; its order is the source's collation and nobody else's. */
  record TextKey(String value) implements KeyValue {}

  /** A UUID; its order is the source's. */
  record UuidKey(UUID value) implements KeyValue {}

  /** Bytes, Base64 in JSON. */
  @SuppressWarnings("ArrayRecordComponent")
  record BinaryKey(byte[] value) implements KeyValue {}

  /** A calendar date. */
  record DateKey(LocalDate value) implements KeyValue {}

  /** A time of day. */
  record TimeKey(LocalTime value) implements KeyValue {}

  /** A date and time without a zone. */
  record TimestampKey(LocalDateTime value) implements KeyValue {}

  /** An instant. */
  record InstantKey(Instant value) implements KeyValue {}
}
