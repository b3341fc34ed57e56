package dev.datamigration.worker.source.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.worker.source.SourceSettings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private static SourceSettings settings(String host, int port) {
    return new SourceSettings("redshift", host, port, "db", null, Map::of, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db", "erp-db.internal", "10.0.0.1", "[::1]", "a_b.c-1.redshift.amazonaws.com"})
  void namesAndAddressesAreHosts(String host) {
    assertThatCode(() -> HostNames.check(settings(host, 5432))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " db",
        "db?socketFactory=evil.Factory",
        "db:5432/x?sslfactory=evil.Factory&a=",
        "db,other",
        "db/x",
        "db#",
        "[::1]/x?"
      })
  void whatCouldBringOptionsAlongIsRefused(String host) {
    assertThatThrownBy(() -> HostNames.check(settings(host, 5432)))
        .hasMessageStartingWith("DMW-325");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void portsOutsideOfTheirRangeAreRefused(int port) {
    assertThatThrownBy(() -> HostNames.check(settings("db", port)))
        .hasMessageStartingWith("DMW-325");
  }
}
