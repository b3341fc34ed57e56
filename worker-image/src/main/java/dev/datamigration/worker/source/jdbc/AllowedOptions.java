package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.SourceSettings;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets only known options through to a driver: some load classes, write files or run commands, and
 * whoever may write a SourceConnection must not do that in a worker.
 */
public final class AllowedOptions {
  private AllowedOptions() {}

  /** Throws {@link DmwException} if the settings hold another option. */
  public static void check(SourceSettings settings, Set<String> allowed) {
    for (String option : settings.options().keySet()) {
      if (!allowed.contains(option)) {
        throw new DmwException(
            SourceErrorCode.BAD_SETTINGS,
            "The option " + option + " is not allowed for " + settings.platform() + " sources.",
            "It is tried again every minute. Remove it from the SourceConnection's options; allowed are "
                + String.join(", ", new TreeSet<>(allowed))
                + ".");
      }
    }
  }
}
