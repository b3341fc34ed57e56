package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads write and delete options from a request's parameters and body. */
final class RequestOptions {
  private RequestOptions() {}

  static WriteOptions write(ApiExchange exchange) {
    String manager = exchange.query("fieldManager");
    if (manager.isEmpty()) {
      String agent = exchange.header("User-Agent");
      int slash = agent.indexOf('/');
      manager = slash < 0 ? agent : agent.substring(0, slash);
    }
    return options(exchange, manager.isEmpty() ? "unknown" : manager);
  }

  /** An apply names its manager itself. */
  static WriteOptions apply(ApiExchange exchange) {
    return options(exchange, exchange.query("fieldManager"));
  }

  private static WriteOptions options(ApiExchange exchange, String manager) {
    return new WriteOptions(
        manager,
        exchange.flag("force"),
        dryRun(exchange.query("dryRun")),
        switch (exchange.query("fieldValidation")) {
          case "Strict" -> WriteOptions.FieldValidation.STRICT;
          case "Ignore" -> WriteOptions.FieldValidation.IGNORE;
          case "", "Warn" -> WriteOptions.FieldValidation.WARN;
          default ->
              throw ApiException.badRequest(
                  "fieldValidation: Unsupported value: \""
                      + exchange.query("fieldValidation")
                      + "\": supported values: \"Ignore\", \"Strict\", \"Warn\"");
        },
        new ArrayList<>());
  }

  private static boolean dryRun(String value) {
    if (!value.isEmpty() && !value.equals("All")) {
      throw ApiException.badRequest(
          "dryRun: Unsupported value: \"" + value + "\": supported values: \"All\"");
    }
    return !value.isEmpty();
  }

  static DeleteOptions delete(ApiExchange exchange) throws IOException {
    JsonNode body = exchange.body();
    String policy = either(exchange, body, "propagationPolicy");
    String grace = either(exchange, body, "gracePeriodSeconds");
    DeleteOptions.Propagation propagation =
        policy.isEmpty()
            ? DeleteOptions.Propagation.BACKGROUND
            : DeleteOptions.Propagation.of(policy)
                .orElseThrow(
                    () ->
                        ApiException.badRequest(
                            "propagationPolicy: Unsupported value: \"" + policy + "\""));
    if (body.path("orphanDependents").asBoolean()) {
      propagation = DeleteOptions.Propagation.ORPHAN;
    }
    boolean dryRun =
        dryRun(exchange.query("dryRun")) || JsonNodes.strings(body.path("dryRun")).contains("All");
    return new DeleteOptions(
        propagation,
        grace.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(grace)),
        precondition(body, "uid"),
        precondition(body, "resourceVersion"),
        dryRun);
  }

  private static String either(ApiExchange exchange, JsonNode body, String name) {
    String parameter = exchange.query(name);
    return parameter.isEmpty() ? JsonNodes.text(body, name) : parameter;
  }

  private static Optional<String> precondition(JsonNode body, String name) {
    JsonNode value = body.path("preconditions").path(name);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }
}
