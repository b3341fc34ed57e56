package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.util.Set;

/** Self reviews; whoever holds the token may do everything, and that is what they say. */
final class AccessReviews {
  private static final String GROUP = "authorization.k8s.io";
  private static final Set<String> REVIEWS =
      Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews");

  boolean accepts(RequestPath path) {
    return path.group().equals(GROUP) && REVIEWS.contains(path.plural());
  }

  void answer(RequestPath path, ApiExchange exchange) throws IOException {
    if (!exchange.method().equals("POST")) {
      throw ApiException.methodNotAllowed();
    }
    JsonNode body = exchange.body();
    boolean access = path.plural().equals("selfsubjectaccessreviews");
    ObjectNode review = JsonNodes.object();
    review.put("kind", access ? "SelfSubjectAccessReview" : "SelfSubjectRulesReview");
    review.put("apiVersion", GROUP + "/v1");
    review.putObject("metadata");
    review.set("spec", body.path("spec").deepCopy());
    ObjectNode status = review.putObject("status");
    if (access) {
      status.put("allowed", true).put("reason", "the token's holder may do everything");
    } else {
      status.put("incomplete", false);
      ObjectNode rule = status.putArray("resourceRules").addObject();
      rule.putArray("verbs").add("*");
      rule.putArray("apiGroups").add("*");
      rule.putArray("resources").add("*");
      ObjectNode urls = status.putArray("nonResourceRules").addObject();
      urls.putArray("verbs").add("*");
      urls.putArray("nonResourceURLs").add("*");
    }
    exchange.send(201, review);
  }
}
