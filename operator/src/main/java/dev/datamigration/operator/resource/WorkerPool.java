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

/** The workers of one source and affinity: one Deployment. */
@JsonClassDescription("The workers of one source, one Snowflake account and one affinity.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@ShortNames("wp")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Source",
    jsonPath = ".spec.sourceConnectionRef.name",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The SourceConnection.")
@AdditionalPrinterColumn(
    name = "Affinity",
    jsonPath = ".spec.affinity",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The affinity.")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.readyReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Workers that are ready.")
@AdditionalPrinterColumn(
    name = "Desired",
    jsonPath = ".status.desiredReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Workers wanted.")
@AdditionalPrinterColumn(
    name = "Busy",
    jsonPath = ".status.busyThreads",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Threads with a task.")
@AdditionalPrinterColumn(
    name = "Backlog",
    jsonPath = ".status.backlog",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Tasks that wait for a thread.")
@AdditionalPrinterColumn(
    name = "Min",
    jsonPath = ".spec.minReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1,
    getDescription = "Workers there are at least.")
@AdditionalPrinterColumn(
    name = "Max",
    jsonPath = ".spec.maxReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1,
    getDescription = "Workers there are at most.")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.message",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Why the pool has this size.")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    getDescription = "Time since the object was created.")
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message =
        "the pool's name is too long: write at most 52 characters, because names of other objects"
            + " are made from it")
public class WorkerPool extends CustomResource<WorkerPoolSpec, WorkerPoolStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public WorkerPoolSpec getSpec() {
    return super.getSpec();
  }

  @Override
  protected WorkerPoolSpec initSpec() {
    return null;
  }
}
