package dev.datamigration.crash;

import dev.datamigration.crash.ExternalCalls.Fate;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.snowflake.client.api.driver.SnowflakeDriver;

/**
 * The Snowflake driver as one process uses it. Each login and statement is announced to {@link
 * ExternalCalls} and meets its fate at the server; a process that was killed reaches the server no
 * more.
 */
final class WatchedDriver implements Driver {
  private static final Set<String> RUNS = Set.of("execute", "executeQuery", "executeUpdate");

  private static final Set<String> ENDS = Set.of("close", "abort");
  private static final Pattern LOCAL_FILE = Pattern.compile("file://([^']+)'");

  private final Driver driver = new SnowflakeDriver();
  private final SimulatedProcess process;
  private final ExternalCalls calls;
  private final FaultInjection faults;

  /** When the first login was refused, on the computer's own clock; null if none was. */
  private volatile Long loginsRefused;

  WatchedDriver(SimulatedProcess process, ExternalCalls calls, Account account) {
    this.process = process;
    this.calls = calls;
    this.faults = account.faults;
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (loginsRefused != null
        && System.nanoTime() - loginsRefused < calls.loginPatience().toNanos()) {
      throw refused();
    }
    Fate fate = process.isKilled() ? Fate.MADE : calls.reach(process, ExternalCalls.LOGIN, false);
    if (process.isKilled()) {
      return ofDeadProcess();
    }
    if (fate == Fate.REQUEST_LOST) {
      throw broken();
    }
    if (fate == Fate.REFUSED) {
      // Until the one that waits for it has given up.
      loginsRefused = System.nanoTime();
      throw refused();
    }
    Connection real = driver.connect(url, info);
    process.opened(real);
    if (fate == Fate.REPLY_LOST) {
      throw broken();
    }
    return proxy(
        Connection.class, (proxy, method, arguments) -> onConnection(real, method, arguments));
  }

  /**
   * What the pool of a process that was killed while it logged in hands to the one that waits for
   * it: the process' own thread gets no further than its first call.
   */
  private Connection ofDeadProcess() {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (!ENDS.contains(method.getName())) {
            process.throwIfKilled();
          }
          Class<?> result = method.getReturnType();
          return result == boolean.class ? (Object) false : result == int.class ? 0 : null;
        });
  }

  private static SQLException refused() {
    return new SQLException("Incorrect username or password was specified.", "08001", 390100);
  }

  private static SQLException broken() {
    return new SQLException("the connection broke", "08006");
  }

  private Object onConnection(Connection real, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (process.isKilled()) {
      return afterDeath(name);
    }
    return switch (name) {
      case "prepareStatement" -> {
        PreparedStatement statement = (PreparedStatement) invoke(real, method, arguments);
        String sql = (String) arguments[0];
        yield proxy(
            PreparedStatement.class,
            (proxy, called, values) -> onStatement(real, statement, sql, called, values));
      }
      case "commit", "rollback" ->
          call(real, name.toUpperCase(Locale.ROOT), () -> invoke(real, method, arguments));
      default -> invoke(real, method, arguments);
    };
  }

  private Object onStatement(
      Connection real, PreparedStatement statement, String sql, Method method, Object[] arguments)
      throws Throwable {
    if (process.isKilled()) {
      return afterDeath(method.getName());
    }
    return RUNS.contains(method.getName())
        ? call(real, sql, () -> invoke(statement, method, arguments))
        : invoke(statement, method, arguments);
  }

  @FunctionalInterface
  private interface Call {
    Object make() throws Throwable;
  }

  private Object call(Connection real, String sql, Call call) throws Throwable {
    boolean provisional = !real.getAutoCommit() && !sql.equals("COMMIT");
    Fate fate = calls.reach(process, sql, provisional);
    if (fate == Fate.RESENT || fate == Fate.REPLY_DROPPED) {
      faults.add(
          statement -> true,
          1,
          fate == Fate.RESENT ? new Fault.Refusal(503) : new Fault.DroppedReply());
      int before = faults.fired();
      Object result = call.make();
      if (faults.fired() != before + 1) {
        throw new AssertionError("the fault did not meet " + sql);
      }
      process.ran(real, sql);
      return result;
    }
    if (fate == Fate.HALF_MADE || fate == Fate.HALF_MADE_THEN_KILLED) {
      halfOf(sql, call);
      if (fate == Fate.HALF_MADE_THEN_KILLED) {
        process.kill(false);
        process.throwIfKilled();
      }
      SimulatedProcess.end(real);
      throw broken();
    }
    if (fate == Fate.MADE) {
      Object result = call.make();
      process.ran(real, sql);
      return result;
    }
    if (fate == Fate.REPLY_LOST && sql.startsWith("PUT")) {
      // The driver's own work for PUT begins with the server's answer.
      call.make();
      SimulatedProcess.end(real);
      throw broken();
    }
    faults.add(statement -> true, 1, fault(fate));
    try {
      call.make();
    } finally {
      faults.clear();
    }
    throw new AssertionError("the fault did not meet " + sql);
  }

  /** Uploads the first half of the file. */
  private static void halfOf(String put, Call call) throws Throwable {
    Matcher named = LOCAL_FILE.matcher(put);
    if (!named.find()) {
      throw new AssertionError("no file in " + put);
    }
    Path file = Path.of(named.group(1));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    try {
      call.make();
    } finally {
      Files.write(file, whole);
    }
  }

  private static Fault fault(Fate fate) {
    return switch (fate) {
      case REQUEST_LOST -> new Fault.SessionEndedBefore();
      case REPLY_LOST -> new Fault.SessionEndedAfter();
      case REFUSED -> new Fault.Failure(new SqlError(604, "57014", "SQL execution canceled"));
      case MADE, RESENT, REPLY_DROPPED, HALF_MADE, HALF_MADE_THEN_KILLED ->
          throw new IllegalArgumentException();
    };
  }

  /** What the pool's own clean-up may call does nothing; the process' work goes no further. */
  private Object afterDeath(String method) throws SQLException {
    if (ENDS.contains(method)) {
      return null;
    }
    if (method.equals("isClosed")) {
      return true;
    }
    process.throwIfKilled();
    throw gone();
  }

  private SQLException gone() {
    return new SQLException(process.name() + " was killed", "08003");
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
