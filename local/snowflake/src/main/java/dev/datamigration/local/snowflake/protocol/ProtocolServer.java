package dev.datamigration.local.snowflake.protocol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.datamigration.local.snowflake.account.LoginRefused;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.execution.SessionRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the loopback interface and hands every request to the handler of its path. */
public final class ProtocolServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProtocolServer.class);
  private static final int BACKLOG = 128;

  private final HttpServer http;
  private final Map<String, CallHandler> byPrefix = new LinkedHashMap<>();

  private ProtocolServer(HttpServer http) {
    this.http = http;
  }

  /**
   * Takes the port; answers nothing before {@link #serve}.
   *
   * @param port 0 for any free one
   * @throws IOException if the port is taken
   */
  public static ProtocolServer bind(int port) throws IOException {
    // Read by the JDK's server when its first instance is made; without it every small answer
    // waits some 40 ms for the client's acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    return new ProtocolServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG));
  }

  /** The base address. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Starts to answer, on threads of {@code threads}. */
  public void serve(ProtocolParts parts, ExecutorService threads) {
    QueryAnswer answer = new QueryAnswer(url());
    PatientAnswer answers = new PatientAnswer(answer, parts.patience());
    byPrefix.put(
        LoginHandler.PATH, new LoginHandler(parts.accounts(), parts.sessions(), parts.clock()));
    byPrefix.put(TokenHandler.PATH, new TokenHandler(parts.sessions(), parts.clock()));
    byPrefix.put(SessionHandler.PATH, new SessionHandler(parts.sessions()));
    byPrefix.put(
        QueryHandler.PATH,
        new QueryHandler(parts.sessions(), parts.runner(), answers, parts.faults()));
    byPrefix.put(
        AbortHandler.PATH, new AbortHandler(parts.sessions(), parts.queries(), parts.runner()));
    byPrefix.put(
        ResultHandler.PREFIX, new ResultHandler(parts.sessions(), parts.queries(), answers));
    byPrefix.put(
        MonitoringHandler.PREFIX, new MonitoringHandler(parts.sessions(), parts.queries()));
    byPrefix.put(ChunkHandler.PATH, new ChunkHandler(parts.resultDirectory()));
    byPrefix.put("/telemetry/send", call -> call.answer(Answers.empty()));
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  private void handle(HttpExchange exchange) {
    HttpCall call = new HttpCall(exchange);
    try {
      answer(call);
    } catch (IOException e) {
      LOG.info("the client of {} went away", call.path(), e);
    } finally {
      exchange.close();
    }
  }

  private void answer(HttpCall call) throws IOException {
    try {
      CallHandler handler = handler(call.path());
      if (handler == null) {
        call.answer(404, Answers.refusal(390404, "The stand-in has nothing at " + call.path()));
      } else {
        handler.handle(call);
      }
    } catch (LoginRefused e) {
      call.answer(Answers.refusal(e.code(), e.getMessage()));
    } catch (SessionRefused e) {
      call.answer(Answers.refusal(e.code(), e.getMessage()));
    } catch (SqlError e) {
      call.answer(Answers.error(e, null));
    } catch (RuntimeException e) {
      // Never a 5xx: the driver would send the request again.
      LOG.warn("{} met a fault of the stand-in", call.path(), e);
      call.answer(Answers.refusal(390500, "The stand-in met a fault of its own: " + e));
    }
  }

  private CallHandler handler(String path) {
    CallHandler best = null;
    int length = -1;
    for (Map.Entry<String, CallHandler> entry : byPrefix.entrySet()) {
      String prefix = entry.getKey();
      if (path.startsWith(prefix) && prefix.length() > length) {
        best = entry.getValue();
        length = prefix.length();
      }
    }
    return best;
  }

  /** Stops at once; open requests are cut off. */
  @Override
  public void close() {
    http.stop(0);
  }
}
