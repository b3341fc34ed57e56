package dev.datamigration.local.stack;

import dev.datamigration.model.error.DmwException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for a part of the stack. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private Waiting() {}

  /**
   * Asks until the answer is true. A question that fails counts as unanswered.
   *
   * @param what completes "… did not start within …"
   * @param hint what to do or where to look, for the error
   */
  static void until(
      Duration atMost, String what, Supplier<String> hint, CheckedSupplier<Boolean> question) {
    RetryPolicy<Boolean> policy =
        RetryPolicy.<Boolean>builder()
            .handle(Exception.class)
            .abortOn(DmwException.class)
            .handleResult(false)
            .withDelay(PAUSE)
            .withMaxDuration(atMost)
            .withMaxAttempts(-1)
            .build();
    Throwable last = null;
    try {
      if (Failsafe.with(policy).get(question)) {
        return;
      }
    } catch (DmwException e) {
      throw e;
    } catch (FailsafeException e) {
      last = e.getCause();
    } catch (RuntimeException e) {
      last = e;
    }
    throw new DmwException(
        StackErrorCode.PART_DID_NOT_START,
        what
            + " did not start within "
            + atMost.toSeconds()
            + " s"
            + (last == null ? "." : ": " + last.getMessage() + "."),
        "It is not tried again. " + hint.get(),
        last);
  }
}
