package dev.datamigration.worker.config;

import dev.datamigration.ledger.connection.LedgerLocation;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The worker's own settings; {@code docs/worker-configuration.md} tells what each means.
 *
 * @param affinity null for none
 * @param sourceConnection {@code namespace/name}; null for a worker of every connection
 * @param hostName as written; a second worker on one machine gets a name of its own beside it
 * @param healthPort 0 for none
 */
public record ApplicationSettings(
    int lanes,
    String affinity,
    String sourceConnection,
    String hostName,
    LedgerLocation ledger,
    Path scratch,
    Duration fetchInterval,
    Duration heartbeatInterval,
    Duration lease,
    Duration idleAfter,
    Duration idleInterval,
    Duration stallTimeout,
    Duration gracePeriod,
    int healthPort) {}
