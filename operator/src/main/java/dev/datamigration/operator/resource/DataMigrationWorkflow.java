package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One run of a migration. It has started once {@code status.startTime} is set; from then on what it
 * reads and fills is fixed. The rules on that are here because only the root of an object sees the
 * status.
 */
@JsonClassDescription(
    "One run of a migration of tables into Snowflake, as a Job is one run of a program.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("dmw")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Status",
    jsonPath = ".status.phase",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "What the workflow is doing.")
@AdditionalPrinterColumn(
    name = "Tables",
    jsonPath = ".status.tables.display",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Tables at their end, of all.")
@AdditionalPrinterColumn(
    name = "Progress",
    jsonPath = ".status.progress",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Rows loaded, of the rows estimated.")
@AdditionalPrinterColumn(
    name = "Rows",
    jsonPath = ".status.rows.display",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Rows loaded.")
@AdditionalPrinterColumn(
    name = "Failed",
    jsonPath = ".status.tables.failed",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Tables that failed.")
@AdditionalPrinterColumn(
    name = "Workers",
    jsonPath = ".status.workers",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Workers that are alive.")
@AdditionalPrinterColumn(
    name = "Bytes",
    jsonPath = ".status.bytes.display",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Bytes of files staged.")
@AdditionalPrinterColumn(
    name = "Rate",
    jsonPath = ".status.rate.display",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Rows a second over the last minute.")
@AdditionalPrinterColumn(
    name = "ETA",
    jsonPath = ".status.remaining",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Estimated time to the end.")
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.message",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "What a person should know first.")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    getDescription = "Time since the object was created.")
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message =
        "the workflow's name is too long: write at most 52 characters, because names of other"
            + " objects are made from it")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime)"
            + " || (self.spec.sourceConnectionRef == oldSelf.spec.sourceConnectionRef"
            + " && self.spec.snowflakeConnectionRef == oldSelf.spec.snowflakeConnectionRef)",
    message =
        "the workflow has started, so its connections cannot change: delete it and create it again")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime)"
            + " || (has(self.spec.affinity) ? [self.spec.affinity] : [])"
            + " == (has(oldSelf.spec.affinity) ? [oldSelf.spec.affinity] : [])",
    message =
        "the workflow has started, so its affinity cannot change: delete it and create it again")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime)"
            + " || (self.spec.tables.map(t, has(t.source) ? [t.source] : [])"
            + " == oldSelf.spec.tables.map(t, has(t.source) ? [t.source] : [])"
            + " && self.spec.tables.map(t, has(t.target) ? [t.target] : [])"
            + " == oldSelf.spec.tables.map(t, has(t.target) ? [t.target] : []))",
    message =
        "the workflow has started, so no table's source or target can change, and none can be added"
            + " or removed: put new tables into another workflow, or delete this one and create it"
            + " again")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime)"
            + " || ((has(self.spec.defaultTableConfiguration)"
            + " && has(self.spec.defaultTableConfiguration.source)"
            + " ? [self.spec.defaultTableConfiguration.source] : [])"
            + " == (has(oldSelf.spec.defaultTableConfiguration)"
            + " && has(oldSelf.spec.defaultTableConfiguration.source)"
            + " ? [oldSelf.spec.defaultTableConfiguration.source] : [])"
            + " && (has(self.spec.defaultTableConfiguration)"
            + " && has(self.spec.defaultTableConfiguration.target)"
            + " ? [self.spec.defaultTableConfiguration.target] : [])"
            + " == (has(oldSelf.spec.defaultTableConfiguration)"
            + " && has(oldSelf.spec.defaultTableConfiguration.target)"
            + " ? [oldSelf.spec.defaultTableConfiguration.target] : []))",
    message =
        "the workflow has started, so source and target of defaultTableConfiguration cannot change:"
            + " delete the workflow and create it again")
public class DataMigrationWorkflow extends CustomResource<WorkflowSpec, WorkflowStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public WorkflowSpec getSpec() {
    return super.getSpec();
  }

  @Override
  protected WorkflowSpec initSpec() {
    return null;
  }
}
