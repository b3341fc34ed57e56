package dev.datamigration.local.sqlserver.engine;

import java.io.IOException;

/** The connection is to be cut, as a fault asks. */
public final class ConnectionDropped extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionDropped() {
    super("dropped by a fault");
  }
}
