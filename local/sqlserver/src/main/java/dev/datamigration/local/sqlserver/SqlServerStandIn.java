package dev.datamigration.local.sqlserver;

import dev.datamigration.local.sqlserver.catalogue.Catalogue;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.engine.KnownHistograms;
import dev.datamigration.local.sqlserver.engine.RowLoad;
import dev.datamigration.local.sqlserver.engine.Session;
import dev.datamigration.local.sqlserver.engine.Statements;
import dev.datamigration.local.sqlserver.engine.function.ScalarFunctions;
import dev.datamigration.local.sqlserver.fault.Faults;
import dev.datamigration.local.sqlserver.wire.ClientConnection;
import dev.datamigration.local.sqlserver.wire.Logins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for SQL Server on a free port of the loopback interface, for Microsoft's JDBC driver
 * with {@code encrypt=false}. It speaks TDS 7.4 and as much T-SQL as a migration needs; what it
 * does not know it refuses with error 102, 195, 208 or 40512. Safe for several threads.
 */
public final class SqlServerStandIn implements Logins, AutoCloseable {
  private static final int FIRST_SESSION = 51;

  private final StandInOptions options;
  private final ServerSocket socket;
  private final String engine;
  private final Connection keeper;
  private final Catalogue catalogue = new Catalogue();
  private final Faults faults = new Faults();
  private final Statements statements = new Statements();
  private final KnownHistograms histograms = new KnownHistograms();
  private final AtomicInteger nextSession = new AtomicInteger(FIRST_SESSION);
  private final Map<ClientConnection, Open> clients = new ConcurrentHashMap<>();

  private record Open(SessionInfo info, Session session) {}

  private SqlServerStandIn(StandInOptions options) throws IOException, SQLException, ServerError {
    this.options = options;
    catalogue.add("master", false);
    for (String each : options.databases()) {
      catalogue.add(each, options.snapshotAllowed());
    }
    String place =
        options.folder() == null
            ? "mem:" + UUID.randomUUID()
            : "file:" + options.folder().toAbsolutePath().resolve("rows");
    engine = "jdbc:h2:" + place + ";LAZY_QUERY_EXECUTION=1;DB_CLOSE_ON_EXIT=FALSE";
    keeper = DriverManager.getConnection(engine);
    try (Statement statement = keeper.createStatement()) {
      ScalarFunctions.register(keeper);
      statement.execute("CREATE SEQUENCE ROWVERSIONS START WITH 2001");
    }
    socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  }

  /** Starts a server of its own. */
  public static SqlServerStandIn start(StandInOptions options) {
    try {
      SqlServerStandIn server = new SqlServerStandIn(options);
      Thread thread = new Thread(server::accept, "sqlserver-stand-in");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException | SQLException | ServerError e) {
      throw new IllegalStateException("The stand-in for SQL Server could not start: " + e, e);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        Thread thread = new Thread(new ClientConnection(client, this), "sqlserver-client");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The first of the databases that the options name. */
  public String database() {
    return options.databases().get(0);
  }

  public String jdbcUrl() {
    return "jdbc:sqlserver://"
        + host()
        + ":"
        + port()
        + ";encrypt=false;databaseName={"
        + database()
        + "}";
  }

  /** A new connection of Microsoft's driver to the first database; the caller closes it. */
  public Connection connect(SqlServerUser user) throws SQLException {
    return connect(user, Map.of());
  }

  /** As {@link #connect(SqlServerUser)}, with more properties of the driver. */
  public Connection connect(SqlServerUser user, Map<String, String> more) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user.name());
    properties.setProperty("password", user.password());
    properties.putAll(more);
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  /**
   * Fills a table of the first database: an INSERT that is translated once and run for each row, in
   * one transaction and past the driver, many times as quick as its batches.
   *
   * @param insert whose VALUES are the parameters, each once and in their order
   * @param parameters as sp_executesql declares them: {@code @P1 int, @P2 nvarchar(20)}; integers,
   *     exact numbers, text and dates
   * @param rows null or Long, BigDecimal, String or LocalDate for each parameter; an array may be
   *     used again for the next row
   * @return how many rows
   * @throws SQLException with the server's error number; no row is in the table then
   */
  public long load(String insert, String parameters, Iterable<Object[]> rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(engine)) {
      return new RowLoad(catalogue, catalogue.database(database()), connection)
          .run(insert, parameters, rows);
    } catch (ServerError e) {
      throw new SQLException(e.getMessage(), "S0001", e.number(), e);
    }
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** What was sent. */
  public Statements statements() {
    return statements;
  }

  /** The sessions open now, by number. */
  public List<SessionInfo> sessions() {
    return clients.values().stream()
        .map(Open::info)
        .sorted(Comparator.comparingInt(SessionInfo::id))
        .toList();
  }

  @Override
  public Accepted login(
      String user, String password, String database, String application, ClientConnection client)
      throws ServerError {
    boolean known =
        options.users().stream()
            .anyMatch(
                each -> each.name().equalsIgnoreCase(user) && each.password().equals(password));
    if (!known) {
      throw new ServerError(18456, 1, 14, "Login failed for user '" + user + "'.");
    }
    Database wanted = catalogue.database(database.isEmpty() ? database() : database);
    if (wanted == null) {
      throw new ServerError(
          4060,
          1,
          11,
          "Cannot open database \"" + database + "\" requested by the login. The login failed.");
    }
    try {
      int id = nextSession.getAndIncrement();
      Connection connection = DriverManager.getConnection(engine);
      Session session =
          new Session(id, user, catalogue, wanted, connection, faults, statements, histograms);
      clients.put(client, new Open(new SessionInfo(id, user, application), session));
      return new Accepted(session, wanted.name());
    } catch (SQLException e) {
      throw new ServerError(17809, 1, 20, "Could not open a session: " + e.getMessage());
    }
  }

  @Override
  public void ended(ClientConnection client) {
    Open open = clients.remove(client);
    if (open != null) {
      try {
        open.session().close();
      } catch (SQLException e) {
        // The engine is closed.
      }
    }
  }

  /** Cuts all connections and drops all rows. */
  @Override
  public void close() {
    try {
      socket.close();
      faults.clear();
      for (ClientConnection each : new ArrayList<>(clients.keySet())) {
        each.close();
      }
      try (Statement statement = keeper.createStatement()) {
        statement.execute("DROP ALL OBJECTS DELETE FILES");
      }
      keeper.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
