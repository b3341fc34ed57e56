package dev.datamigration.local.cluster.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * How a write is to be made.
 *
 * @param fieldManager who owns what the write changes
 * @param force whether an apply takes fields over from other managers
 * @param dryRun whether nothing is stored
 * @param warnings collects what the client is to be warned of
 */
public record WriteOptions(
    String fieldManager,
    boolean force,
    boolean dryRun,
    FieldValidation fieldValidation,
    List<String> warnings) {
  /** What happens to unknown fields. */
  public enum FieldValidation {
    STRICT,
    WARN,
    IGNORE
  }

  /** For the server's own controllers. */
  public static WriteOptions by(String controller) {
    return new WriteOptions(controller, true, false, FieldValidation.IGNORE, new ArrayList<>());
  }
}
