package dev.datamigration.operator.engine.core;

import com.google.common.hash.Hashing;
import dev.datamigration.ledger.mailbox.StagePath;
import dev.datamigration.model.naming.WorkflowNames;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Ids made from what they name: made again after a crash, they are the same. */
final class LedgerIds {
  /** One object is one run. */
  private static final int RUN = 1;

  private LedgerIds() {}

  /**
   * The object's name and part of its uid, which tells it apart from an object of that name made
   * later.
   */
  static String workflow(WorkflowIntent intent) {
    String uid = intent.uid().replace("-", "");
    return WorkflowNames.toolName(intent.key().name())
        + "_"
        + uid.substring(0, Math.min(12, uid.length()));
  }

  /** {@code <workflow>/<run>/<table>}: also the folder its files are staged under. */
  static String table(String workflowId, QualifiedName source, QualifiedName target) {
    return StagePath.ofWorkflow(workflowId) + RUN + "/" + hash(16, names(source, target));
  }

  /** The staging table of a table of a run. */
  static String stagingTable(String tableId) {
    return "STAGING_" + hash(24, tableId).toUpperCase(Locale.ROOT);
  }

  /** A source table and the target it fills, whichever workflow fills it. */
  static String syncState(String sourceConnection, QualifiedName source, QualifiedName target) {
    return hash(32, sourceConnection + "\u0000" + names(source, target));
  }

  private static String names(QualifiedName source, QualifiedName target) {
    return String.join(
        "\u0000",
        source.database(),
        source.schema(),
        source.table(),
        target.database(),
        target.schema(),
        target.table());
  }

  private static String hash(int digits, String text) {
    return Hashing.sha256()
        .hashString(text, StandardCharsets.UTF_8)
        .toString()
        .substring(0, digits);
  }
}
