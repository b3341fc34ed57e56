package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP request and its answer, in the API's terms. Used by one thread. */
final class ApiExchange {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String ACCEPTED =
      "the body of the request was in an unknown format - accepted media types include:"
          + " application/json, application/yaml";

  private final HttpExchange http;
  private final Map<String, String> query;
  private boolean replyDropped;

  ApiExchange(HttpExchange http) {
    this.http = http;
    this.query = parseQuery(http.getRequestURI().getRawQuery());
  }

  private static Map<String, String> parseQuery(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(decode(name), decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getRawPath();
  }

  String query(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    String value = query.get(name);
    return value != null && (value.isEmpty() || value.equals("true") || value.equals("1"));
  }

  String header(String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name)).orElse("");
  }

  /** The content type without parameters, in lower case. */
  String contentType() {
    String type = header("Content-Type");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** The accepted media types, in the client's order. */
  List<String> accepted() {
    return List.of(header("Accept").split("\\s*,\\s*", -1));
  }

  /**
   * The body as a tree; a missing node when there is none.
   *
   * @throws ApiException 415 for protobuf, CBOR and anything else that is neither JSON nor YAML,
   *     400 when malformed
   */
  JsonNode body() throws IOException {
    byte[] bytes = http.getRequestBody().readAllBytes();
    if (bytes.length == 0) {
      return JsonNodes.at(null);
    }
    String type = contentType();
    boolean json = type.isEmpty() || type.endsWith("json");
    boolean yaml = type.endsWith("yaml");
    if (!json && !yaml) {
      throw ApiException.unsupportedMediaType(ACCEPTED);
    }
    try {
      JsonNode body = (yaml ? YAML : JsonNodes.mapper()).readTree(bytes);
      return body == null ? JsonNodes.at(null) : body;
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "the object provided is unrecognized: " + e.getOriginalMessage());
    }
  }

  /** From now on, closes the connection instead of answering. */
  void dropReply() {
    replyDropped = true;
  }

  void warn(List<String> warnings) {
    warnings.forEach(
        warning ->
            http.getResponseHeaders()
                .add(
                    "Warning",
                    "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
  }

  void send(int code, JsonNode body) throws IOException {
    send(code, "application/json", JsonNodes.mapper().writeValueAsBytes(body));
  }

  void sendText(int code, String text) throws IOException {
    send(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private void send(int code, String type, byte[] bytes) throws IOException {
    if (replyDropped) {
      http.close();
      return;
    }
    http.getResponseHeaders().set("Content-Type", type);
    http.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = http.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** 200 with no body. */
  void sendNothing() throws IOException {
    if (replyDropped) {
      http.close();
      return;
    }
    http.sendResponseHeaders(200, -1);
    http.close();
  }

  /** Starts an answer of unknown length. */
  OutputStream stream(String type) throws IOException {
    if (replyDropped) {
      throw new IOException("the reply is to be dropped");
    }
    http.getResponseHeaders().set("Content-Type", type);
    http.sendResponseHeaders(200, 0);
    return http.getResponseBody();
  }

  boolean answered() {
    return http.getResponseCode() != -1;
  }

  void close() {
    http.close();
  }
}
