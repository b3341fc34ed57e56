package dev.datamigration.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thing after another go wrong, on a thread of its own, until it is stopped: every source
 * in an order of chance, then every source again.
 */
final class Striker {
  private static final Logger LOG = LoggerFactory.getLogger(Striker.class);
  private static final int LONGEST_PAUSE_MILLISECONDS = 2_500;

  private final List<ChaosSource> sources;
  private final Random random;
  private final Map<String, Integer> strikes = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "striker");
  private volatile boolean stopped;

  private Striker(List<ChaosSource> sources, Random random) {
    this.sources = List.copyOf(sources);
    this.random = random;
    sources.forEach(source -> strikes.put(source.name(), 0));
  }

  static Striker start(List<ChaosSource> sources, Random random) {
    Striker striker = new Striker(sources, random);
    striker.thread.setDaemon(true);
    striker.thread.start();
    return striker;
  }

  private void run() {
    try {
      while (!stopped) {
        List<ChaosSource> order = new ArrayList<>(sources);
        Collections.shuffle(order, random);
        for (ChaosSource source : order) {
          if (!stopped) {
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(LONGEST_PAUSE_MILLISECONDS));
            strike(source);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void strike(ChaosSource source) throws InterruptedException {
    try {
      if (source.strike(random)) {
        synchronized (this) {
          strikes.merge(source.name(), 1, Integer::sum);
        }
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // What is missing in the count is noticed there.
      LOG.warn("{} did not come about", source.name(), e);
    }
  }

  /** How often each thing went wrong. */
  synchronized Map<String, Integer> strikes() {
    return new TreeMap<>(strikes);
  }

  /** Ends after the strike that is under way, so that nothing stays stopped. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
