package dev.datamigration.worker.cli;

import picocli.CommandLine.IVersionProvider;

/** The build's version, as the jar's manifest tells it. */
public final class WorkerVersion implements IVersionProvider {
  /** {@code development} when not run from a jar. */
  static String text() {
    String version = WorkerVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"dmw-worker " + text()};
  }
}
