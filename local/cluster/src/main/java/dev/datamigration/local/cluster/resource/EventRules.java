package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.apply.BuiltInMergeSchema;
import dev.datamigration.local.cluster.apply.MergeSchema;
import dev.datamigration.local.cluster.table.BuiltInColumns;
import dev.datamigration.local.cluster.table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events: one storage (the core form), two views. */
record EventRules(boolean core) implements ObjectRules {
  private static final Map<String, String> CORE_TO_NEW = names();

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("involvedObject", "regarding");
    names.put("message", "note");
    names.put("firstTimestamp", "deprecatedFirstTimestamp");
    names.put("lastTimestamp", "deprecatedLastTimestamp");
    names.put("count", "deprecatedCount");
    names.put("source", "deprecatedSource");
    names.put("reportingComponent", "reportingController");
    return names;
  }

  @Override
  public MergeSchema mergeSchema() {
    return BuiltInMergeSchema.ofKind("Event");
  }

  @Override
  public List<Column> columns() {
    return BuiltInColumns.ofKind("Event");
  }

  @Override
  public Set<String> selectableFields() {
    String object = core ? "involvedObject" : "regarding";
    return Set.of(
        object + ".kind",
        object + ".namespace",
        object + ".name",
        object + ".uid",
        object + ".apiVersion",
        object + ".resourceVersion",
        object + ".fieldPath",
        "reason",
        "reportingComponent",
        "source",
        "type");
  }

  @Override
  public ObjectNode toStored(ObjectNode served) {
    if (core) {
      return served;
    }
    ObjectNode stored = served.deepCopy();
    stored.put("apiVersion", "v1");
    CORE_TO_NEW.forEach((mine, theirs) -> rename(stored, theirs, mine));
    return stored;
  }

  @Override
  public ObjectNode fromStored(ObjectNode stored) {
    if (core) {
      return stored;
    }
    ObjectNode served = stored.deepCopy();
    served.put("apiVersion", "events.k8s.io/v1");
    CORE_TO_NEW.forEach((mine, theirs) -> rename(served, mine, theirs));
    return served;
  }

  private static void rename(ObjectNode object, String from, String to) {
    if (object.has(from)) {
      object.set(to, object.remove(from));
    }
  }
}
