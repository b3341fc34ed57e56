package dev.datamigration.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
  @Test
  void identifiersAreQuotedWhateverTheyHold() {
    assertThat(SnowflakeIdentifier.quote("a\"; DROP TABLE x; --"))
        .isEqualTo("\"a\"\"; DROP TABLE x; --\"");
    assertThat(SnowflakeIdentifier.quote("D", "s.x", "t t")).isEqualTo("\"D\".\"s.x\".\"t t\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 256})
  void whatIsNoIdentifierIsRefused(int length) {
    assertThatThrownBy(() -> SnowflakeIdentifier.quote("x".repeat(length)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void constantsCannotBeLeft() {
    assertThat(SnowflakeLiteral.text("a'b\\'c")).isEqualTo("'a''b\\\\''c'");
  }

  @Test
  void bulkStatementsBindOneArray() {
    assertThat(BulkStatement.insert("X", LedgerTable.WORKER_EVENT))
        .isEqualTo(
            "INSERT INTO X (\"EVENT_ID\", \"WORKER_ID\", \"SEQUENCE\", \"PAYLOAD\") SELECT VALUE:EVENT_ID::VARCHAR, "
                + "VALUE:WORKER_ID::VARCHAR, VALUE:SEQUENCE::NUMBER(18,0), VALUE:PAYLOAD::VARIANT FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?)))");
    assertThat(BulkStatement.update("X", LedgerTable.LOAD, List.of("STATE")))
        .isEqualTo(
            "UPDATE X t SET \"STATE\" = s.VALUE:STATE::VARCHAR FROM (SELECT VALUE FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?)))) s "
                + "WHERE t.\"LOAD_ID\" = s.VALUE:LOAD_ID::VARCHAR");
    assertThat(BulkStatement.delete("X", LedgerTable.WORKER_EVENT))
        .isEqualTo(
            "DELETE FROM X WHERE \"EVENT_ID\" IN (SELECT VALUE::VARCHAR FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?))))");
  }
}
