package dev.datamigration.local.stack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a stack is to be.
 *
 * @param directory everything it writes; removed when the stack is closed or its virtual machine
 *     dies
 * @param product what to run
 * @param platform what the source is to look like
 * @param operatorTick how often the operator looks after a busy ledger
 * @param workerLease after which silence a worker counts as lost
 */
public record StackOptions(
    Path directory,
    ProductFiles product,
    SourcePlatform platform,
    Duration operatorTick,
    Duration workerLease) {
  /** What the source is to look like; it is a PostgreSQL server in any case. */
  public enum SourcePlatform {
    POSTGRESQL,
    /** Spoken to by Amazon's driver. */
    REDSHIFT
  }

  /** The product's own figures. */
  public static StackOptions in(Path directory) {
    return new StackOptions(
        directory.toAbsolutePath(),
        ProductFiles.ofThisProject(),
        SourcePlatform.POSTGRESQL,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }

  public StackOptions withPlatform(SourcePlatform other) {
    return new StackOptions(directory, product, other, operatorTick, workerLease);
  }

  public StackOptions withOperatorTick(Duration other) {
    return new StackOptions(directory, product, platform, other, workerLease);
  }

  public StackOptions withWorkerLease(Duration other) {
    return new StackOptions(directory, product, platform, operatorTick, other);
  }
}
