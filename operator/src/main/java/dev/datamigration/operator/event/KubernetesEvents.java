package dev.datamigration.operator.event;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import dev.datamigration.operator.object.Labels;
import dev.datamigration.operator.status.BoundedText;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events in the API server, written by one thread of their own. An Event's name is made from what
 * it says, so that what is said again raises the count of the one there, also after a restart.
 * Events are dropped while too many wait.
 */
public final class KubernetesEvents implements EventRecorder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);
  private static final int MOST_WAITING = 1_000;
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration QUIET = Duration.ofMinutes(5);

  /** The API server refuses longer ones. */
  private static final int MAX_MESSAGE = 1024;

  /** Leaves room in a name of 253 characters. */
  private static final int MAX_PREFIX = 200;

  private final KubernetesClient client;
  private final String instance;
  private final Clock clock;
  private final Cache<String, Boolean> said =
      CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(QUIET).build();
  private final ThreadPoolExecutor writer;

  /**
   * @param instance names this process, for example its pod
   */
  public KubernetesEvents(KubernetesClient client, String instance, Clock clock) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "events");
              thread.setDaemon(true);
              return thread;
            });
    writer.allowCoreThreadTimeOut(true);
  }

  @Override
  public void record(HasMetadata about, boolean warning, String reason, String message) {
    Event event = event(about, warning, reason, message);
    String name = event.getMetadata().getName();
    if (said.asMap().putIfAbsent(name, true) != null) {
      return;
    }
    try {
      writer.execute(() -> write(event));
    } catch (RejectedExecutionException e) {
      said.invalidate(name);
      LOG.debug("event dropped: {} {}", reason, message);
    }
  }

  private Event event(HasMetadata about, boolean warning, String reason, String message) {
    String type = warning ? "Warning" : "Normal";
    String text = BoundedText.cut(message, MAX_MESSAGE);
    String identity =
        Hashing.sha256()
            .hashString(
                String.join("\u0000", about.getMetadata().getUid(), type, reason, text),
                StandardCharsets.UTF_8)
            .toString()
            .substring(0, 16);
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withName(prefix(about.getMetadata().getName()) + "." + identity)
        .withNamespace(about.getMetadata().getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(about.getMetadata().getNamespace())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .endInvolvedObject()
        .withType(type)
        .withReason(reason)
        .withMessage(text)
        .withCount(1)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withNewSource()
        .withComponent(Labels.OPERATOR)
        .endSource()
        .withReportingComponent(Labels.OPERATOR)
        .withReportingInstance(instance)
        .build();
  }

  private static String prefix(String name) {
    return name.substring(0, Math.min(name.length(), MAX_PREFIX));
  }

  private void write(Event event) {
    try {
      create(event);
    } catch (KubernetesClientException e) {
      LOG.debug("event not written: {}", event.getMessage(), e);
    }
  }

  private void create(Event event) {
    try {
      client.v1().events().resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      client
          .v1()
          .events()
          .resource(event)
          .edit(
              old -> {
                old.setCount(old.getCount() == null ? 2 : old.getCount() + 1);
                old.setLastTimestamp(event.getLastTimestamp());
                return old;
              });
    }
  }

  /** Writes what waits, for at most two seconds. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
