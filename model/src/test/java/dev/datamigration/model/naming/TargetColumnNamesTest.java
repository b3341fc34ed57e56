package dev.datamigration.model.naming;

import static dev.datamigration.model.config.Platform.POSTGRESQL;
import static dev.datamigration.model.config.Platform.REDSHIFT;
import static dev.datamigration.model.config.Platform.SQLSERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.datamigration.model.config.ColumnNameMapping;
import dev.datamigration.model.config.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetColumnNamesTest {
  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, order_id, order_id",
    "POSTGRESQL, ORDER_ID, ORDER_ID",
    "POSTGRESQL, OrderId, OrderId",
    "SQLSERVER, order_id, ORDER_ID",
    "SQLSERVER, ORDER_ID, ORDER_ID",
    "SQLSERVER, OrderId, OrderId",
    "REDSHIFT, order_id, ORDER_ID",
    "REDSHIFT, OrderId, OrderId",
    "REDSHIFT, größe, GRÖSSE",
    "SQLSERVER, 1, 1",
  })
  void anUnmappedColumnFollowsTheSourcesCaseRule(Platform platform, String column, String target) {
    assertThat(TargetColumnNames.assign(platform, List.of(column), null))
        .containsExactly(entry(column, target));
  }

  @Test
  void aMappedColumnGetsItsTargetNameByTheRulesOfBothSides() {
    List<ColumnNameMapping> mappings =
        List.of(
            new ColumnNameMapping("ID", "order_id"),
            new ColumnNameMapping("\"Qty\"", "\"Quantity\""));
    assertThat(TargetColumnNames.assign(POSTGRESQL, List.of("Qty", "x", "id"), mappings))
        .containsExactly(entry("Qty", "Quantity"), entry("x", "x"), entry("id", "ORDER_ID"));
  }

  @Test
  void aMappingFindsAColumnThatDiffersInCaseOnlyWhereTheSourceIgnoresCase() {
    List<ColumnNameMapping> mappings = List.of(new ColumnNameMapping("orderid", "id"));
    assertThat(TargetColumnNames.assign(SQLSERVER, List.of("OrderId"), mappings))
        .containsEntry("OrderId", "ID");
    assertThat(TargetColumnNames.assign(REDSHIFT, List.of("OrderId"), mappings))
        .containsEntry("OrderId", "ID");
    assertThatThrownBy(() -> TargetColumnNames.assign(POSTGRESQL, List.of("OrderId"), mappings))
        .hasMessageStartingWith("DMW-125: columnNameMappings renames orderid");
    assertThatThrownBy(
            () -> TargetColumnNames.assign(SQLSERVER, List.of("OrderID", "OrderId"), mappings))
        .hasMessageStartingWith("DMW-125");
  }

  @Test
  void twoColumnsNeverShareATarget() {
    assertThatThrownBy(
            () ->
                TargetColumnNames.assign(
                    POSTGRESQL, List.of("a", "b"), List.of(new ColumnNameMapping("a", "\"b\""))))
        .hasMessage(
            "DMW-124: Columns a and b would both be b in the target. Give one of them another name"
                + " in columnNameMappings.");
    assertThatThrownBy(() -> TargetColumnNames.assign(SQLSERVER, List.of("ab", "AB"), null))
        .hasMessageStartingWith("DMW-124");
  }
}
