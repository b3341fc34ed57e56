package dev.datamigration.local.cluster.storage;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watcher's queue of changes, in version order. Overflowing ends the subscription. */
public final class Subscription implements AutoCloseable {
  private static final int CAPACITY = 100_000;

  private final ObjectStore store;
  private final Optional<GroupResource> resource;
  private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>(CAPACITY);
  private volatile boolean open = true;

  Subscription(ObjectStore store, Optional<GroupResource> resource) {
    this.store = store;
    this.resource = resource;
  }

  void offer(Change change) {
    boolean wanted = resource.isEmpty() || resource.get().equals(change.key().resource());
    if (wanted && !queue.offer(change)) {
      open = false;
    }
  }

  boolean isDrained() {
    return queue.isEmpty();
  }

  /** False once closed or overflowed; queued changes may still be polled. */
  public boolean isOpen() {
    return open;
  }

  /** The next change, or empty when none came within the time. */
  public Optional<Change> poll(long milliseconds) throws InterruptedException {
    return Optional.ofNullable(queue.poll(milliseconds, TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    open = false;
    store.unsubscribe(this);
  }
}
