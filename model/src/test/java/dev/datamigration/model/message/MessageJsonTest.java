package dev.datamigration.model.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncPlan;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTest {
  private static final QualifiedName SOURCE = new QualifiedName("erp", "public", "ord\"ers.ü😀");
  private static final Failure FAILURE =
      new Failure("DMW-301", ErrorClass.NEEDS_PERSON, "DMW-301: it said \"no\"\n\tand left.");
  private static final ColumnPlan COLUMN =
      new ColumnPlan(
          "c1", "a", "numeric(38,10)", "A", "NUMBER(38,10)", true, ColumnEncoding.DECIMAL, 38, 10);
  private static final KeyRange RANGE =
      new KeyRange.Between(
          List.of(new KeyValue.IntegerKey(1), new KeyValue.TextKey("a")), List.of());

  private final MessageJson json = new MessageJson();

  static Stream<KeyValue> keyValues() {
    return Stream.of(
        new KeyValue.BooleanKey(true),
        new KeyValue.BooleanKey(false),
        new KeyValue.IntegerKey(Long.MIN_VALUE),
        new KeyValue.IntegerKey(Long.MAX_VALUE),
        new KeyValue.DecimalKey(new BigDecimal("1.10")),
        new KeyValue.DecimalKey(new BigDecimal("1.1")),
        new KeyValue.DecimalKey(new BigDecimal("0E-37")),
        new KeyValue.DecimalKey(new BigDecimal(BigInteger.TEN, -5)),
        new KeyValue.DecimalKey(new BigDecimal("-99999999999999999999999999999999999999")),
        new KeyValue.DecimalKey(new BigDecimal("0.00000000000000000000000000000000000001")),
        new KeyValue.DoubleKey(Double.doubleToRawLongBits(Double.NaN)),
        new KeyValue.DoubleKey(Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY)),
        new KeyValue.DoubleKey(Double.doubleToRawLongBits(-0.0)),
        new KeyValue.DoubleKey(Double.doubleToRawLongBits(Double.MIN_VALUE)),
        new KeyValue.TextKey(""),
        new KeyValue.TextKey(" \" \\ \n \0 \u2028 ü 😀 'x'; -- "),
        new KeyValue.UuidKey(UUID.fromString("00000000-0000-0000-ffff-ffffffffffff")),
        new KeyValue.DateKey(LocalDate.of(1, 1, 1)),
        new KeyValue.DateKey(LocalDate.of(9999, 12, 31)),
        new KeyValue.DateKey(LocalDate.of(-43, 3, 15)),
        new KeyValue.DateKey(LocalDate.of(294276, 12, 31)),
        new KeyValue.TimeKey(LocalTime.MIDNIGHT),
        new KeyValue.TimeKey(LocalTime.MAX),
        new KeyValue.TimestampKey(LocalDateTime.of(1, 1, 1, 0, 0)),
        new KeyValue.TimestampKey(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999)),
        new KeyValue.TimestampKey(LocalDateTime.of(2024, 3, 31, 2, 30, 0, 1)),
        new KeyValue.InstantKey(Instant.parse("0001-01-01T00:00:00.000000001Z")),
        new KeyValue.InstantKey(Instant.parse("9999-12-31T23:59:59.999999999Z")),
        new KeyValue.InstantKey(Instant.EPOCH.minusNanos(1)));
  }

  @ParameterizedTest
  @MethodSource("keyValues")
  void everyKeyValueSurvivesExactly(KeyValue value) {
    assertThat(json.read(json.write(value), KeyValue.class)).isEqualTo(value);
  }

  @Test
  void bytesSurviveExactly() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    KeyValue read = json.read(json.write(new KeyValue.BinaryKey(bytes)), KeyValue.class);
    assertThat(read)
        .isInstanceOfSatisfying(
            KeyValue.BinaryKey.class, key -> assertThat(key.value()).isEqualTo(bytes));
  }

  @Test
  void everyKindOfKeyValueIsTried() {
    Set<Class<?>> tried = keyValues().map(Object::getClass).collect(Collectors.toSet());
    tried.add(KeyValue.BinaryKey.class);
    assertThat(tried).containsExactlyInAnyOrder(KeyValue.class.getPermittedSubclasses());
  }

  static Stream<WorkerEvent> events() {
    WorkerDescription worker =
        new WorkerDescription("w-1", "pod-0", null, "postgresql", "team/erp", 4, "0.1.0");
    WorkerDescription outside =
        new WorkerDescription("w-2", "vm", "emea", "redshift", null, 1, "0.1.0");
    return Stream.of(
        new WorkerEvent.Heartbeat(
            worker,
            List.of(new WorkerEvent.RunningTask("t", 2, Long.MAX_VALUE, 1L << 40)),
            null,
            false),
        new WorkerEvent.Heartbeat(outside, List.of(), FAILURE, true),
        new WorkerEvent.Planned("t", 1, plan()),
        new WorkerEvent.Succeeded("t", 1, 0, 0, 3, List.of()),
        new WorkerEvent.Succeeded("t", 1, 7, 9, 3, List.of(new StagedFile("a/b.parquet", 5, 7))),
        new WorkerEvent.Failed("t", 3, FAILURE),
        new WorkerEvent.Released("t", 3, "draining"),
        new WorkerEvent.Stopped());
  }

  private static TablePlan plan() {
    return new TablePlan(
        SOURCE,
        List.of(COLUMN),
        List.of("a"),
        List.of(),
        List.of(
            new Partition(1, RANGE, 10, 0),
            new Partition(2, new KeyRange.NullKeys(), 0, 0),
            new Partition(3, new KeyRange.WholeTable(), 0, Long.MAX_VALUE)),
        1_000_000_000_000L,
        2,
        new SyncPlan(
            true,
            "a > 1",
            List.of("A"),
            new SyncState(
                Synchronization.Strategy.WATERMARK, "f00", "a", new KeyValue.IntegerKey(7))),
        List.of("a warning"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventSurvivesInItsEnvelope(WorkerEvent event) {
    EventEnvelope envelope = new EventEnvelope("e-1", "w-1", 17, event);
    assertThat(json.read(json.write(envelope), EventEnvelope.class)).isEqualTo(envelope);
    assertThat(json.read(json.write(event), WorkerEvent.class)).isEqualTo(event);
  }

  @Test
  void everyKindOfEventIsTried() {
    assertThat(events().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(concrete(WorkerEvent.class));
  }

  static Stream<TaskWork> work() {
    return Stream.of(
        new TaskWork.Plan(
            TableConfiguration.builder()
                .source("erp", "public", "\"My \"\"Table\"\"\"")
                .target("LAKE", "ERP", "T")
                .columnNamesToPartitionBy()
                .partitionSize(PartitionSize.AUTO)
                .synchronization(
                    new Synchronization(
                        Synchronization.Strategy.FULL_REPLACE, null, null, false, null, null))
                .build(),
            new SyncState(Synchronization.Strategy.FULL_REPLACE, "f00", null, null)),
        new TaskWork.Extract(
            new TaskWork.TableExtraction(
                SOURCE, List.of(COLUMN), List.of("a"), "x < 'ü\\n'", " WITH (NOLOCK)", null),
            new Partition(1, RANGE, 10, 0),
            "wf/run/1/1/1/"),
        new TaskWork.Unreadable(new Failure("DMW-212", ErrorClass.NEEDS_PERSON, "DMW-212: no.")));
  }

  @ParameterizedTest
  @MethodSource("work")
  void allWorkSurvivesInItsAssignment(TaskWork work) {
    Assignment assignment = new Assignment("t", 1, 0, 42, Recall.ALWAYS, "wf", work);
    assertThat(json.read(json.write(assignment), Assignment.class)).isEqualTo(assignment);
  }

  @Test
  void everyKindOfWorkIsTried() {
    assertThat(work().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(concrete(TaskWork.class));
  }

  private static Set<Class<?>> concrete(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isInterface() ? concrete(type).stream() : Stream.of(type))
        .collect(Collectors.toSet());
  }

  @Test
  void datesAndTimesAreIsoText() {
    assertThat(json.write(new KeyValue.InstantKey(Instant.ofEpochSecond(0, 5))))
        .isEqualTo("{\"type\":\"instant\",\"value\":\"1970-01-01T00:00:00.000000005Z\"}");
    assertThat(json.write(new KeyValue.DateKey(LocalDate.of(1, 2, 3)))).contains("\"0001-02-03\"");
    assertThat(json.write(new KeyValue.DecimalKey(new BigDecimal("1.10")))).contains("\"1.10\"");
  }

  @Test
  void aKeyOfANewerVersionIsIgnored() {
    String newer =
        json.write(new WorkerEvent.Released("t", 1, "why"))
            .replaceFirst("\\{", "{\"mood\":{\"x\":[1]},");
    assertThat(json.read(newer, WorkerEvent.class))
        .isEqualTo(new WorkerEvent.Released("t", 1, "why"));
  }

  @Test
  void anUnknownKindOfEventIsAnErrorWithACode() {
    assertThatThrownBy(() -> json.read("{\"type\":\"sneezed\"}", WorkerEvent.class))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith("DMW-180: A WorkerEvent in the ledger cannot be read")
        .hasMessageContaining("sneezed");
    assertThatThrownBy(() -> json.read("null", WorkerEvent.class)).hasMessageContaining("DMW-180");
    assertThatThrownBy(() -> json.read("{\"type\":\"stopped\"} x", WorkerEvent.class))
        .hasMessageContaining("DMW-180");
  }
}
