package dev.datamigration.model.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.plan.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "erp-to-lake, erp_to_lake",
    "a--b, a__b",
    "a.b, a_DOT_b",
    "1st, W1st",
    "w1st, w1st",
    "a, a"
  })
  void anObjectNameBecomesAToolName(String object, String tool) {
    assertThat(WorkflowNames.toolName(object)).isEqualTo(tool).matches("[A-Za-z][A-Za-z0-9_]*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "-a", "a-", "a..b", "a b"})
  void whatIsNoObjectNameIsRefused(String name) {
    assertThatThrownBy(() -> WorkflowNames.toolName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DNS-1123");
  }

  @Test
  void aTablesNamesAreReadByTheRuleOfTheirSide() {
    SourceTable source = new SourceTable("Erp", "\"Dbo\"", "Orders");
    assertThat(QualifiedNames.source(source, Platform.POSTGRESQL))
        .isEqualTo(new QualifiedName("erp", "Dbo", "orders"));
    assertThat(QualifiedNames.source(source, Platform.SQLSERVER))
        .isEqualTo(new QualifiedName("Erp", "Dbo", "Orders"));
    assertThat(QualifiedNames.target(new TargetTable("lake", "\"erp\"", "Orders", null)))
        .isEqualTo(new QualifiedName("LAKE", "erp", "ORDERS"));
  }
}
