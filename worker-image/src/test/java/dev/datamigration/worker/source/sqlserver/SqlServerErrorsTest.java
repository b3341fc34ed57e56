package dev.datamigration.worker.source.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.jdbc.SourceErrors;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlServerErrorsTest {
  private static final SourceErrors ERRORS =
      new SourceErrors(new SqlServerErrors(), "sqlserver db:1433");

  @ParameterizedTest
  @CsvSource({
    "18456, S0001, DMW-321",
    "18488, S0001, DMW-321",
    "4060, S0001, DMW-326",
    "911, S0001, DMW-326",
    "229, S0005, DMW-322",
    "230, S0005, DMW-322",
    "1205, 40001, DMW-323",
    "1222, S0051, DMW-323",
    "3960, S0001, DMW-323",
    "40501, S0001, DMW-323",
    "596, S0001, DMW-323",
    "0, HY008, DMW-323",
    "0, 08S01, DMW-320",
    "0, 08001, DMW-320",
    "0, , DMW-324",
    "1105, S0002, DMW-323",
    "40914, S0001, DMW-321",
    "102, S0001, DMW-324",
    "207, S0001, DMW-324",
    "208, S0002, DMW-324",
    "8134, S0001, DMW-324"
  })
  void theNumberDecidesWhetherTryingAgainHelps(int number, String state, String code) {
    DmwException error =
        ERRORS.translate(new SQLException("It broke.", state, number), "reading t");
    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining("while reading t at sqlserver db:1433: It broke");
  }
}
