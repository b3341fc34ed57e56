package dev.datamigration.local.stack;

import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a stack is to be.
 *
 * @param directory everything it writes; removed when the stack is closed or its virtual machine
 *     dies
 * @param product what to run
 * @param platform what the source is
 * @param operatorTick how often the operator looks after a busy ledger
 * @param workerLease after which silence a worker counts as lost
 * @param workerShrinkDelay how long workers stay that nobody needs
 * @param faults if present, the Snowflake stand-in runs in this virtual machine, and these befall
 *     it
 */
public record StackOptions(
    Path directory,
    ProductFiles product,
    SourcePlatform platform,
    Duration operatorTick,
    Duration workerLease,
    Duration workerShrinkDelay,
    Optional<FaultInjection> faults) {
  /** The product's own figures. */
  public static StackOptions in(Path directory) {
    return new StackOptions(
        directory.toAbsolutePath(),
        ProductFiles.ofThisProject(),
        SourcePlatform.POSTGRESQL,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        Optional.empty());
  }

  public StackOptions withPlatform(SourcePlatform other) {
    return new StackOptions(
        directory, product, other, operatorTick, workerLease, workerShrinkDelay, faults);
  }

  public StackOptions withOperatorTick(Duration other) {
    return new StackOptions(
        directory, product, platform, other, workerLease, workerShrinkDelay, faults);
  }

  public StackOptions withWorkerLease(Duration other) {
    return new StackOptions(
        directory, product, platform, operatorTick, other, workerShrinkDelay, faults);
  }

  public StackOptions withWorkerShrinkDelay(Duration other) {
    return new StackOptions(directory, product, platform, operatorTick, workerLease, other, faults);
  }

  public StackOptions withFaults(FaultInjection other) {
    return new StackOptions(
        directory,
        product,
        platform,
        operatorTick,
        workerLease,
        workerShrinkDelay,
        Optional.of(other));
  }
}
