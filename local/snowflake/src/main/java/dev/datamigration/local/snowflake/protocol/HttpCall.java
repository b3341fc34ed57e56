package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** One request and its answer. Belongs to one thread. */
final class HttpCall {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern TOKEN =
      Pattern.compile("Snowflake\\s+Token=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private final HttpExchange exchange;

  HttpCall(HttpExchange exchange) {
    this.exchange = exchange;
  }

  String method() {
    return exchange.getRequestMethod().toUpperCase(Locale.ROOT);
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** A parameter of the query string. */
  Optional<String> parameter(String name) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null) {
      return Optional.empty();
    }
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0 && decoded(part.substring(0, equals)).equals(name)) {
        return Optional.of(decoded(part.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The token in the Authorization header; empty text if there is none. */
  String token() {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher matcher = TOKEN.matcher(header == null ? "" : header);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The body; an empty object if there is none. */
  JsonNode json() throws IOException {
    try (InputStream body = body()) {
      JsonNode read = MAPPER.readTree(body);
      return read == null || read.isMissingNode() ? JsonNodeFactory.instance.objectNode() : read;
    }
  }

  private InputStream body() throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    InputStream raw = exchange.getRequestBody();
    return "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(raw) : raw;
  }

  void answer(JsonNode answer) throws IOException {
    answer(200, answer);
  }

  void answer(int status, JsonNode answer) throws IOException {
    byte[] bytes = MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  void answerGzip(Path file) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, Files.size(file));
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(file, out);
    }
  }

  /** Closes the connection without an answer. */
  void reset() {
    exchange.close();
  }
}
