package dev.datamigration.operator.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client asks of an API server, in the words of RBAC: {@code verb group/resource}. */
public final class RecordedRequests implements Interceptor {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/([^/]+)/[^/]+)(?:/namespaces/[^/]+(?=/))?/([^/]+)(?:/([^/]+))?(?:/([^/]+))?");

  private final Set<String> seen = new ConcurrentSkipListSet<>();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Matcher path = PATH.matcher(request.uri().getPath());
    if (path.matches()) {
      String group = path.group(1) == null ? "" : path.group(1);
      String resource = path.group(4) == null ? path.group(2) : path.group(2) + "/" + path.group(4);
      seen.add(verb(request, path.group(3) != null) + " " + group + "/" + resource);
    }
  }

  private static String verb(HttpRequest request, boolean named) {
    String query = request.uri().getQuery();
    return switch (request.method()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> query != null && query.contains("watch=true") ? "watch" : named ? "get" : "list";
    };
  }

  public Set<String> seen() {
    return new TreeSet<>(seen);
  }
}
