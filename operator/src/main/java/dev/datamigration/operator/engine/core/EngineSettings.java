package dev.datamigration.operator.engine.core;

import java.time.Duration;

/**
 * The figures decisions depend on.
 *
 * @param lease a worker not heard of for so long is lost
 * @param laneHorizon a lane gets tasks until it has this much work by estimate; longer than the
 *     time from a report to the answer to it, or lanes stand still
 * @param laneTasks tasks a lane holds at most
 * @param maxFailures errors after which a task fails for good
 * @param retryBase pause after the first error; doubles with each
 * @param retryMaximum the longest pause
 * @param personPause pause between tries while a person is needed
 * @param maxLoadFailures transient errors after which a load fails for good
 * @param loadBytes a load of so many staged bytes does not wait for more
 * @param loadWait extracted files wait at most this long for company
 * @param loadsInFlight COPY statements at the same time
 */
public record EngineSettings(
    Duration lease,
    Duration laneHorizon,
    int laneTasks,
    int maxFailures,
    Duration retryBase,
    Duration retryMaximum,
    Duration personPause,
    int maxLoadFailures,
    long loadBytes,
    Duration loadWait,
    int loadsInFlight) {
  /**
   * The defaults. A load of 2 GB is 8 to 20 files of the size Snowflake recommends (100 to 250 MB),
   * enough to keep an X-Small warehouse's threads busy; eight loads are the default concurrency of
   * a warehouse.
   */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(8),
          64,
          5,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          20,
          2_000_000_000L,
          Duration.ofSeconds(30),
          8);

  /** These settings with another lease. */
  public EngineSettings withLease(Duration other) {
    return new EngineSettings(
        other,
        laneHorizon,
        laneTasks,
        maxFailures,
        retryBase,
        retryMaximum,
        personPause,
        maxLoadFailures,
        loadBytes,
        loadWait,
        loadsInFlight);
  }
}
