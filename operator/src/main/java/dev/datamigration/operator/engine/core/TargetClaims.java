package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.model.error.DmwException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sees to it that no two open tables write to one target. */
final class TargetClaims {
  private final RunState run;
  private final Changes changes;
  private final List<Notice> notices;
  private final Instant now;

  TargetClaims(RunState run, Changes changes, List<Notice> notices, Instant now) {
    this.run = run;
    this.changes = changes;
    this.notices = notices;
    this.now = now;
  }

  /** Fails a table, not open yet, whose target another table writes to; returns whether it did. */
  boolean refuse(TableState table) {
    Optional<TableState> other =
        run.tables.values().stream()
            .filter(it -> it != table && !it.isTerminal() && it.target.equals(table.target))
            .findFirst();
    other.ifPresent(writer -> refuse(table, writer));
    return other.isPresent();
  }

  private void refuse(TableState table, TableState other) {
    table.firstError =
        new DmwException(
                EngineErrorCode.TARGET_IN_USE,
                "The target "
                    + table.target.display()
                    + " of "
                    + table.sourceName
                    + " is being written by workflow "
                    + other.workflow.key()
                    + ".",
                "The table is not migrated by this workflow. Wait for the other to end or delete it, then retry this one.")
            .toFailure();
    table.state = TableRow.State.FAILED;
    table.endedAt = now;
    changes.changed(table);
    notices.add(new Notice(table.workflow.key(), true, "TableFailed", table.firstError.message()));
  }
}
