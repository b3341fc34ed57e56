package dev.datamigration.worker.source;

import java.util.ArrayList;
import java.util.List;

/** Asks one piece of work to end early. Thread-safe. */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private volatile boolean requested;

  /** Asks the work to end; runs what was registered, once. */
  public void cancel() {
    List<Runnable> toRun;
    synchronized (actions) {
      if (requested) {
        return;
      }
      requested = true;
      toRun = List.copyOf(actions);
      actions.clear();
    }
    toRun.forEach(Runnable::run);
  }

  /** Whether the work was asked to end. */
  public boolean requested() {
    return requested;
  }

  /**
   * Ends the work at a point where that is safe.
   *
   * @throws CancelledException if {@link #cancel} was called
   */
  public void throwIfRequested() {
    if (requested) {
      throw new CancelledException();
    }
  }

  /**
   * Registers an action that unblocks the work, such as cancelling a statement; runs it at once if
   * the work was already asked to end. Must return quickly and not throw.
   *
   * @return undoes the registration
   */
  public Registration onCancel(Runnable action) {
    synchronized (actions) {
      if (!requested) {
        actions.add(action);
        return () -> {
          synchronized (actions) {
            actions.remove(action);
          }
        };
      }
    }
    action.run();
    return () -> {};
  }

  /** Undoes {@link #onCancel}. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
