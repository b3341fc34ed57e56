package dev.datamigration.local.source;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL server of its own: a free port on the loopback interface, a data folder that
 * {@link #close} removes, and passwords that are checked (SCRAM; MD5 for the role that Amazon's
 * driver logs in with, because that driver has no SCRAM). Passwords are random for each start.
 *
 * <p>The server is a process of its own; {@link #processId} names it for whoever must end it when
 * this virtual machine cannot.
 */
public final class PostgresSource implements AutoCloseable {
  /** The only database; the schemas of the samples lie in it. */
  public static final String DATABASE = "shop";

  private static final String OWNER = "postgres";
  private static final String READER = "migration_reader";
  private static final String REDSHIFT_READER = "redshift_reader";

  private final EmbeddedPostgres server;
  private final Path folder;
  private final DatabaseUser owner;
  private final DatabaseUser reader;
  private final DatabaseUser redshiftReader;

  private PostgresSource(
      EmbeddedPostgres server,
      Path folder,
      DatabaseUser owner,
      DatabaseUser reader,
      DatabaseUser redshiftReader) {
    this.server = server;
    this.folder = folder;
    this.owner = owner;
    this.reader = reader;
    this.redshiftReader = redshiftReader;
  }

  /**
   * Starts a server and creates its database and users.
   *
   * @param dataFolder where the data go; must not exist; removed by {@link #close}
   * @param binariesFolder where the server's programs are unpacked once; kept, may be shared by
   *     several servers
   * @throws SourceStartException with the way out, when the host does not let it run
   */
  public static PostgresSource start(Path dataFolder, Path binariesFolder) {
    Path log = dataFolder.resolveSibling(dataFolder.getFileName() + ".log");
    EmbeddedPostgres server = startServer(dataFolder, binariesFolder, log);
    try {
      DatabaseUser owner = DatabaseUser.withRandomPassword(OWNER);
      DatabaseUser reader = DatabaseUser.withRandomPassword(READER);
      DatabaseUser redshiftReader = DatabaseUser.withRandomPassword(REDSHIFT_READER);
      PostgresSource source = new PostgresSource(server, dataFolder, owner, reader, redshiftReader);
      source.createUsers();
      return source;
    } catch (SQLException | IOException | RuntimeException e) {
      try {
        server.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw new SourceStartException("PostgreSQL started but could not be set up: " + e, e);
    }
  }

  private static EmbeddedPostgres startServer(Path dataFolder, Path binariesFolder, Path log) {
    try {
      Files.createDirectories(binariesFolder);
      Files.createDirectories(log.toAbsolutePath().getParent());
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(binariesFolder.toFile())
          .setDataDirectory(dataFolder)
          .setCleanDataDirectory(true)
          .setRegisterShutdownHook(false)
          .setLocaleConfig("encoding", "UTF8")
          .setLocaleConfig("locale", "C")
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("wal_level", "minimal")
          .setServerConfig("max_wal_senders", "0")
          .setServerConfig("max_wal_size", "2GB")
          .setServerConfig("max_connections", "100")
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("unix_socket_directories", "")
          .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .setPGStartupWait(Duration.ofSeconds(60))
          .start();
    } catch (IOException | RuntimeException e) {
      throw new SourceStartException(
          "PostgreSQL could not be started ("
              + e.getMessage()
              + "). "
              + StartAdvice.of(readQuietly(log))
              + " Its log: "
              + log,
          e);
    }
  }

  private void createUsers() throws SQLException, IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
      statement.execute("ALTER ROLE " + OWNER + " PASSWORD '" + owner.password() + "'");
      statement.execute(
          "CREATE ROLE "
              + READER
              + " LOGIN PASSWORD '"
              + reader.password()
              + "' IN ROLE pg_read_all_data");
      statement.execute("SET password_encryption = 'md5'");
      statement.execute(
          "CREATE ROLE "
              + REDSHIFT_READER
              + " LOGIN PASSWORD '"
              + redshiftReader.password()
              + "' IN ROLE pg_read_all_data");
      statement.execute(
          "ALTER ROLE " + REDSHIFT_READER + " SET search_path = public, " + RedshiftCatalog.SCHEMA);
      Files.writeString(
          folder.resolve("pg_hba.conf"),
          """
          host all %s 127.0.0.1/32 md5
          host all all 127.0.0.1/32 scram-sha-256
          """
              .formatted(REDSHIFT_READER));
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return server.getPort();
  }

  /** The superuser: creates and fills tables. */
  public DatabaseUser owner() {
    return owner;
  }

  /** May read every table and nothing else: what a migration gets. */
  public DatabaseUser reader() {
    return reader;
  }

  /** As {@link #reader}, for Amazon's driver through {@link RedshiftFront}. */
  public DatabaseUser redshiftReader() {
    return redshiftReader;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + DATABASE;
  }

  /** A new connection of the PostgreSQL driver; the caller closes it. */
  public Connection connect(DatabaseUser user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user.name());
    properties.setProperty("password", user.password());
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  /** The process id of the server's first process, whose end ends all of them. */
  public long processId() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops the server at once, as a crash does, and starts it with the same data, port and users;
   * returns when it answers. Its process is another one then.
   *
   * @throws SourceStartException when it does not come back
   */
  public void restart() throws IOException, InterruptedException {
    Path postgres =
        Path.of(
            ProcessHandle.of(processId())
                .flatMap(process -> process.info().command())
                .orElseThrow());
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // The server refuses to run as root; so it was started, too.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            postgres.resolveSibling("pg_ctl").toString(),
            "-D",
            folder.toString(),
            "-m",
            "immediate",
            "-w",
            "restart"));
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    int end =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    if (end != 0) {
      throw new SourceStartException("PostgreSQL did not start again. Its log: " + log, null);
    }
  }

  /** Stops the server, waits until its process is gone, and removes its data. */
  @Override
  public void close() {
    CompletableFuture<?> gone =
        ProcessHandle.of(processId())
            .<CompletableFuture<?>>map(ProcessHandle::onExit)
            .orElse(CompletableFuture.completedFuture(null));
    try {
      server.close();
      gone.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readQuietly(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }
}
