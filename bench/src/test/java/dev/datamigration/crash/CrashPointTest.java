package dev.datamigration.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashPointTest {
  @TempDir Path folder;

  @Test
  void measure() throws Exception {
    try (Account account = new Account(folder)) {
      for (int i = 1; i <= 30; i++) {
        long began = System.nanoTime();
        try (Simulation simulation = new Simulation(account, i, CrashKind.REQUEST_LOST, 0, 1)) {
          long a = System.nanoTime();
          simulation.run();
          long b = System.nanoTime();
          new Invariants(account, simulation.ledger(), simulation.targetSchema())
              .check(simulation.snapshot());
          long c = System.nanoTime();
          if (i == 1) {
            simulation.calls().made().forEach(System.out::println);
          }
          System.out.println(
              simulation.calls().made().size()
                  + " calls, setup "
                  + (a - began) / 1000000
                  + " run "
                  + (b - a) / 1000000
                  + " check "
                  + (c - b) / 1000000);
          began = c;
        }
        System.out.println("close " + (System.nanoTime() - began) / 1000000);
      }
    }
  }
}
