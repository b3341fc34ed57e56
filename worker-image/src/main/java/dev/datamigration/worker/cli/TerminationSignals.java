package dev.datamigration.worker.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Hears SIGTERM and SIGINT, each time one comes. A shutdown hook would hear only the first, and
 * could not give the process the exit code 0. The JDK's interface for it has no supported name, so
 * it is reached by reflection.
 */
final class TerminationSignals {
  private TerminationSignals() {}

  /** Calls {@code action} at each signal, on a thread of its own; it must return soon. */
  static void listen(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object listener =
          Proxy.newProxyInstance(
              TerminationSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                  return method.invoke(action, arguments);
                }
                action.run();
                return null;
              });
      for (String name : List.of("TERM", "INT")) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot listen to signals", e);
    }
  }
}
