package dev.datamigration.ledger.target;

import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.target.TargetCatalog.CatalogEntry;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a table is still the one that was prepared. */
public final class TargetIdentity {
  private TargetIdentity() {}

  /**
   * To be asked after the table was changed and before that is committed, so that a table replaced
   * before is noticed: a statement looks the name up when it runs.
   *
   * @throws DmwException {@code DMW-505} if it is another one
   */
  public static void check(
      SnowflakeSession session, QualifiedName table, String identity, String loadId)
      throws SQLException {
    Optional<CatalogEntry> now = TargetCatalog.find(session, table);
    if (now.isPresent() && now.get().identity().equals(identity)) {
      return;
    }
    String found =
        now.map(entry -> "was created at " + entry.identity()).orElse("is not in the catalogue");
    throw new DmwException(
        LedgerErrorCode.TARGET_CHANGED,
        "The target "
            + table.display()
            + " is not the table that was prepared for this workflow, created at "
            + identity
            + ": what has its name "
            + found
            + ".",
        "Nothing was loaded into it by load "
            + loadId
            + ", and it is not tried again. Put the table back and retry the workflow, or create a new one to fill the table that is there.");
  }
}
