package dev.datamigration.bench.chaos;

import java.util.Random;

/** Something that goes wrong. */
interface ChaosSource {
  /** A few words for the report. */
  String name();

  /**
   * Makes it go wrong once; returns when it is over.
   *
   * @return whether there was anything to hit
   */
  boolean strike(Random random) throws Exception;
}
