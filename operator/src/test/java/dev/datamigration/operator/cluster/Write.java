package dev.datamigration.operator.cluster;

import dev.datamigration.local.cluster.api.RequestPath;
import java.util.Locale;
import java.util.Optional;

/**
 * One write to Kubernetes, by what tells it from others of a run whatever their order.
 *
 * @param what method and resource, such as {@code PATCH:datamigrationworkflows/erp-to-lake/status}
 * @param number of this write among those of the same object, from 1
 */
record Write(String what, int number) {

  /** What a request writes in a namespace; empty if it reads. */
  static Optional<String> what(String method, RequestPath path) {
    if (method.toUpperCase(Locale.ROOT).equals("GET") || path.namespace().isEmpty()) {
      return Optional.empty();
    }
    // An Event's name ends with what is made from the unique name of its object.
    String name = path.plural().equals("events") ? "" : path.name();
    return Optional.of(
        (method + ":" + path.plural() + "/" + name + "/" + path.subresource())
            .replaceAll("/+$", ""));
  }

  static Write parse(String text) {
    int hash = text.lastIndexOf('#');
    return new Write(text.substring(0, hash), Integer.parseInt(text.substring(hash + 1)));
  }

  @Override
  public String toString() {
    return what + "#" + number;
  }
}
