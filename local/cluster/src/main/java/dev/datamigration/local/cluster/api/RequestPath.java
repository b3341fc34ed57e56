package dev.datamigration.local.cluster.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource path taken apart; absent parts are empty.
 *
 * @param namespace empty for cluster-scoped objects and for collections across namespaces
 */
public record RequestPath(
    String group,
    String version,
    String namespace,
    String plural,
    String name,
    String subresource) {

  /**
   * The parts of {@code /api/v1/…} or {@code /apis/<group>/<version>/…}; empty for any other path.
   */
  public static Optional<RequestPath> parse(String rawPath) {
    List<String> parts = segments(rawPath);
    boolean core = !parts.isEmpty() && parts.get(0).equals("api");
    boolean grouped = !parts.isEmpty() && parts.get(0).equals("apis");
    int prefix = core ? 2 : 3;
    if (!(core || grouped) || parts.size() <= prefix) {
      return Optional.empty();
    }
    String group = core ? "" : parts.get(1);
    String version = parts.get(prefix - 1);
    List<String> rest = parts.subList(prefix, parts.size());
    boolean inNamespace =
        rest.size() > 2
            && rest.get(0).equals("namespaces")
            && !List.of("status", "finalize").contains(rest.get(2));
    String namespace = inNamespace ? rest.get(1) : "";
    List<String> resource = inNamespace ? rest.subList(2, rest.size()) : rest;
    if (resource.size() > 3) {
      return Optional.empty();
    }
    return Optional.of(
        new RequestPath(
            group, version, namespace, resource.get(0), part(resource, 1), part(resource, 2)));
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return segments;
  }
}
