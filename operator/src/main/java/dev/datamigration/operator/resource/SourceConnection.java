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

/** A database that tables are read from. */
@JsonClassDescription("A database that tables are read from, and how much it may be asked.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("srcconn")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Platform",
    jsonPath = ".spec.platform",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The kind of database.")
@AdditionalPrinterColumn(
    name = "Host",
    jsonPath = ".spec.host",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Where it is.")
@AdditionalPrinterColumn(
    name = "Database",
    jsonPath = ".spec.database",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The database.")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Whether a worker could log in.")
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
public class SourceConnection extends CustomResource<SourceConnectionSpec, SourceConnectionStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public SourceConnectionSpec getSpec() {
    return super.getSpec();
  }

  @Override
  protected SourceConnectionSpec initSpec() {
    return null;
  }
}
