package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Snowflake account that tables are loaded into. */
@JsonClassDescription("A Snowflake account that tables are loaded into and the ledger is kept in.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("sfconn")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Account",
    jsonPath = ".spec.account",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The account.")
@AdditionalPrinterColumn(
    name = "Role",
    jsonPath = ".spec.role",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The operator's role.")
@AdditionalPrinterColumn(
    name = "Warehouse",
    jsonPath = ".spec.warehouse",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The operator's warehouse.")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Whether the operator could log in and use the ledger.")
@AdditionalPrinterColumn(
    name = "Ledger",
    jsonPath = ".status.ledgerVersion",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Version of the ledger's schema.")
@AdditionalPrinterColumn(
    name = "URL",
    jsonPath = ".spec.url",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "The address, if it is not the account's own.")
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Why it is ready or not.")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    getDescription = "Time since the object was created.")
public class SnowflakeConnection
    extends CustomResource<SnowflakeConnectionSpec, SnowflakeConnectionStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public SnowflakeConnectionSpec getSpec() {
    return super.getSpec();
  }

  @Override
  protected SnowflakeConnectionSpec initSpec() {
    return null;
  }
}
