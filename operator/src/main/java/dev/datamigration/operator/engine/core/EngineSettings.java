package dev.datamigration.operator.engine.core;

import java.time.Duration;

/**
 * The figures decisions depend on.
 *
 * @param lease a worker not heard of for so long is lost
 * @param laneHorizon a lane gets at least this much work by estimate while there is any, and more
 *     once a third of that is left; a third must be longer than the time from a report to the
 *     answer to it, or lanes stand still
 * @param longestLane a lane gets no more work than this by estimate, so that workflows and workers
 *     that come later need not wait long for their share
 * @param laneTasks tasks a lane holds at most
 * @param maxFailures errors after which a task fails for good
 * @param retryBase pause after the first error; doubles with each
 * @param retryMaximum the longest pause
 * @param personPause pause between tries while a person is needed
 * @param maxLoadFailures transient errors after which a load fails for good
 * @param loadBytes the least staged bytes that make a load which does not wait for more
 * @param loadWait the least time that extracted files wait for company
 * @param loadsInFlight COPY statements at the same time
 * @param reportWait reports that change nothing for anybody are committed after this long; the
 *     views in Snowflake are this much behind, and a new leader reads so much mail again
 * @param mostReports this many reports are committed at once
 * @param longestPause between two looks into the mailbox while every lane has work
 */
public record EngineSettings(
    Duration lease,
    Duration laneHorizon,
    Duration longestLane,
    int laneTasks,
    int maxFailures,
    Duration retryBase,
    Duration retryMaximum,
    Duration personPause,
    int maxLoadFailures,
    long loadBytes,
    Duration loadWait,
    int loadsInFlight,
    Duration reportWait,
    int mostReports,
    Duration longestPause) {
  /**
   * The defaults. A load of 2 GB is 8 to 20 files of the size Snowflake recommends (100 to 250 MB),
   * enough to keep an X-Small warehouse's threads busy; eight loads are the default concurrency of
   * a warehouse.
   */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(12),
          Duration.ofSeconds(60),
          256,
          5,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          20,
          2_000_000_000L,
          Duration.ofSeconds(30),
          8,
          Duration.ofSeconds(30),
          1_000,
          Duration.ofSeconds(5));

  /** These settings with another lease. */
  public EngineSettings withLease(Duration other) {
    return new EngineSettings(
        other,
        laneHorizon,
        longestLane,
        laneTasks,
        maxFailures,
        retryBase,
        retryMaximum,
        personPause,
        maxLoadFailures,
        loadBytes,
        loadWait,
        loadsInFlight,
        reportWait,
        mostReports,
        longestPause);
  }
}
