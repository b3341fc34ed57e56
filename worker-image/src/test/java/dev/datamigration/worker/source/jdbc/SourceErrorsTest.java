package dev.datamigration.worker.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "28P01, DMW-321, NEEDS_PERSON",
    "28000, DMW-321, NEEDS_PERSON",
    "3D000, DMW-326, NEEDS_PERSON",
    "42501, DMW-322, NEEDS_PERSON",
    "08006, DMW-320, TRANSIENT",
    "08001, DMW-320, TRANSIENT",
    ", DMW-320, TRANSIENT",
    "40001, DMW-323, TRANSIENT",
    "40P01, DMW-323, TRANSIENT",
    "57P01, DMW-323, TRANSIENT",
    "53300, DMW-323, TRANSIENT",
    "42703, DMW-324, PERMANENT",
    "42601, DMW-324, PERMANENT",
    "22012, DMW-324, PERMANENT"
  })
  void theStateDecidesWhetherTryingAgainHelps(String state, String code, ErrorClass errorClass) {
    DmwException error =
        new SourceErrors(new SqlStates(), "postgresql db:5432")
            .translate(new SQLException("it\n  broke.", state), "reading t");
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.errorClass()).isEqualTo(errorClass);
    assertThat(error).hasMessageContaining("while reading t at postgresql db:5432: it broke");
  }
}
