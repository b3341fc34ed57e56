package dev.datamigration.local.cluster.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.datamigration.local.cluster.fault.Fault;
import dev.datamigration.local.cluster.fault.FaultInjection;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTPS front of the API on the loopback interface: authentication, routing, errors as Status
 * objects.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final Set<String> OPEN_PATHS = Set.of("/healthz", "/livez", "/readyz", "/version");

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final ExecutorService threads;
  private final String token;
  private final FaultInjection faults;
  private final Discovery discovery;
  private final OpenApi openApi;
  private final ResourceHandler resources;
  private final AccessReviews reviews = new AccessReviews();
  private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();

  static {
    // Read once, when the server's classes load; without it every small answer waits for Nagle's
    // algorithm.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Binds the port (0 picks a free one) and starts to serve. */
  public static ApiServer start(
      int port,
      SSLContext tls,
      String token,
      ObjectOperations operations,
      PodLogs logs,
      FaultInjection faults)
      throws IOException {
    HttpsServer http =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    http.setHttpsConfigurator(new HttpsConfigurator(tls));
    ApiServer server = new ApiServer(http, token, operations, logs, faults);
    http.createContext("/", server::serve);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  private ApiServer(
      HttpServer server,
      String token,
      ObjectOperations operations,
      PodLogs logs,
      FaultInjection faults) {
    this.server = server;
    this.token = token;
    this.faults = faults;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "cluster-api-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.discovery = new Discovery(operations.registry());
    this.openApi = new OpenApi(operations.registry());
    this.resources =
        new ResourceHandler(operations, new WatchHandler(operations.store(), faults), logs);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Requests answered so far, by method and resource, such as {@code PATCH configmaps}. */
  public Map<String, Long> requestCounts() {
    Map<String, Long> counts = new TreeMap<>();
    requests.forEach((what, count) -> counts.put(what, count.get()));
    return counts;
  }

  private void serve(HttpExchange http) {
    ApiExchange exchange = new ApiExchange(http);
    try {
      authenticate(exchange);
      Optional<Fault> fault =
          faults.before(exchange.method(), exchange.path(), exchange.header("User-Agent"));
      if (fault.isPresent() && !survives(fault.get(), exchange)) {
        return;
      }
      route(exchange);
    } catch (ApiException e) {
      refuse(exchange, e);
    } catch (IOException e) {
      LOG.debug("{} {}: the client went away", exchange.method(), exchange.path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.method(), exchange.path(), e);
      refuse(exchange, ApiException.internal("Internal error occurred: " + e));
    } finally {
      exchange.close();
    }
  }

  private void authenticate(ApiExchange exchange) {
    if (OPEN_PATHS.contains(exchange.path())) {
      return;
    }
    byte[] given = exchange.header("Authorization").getBytes(StandardCharsets.UTF_8);
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, expected)) {
      throw ApiException.unauthorized();
    }
  }

  /** Plays a fault; answers whether the request goes on. */
  private static boolean survives(Fault fault, ApiExchange exchange) throws InterruptedException {
    if (fault instanceof Fault.Refusal refusal) {
      throw ApiException.of(refusal.code(), refusal.reason(), refusal.message());
    }
    if (fault instanceof Fault.Delay delay) {
      Thread.sleep(delay.time().toMillis());
      return true;
    }
    if (fault instanceof Fault.DroppedReply) {
      exchange.dropReply();
      return true;
    }
    exchange.close();
    return false;
  }

  private void route(ApiExchange exchange) throws IOException, InterruptedException {
    String path = exchange.path();
    Optional<RequestPath> resource = RequestPath.parse(path);
    count(exchange, resource);
    if (resource.isPresent()) {
      if (reviews.accepts(resource.get())) {
        reviews.answer(resource.get(), exchange);
      } else {
        resources.handle(resource.get(), exchange);
      }
    } else if (!exchange.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    } else if (path.startsWith("/openapi/")) {
      openApi.handle(exchange);
    } else if (OPEN_PATHS.contains(path) && !path.equals("/version")) {
      exchange.sendText(200, "ok");
    } else {
      discovery.handle(exchange);
    }
  }

  private void count(ApiExchange exchange, Optional<RequestPath> path) {
    String verb = exchange.flag("watch") ? "WATCH" : exchange.method().toUpperCase(Locale.ROOT);
    String what =
        path.map(p -> p.plural() + (p.subresource().isEmpty() ? "" : "/" + p.subresource()))
            .orElse("(discovery)");
    requests.computeIfAbsent(verb + " " + what, ignored -> new AtomicLong()).incrementAndGet();
  }

  private static void refuse(ApiExchange exchange, ApiException refusal) {
    if (exchange.answered()) {
      return;
    }
    try {
      exchange.send(refusal.code(), refusal.status());
    } catch (IOException e) {
      LOG.debug("the client went away before its refusal", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
