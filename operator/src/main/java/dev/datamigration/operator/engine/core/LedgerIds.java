package dev.datamigration.operator.engine.core;

import com.google.common.hash.Hashing;
import dev.datamigration.ledger.mailbox.StagePath;
import dev.datamigration.model.naming.WorkflowNames;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.nio.charset.StandardCharsets;

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
    String names =
        String.join(
            "\u0000",
            source.database(),
            source.schema(),
            source.table(),
            target.database(),
            target.schema(),
            target.table());
    String hash =
        Hashing.sha256().hashString(names, StandardCharsets.UTF_8).toString().substring(0, 16);
    return StagePath.ofWorkflow(workflowId) + RUN + "/" + hash;
  }
}
