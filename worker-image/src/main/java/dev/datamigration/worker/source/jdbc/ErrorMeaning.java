package dev.datamigration.worker.source.jdbc;

import dev.datamigration.worker.source.SourceErrorCode;
import java.sql.SQLException;

/** What a driver's errors mean; one a dialect. Pure. */
public interface ErrorMeaning {
  /** Whether a statement was cancelled, by whomever. */
  boolean isCancelled(SQLException error);

  /** The code for an error: one of 320 to 329. */
  SourceErrorCode of(SQLException error);
}
