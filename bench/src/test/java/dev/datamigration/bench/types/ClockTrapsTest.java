package dev.datamigration.bench.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The traps are what they are said to be, with the time zone data of this Java. */
class ClockTrapsTest {
  private static int offsets(ZoneId zone, LocalDateTime time) {
    return zone.getRules().getValidOffsets(time).size();
  }

  private static List<LocalDateTime> times() {
    return ClockTraps.times().stream()
        .map(time -> LocalDateTime.parse(time.replace(' ', 'T')))
        .toList();
  }

  @Test
  void everyZoneButUtcSkippedOneOfTheTimes() {
    assertThat(ClockTraps.ZONES)
        .filteredOn(zone -> !zone.normalized().equals(ZoneOffset.UTC))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(zone -> times().stream().anyMatch(time -> offsets(zone, time) == 0));
  }

  @Test
  void everyTimeWasSkippedOrTwiceInOneOfTheZones() {
    assertThat(times())
        .allMatch(time -> ClockTraps.ZONES.stream().anyMatch(zone -> offsets(zone, time) != 1));
  }

  @Test
  void everyDayHadNoMidnightInOneOfTheZones() {
    assertThat(ClockTraps.days())
        .allMatch(
            day ->
                ClockTraps.ZONES.stream()
                    .anyMatch(zone -> offsets(zone, LocalDate.parse(day).atStartOfDay()) == 0));
  }
}
