package dev.datamigration.local.cluster.control;

import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.ObjectStore;
import dev.datamigration.local.cluster.storage.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One controller's thread: turns changes into work items, and works them off one at a time. Many
 * changes of an item before its turn are one turn. A failed item is tried again a second later.
 */
public final class ControlLoop<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** What a controller does. Called by one thread. */
  public interface Controller<T> {
    /** The items a change concerns. */
    Collection<T> itemsOf(Change change);

    /** Works off an item; answers when to look at it again, if at all. */
    Optional<Duration> reconcile(T item);
  }

  private final Controller<T> controller;
  private final Subscription changes;
  private final Thread thread;
  private final Map<T, Long> due = new LinkedHashMap<>();

  private ControlLoop(String name, ObjectStore store, Controller<T> controller) {
    this.controller = controller;
    this.changes = store.subscribeFromStart();
    this.thread = new Thread(this::run, "cluster-" + name);
    thread.setDaemon(true);
  }

  /** Starts a controller; it sees every stored object as added, then every change. */
  public static <T> ControlLoop<T> start(String name, ObjectStore store, Controller<T> controller) {
    ControlLoop<T> loop = new ControlLoop<>(name, store, controller);
    loop.thread.start();
    return loop;
  }

  private void run() {
    try {
      while (changes.isOpen()) {
        Optional<Change> change = changes.poll(milliseconds());
        while (change.isPresent()) {
          long now = System.nanoTime();
          controller.itemsOf(change.get()).forEach(item -> due.merge(item, now, Math::min));
          change = changes.poll(0);
        }
        workOff();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long milliseconds() {
    long now = System.nanoTime();
    long next =
        due.values().stream()
            .min(Comparator.naturalOrder())
            .map(at -> Math.max(0, at - now))
            .orElse(LONGEST_WAIT.toNanos());
    // Rounded up: waking a moment early would only spin.
    return Duration.ofNanos(next).plusNanos(999_999).toMillis();
  }

  private void workOff() {
    long now = System.nanoTime();
    for (T item :
        due.entrySet().stream().filter(e -> e.getValue() <= now).map(Map.Entry::getKey).toList()) {
      due.remove(item);
      if (!changes.isOpen()) {
        return;
      }
      try {
        controller
            .reconcile(item)
            .ifPresent(after -> due.put(item, System.nanoTime() + after.toNanos()));
      } catch (ApiException e) {
        // Someone deleted or changed the object meanwhile.
        LOG.debug("{}: {} failed, next try in {}", thread.getName(), item, RETRY, e);
        due.put(item, System.nanoTime() + RETRY.toNanos());
      } catch (RuntimeException e) {
        LOG.warn("{}: {} failed, next try in {}", thread.getName(), item, RETRY, e);
        due.put(item, System.nanoTime() + RETRY.toNanos());
      }
    }
  }

  @Override
  public void close() {
    changes.close();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
