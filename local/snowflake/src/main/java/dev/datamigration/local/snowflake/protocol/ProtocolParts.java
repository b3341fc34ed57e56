package dev.datamigration.local.snowflake.protocol;

import dev.datamigration.local.snowflake.account.Accounts;
import dev.datamigration.local.snowflake.execution.Queries;
import dev.datamigration.local.snowflake.execution.QueryRunner;
import dev.datamigration.local.snowflake.execution.Sessions;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What the protocol stands on.
 *
 * @param patience how long a request waits for its statement before the driver is told to ask again
 * @param resultDirectory where the spool keeps chunks
 */
public record ProtocolParts(
    Accounts accounts,
    Sessions sessions,
    Queries queries,
    QueryRunner runner,
    FaultInjection faults,
    Clock clock,
    Duration patience,
    Path resultDirectory) {}
