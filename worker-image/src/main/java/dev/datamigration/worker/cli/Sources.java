package dev.datamigration.worker.cli;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.error.WorkerErrorCode;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The platforms this build can read. */
final class Sources {
  private Sources() {}

  /**
   * The source a configuration names; no I/O.
   *
   * @throws DmwException {@code DMW-301} if this build has no such platform
   */
  static Source open(SourceSettings settings) {
    List<SourcePlatform> platforms =
        ServiceLoader.load(SourcePlatform.class).stream().map(ServiceLoader.Provider::get).toList();
    return platforms.stream()
        .filter(platform -> platform.word().equals(settings.platform()))
        .findFirst()
        .orElseThrow(
            () ->
                new DmwException(
                    WorkerErrorCode.BAD_CONFIGURATION,
                    "The configuration names the source platform "
                        + settings.platform()
                        + ", which this version cannot read.",
                    "It reads: "
                        + platforms.stream()
                            .map(SourcePlatform::word)
                            .sorted()
                            .collect(Collectors.joining(", "))
                        + "."))
        .open(settings);
  }
}
