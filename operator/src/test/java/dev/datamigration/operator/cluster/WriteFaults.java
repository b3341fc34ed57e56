package dev.datamigration.operator.cluster;

import dev.datamigration.local.cluster.api.RequestPath;
import dev.datamigration.local.cluster.fault.Fault;
import dev.datamigration.local.cluster.fault.FaultInjection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what operators write in each namespace, and has one write of a namespace go wrong. An
 * operator that is killed is not heard any more. Safe for use by several threads.
 */
final class WriteFaults implements FaultInjection {
  private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();

  private static final class Namespace {
    private final WriteCase planned;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Write> made = new ArrayList<>();
    private boolean reached;

    private Namespace(WriteCase planned) {
      this.planned = planned;
    }

    private synchronized boolean isTheOne(String what) {
      Write write = new Write(what, counts.merge(what, 1, Integer::sum));
      made.add(write);
      boolean now = planned != null && planned.write().equals(write);
      reached |= now;
      return now;
    }
  }

  /** Begins to count, before the namespace is used. */
  void plan(String namespace, WriteCase planned) {
    namespaces.put(namespace, new Namespace(planned));
  }

  /** The writes so far. */
  List<Write> made(String namespace) {
    Namespace counted = namespaces.get(namespace);
    synchronized (counted) {
      return List.copyOf(counted.made);
    }
  }

  /** Whether what was planned has happened. */
  boolean reached(String namespace) {
    Namespace counted = namespaces.get(namespace);
    synchronized (counted) {
      return counted.reached;
    }
  }

  boolean isDead(String operator) {
    return dead.contains(operator);
  }

  @Override
  public Optional<Fault> before(String method, String path, String userAgent) {
    if (dead.contains(userAgent)) {
      return Optional.of(new Fault.Drop());
    }
    if (!userAgent.startsWith(TestOperator.USER_AGENT)) {
      return Optional.empty();
    }
    return RequestPath.parse(path)
        .filter(parsed -> namespaces.containsKey(parsed.namespace()))
        .flatMap(
            parsed -> {
              Namespace counted = namespaces.get(parsed.namespace());
              return Write.what(method, parsed)
                  .filter(counted::isTheOne)
                  .map(what -> fault(counted.planned.kind(), userAgent));
            });
  }

  private Fault fault(WriteKind kind, String operator) {
    return switch (kind) {
      case REFUSED -> new Fault.Refusal(500, "InternalError", "etcd leader changed");
      case CONFLICT ->
          new Fault.Refusal(
              409,
              "Conflict",
              "Operation cannot be fulfilled: the object has been modified; please apply your"
                  + " changes to the latest version and try again");
      case REQUEST_LOST -> new Fault.Drop();
      case REPLY_LOST, REPLY_LOST_AND_SENT_AGAIN -> new Fault.DroppedReply();
      case KILLED_BEFORE -> {
        dead.add(operator);
        yield new Fault.Drop();
      }
      case KILLED_AFTER -> {
        dead.add(operator);
        yield new Fault.DroppedReply();
      }
    };
  }
}
