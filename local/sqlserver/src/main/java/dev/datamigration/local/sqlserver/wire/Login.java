package dev.datamigration.local.sqlserver.wire;

import java.nio.charset.StandardCharsets;

/**
 * What LOGIN7 says.
 *
 * @param packetSize bytes; 0 leaves it to the server
 */
record Login(
    int packetSize, String host, String user, String password, String application, String database) {

  static Login parse(byte[] body) {
    Request request = new Request(body);
    request.bytes(8);
    int packetSize = request.i32();
    request.bytes(24);
    String host = request.textElsewhere();
    String user = request.textElsewhere();
    String password = clear(request.bytesElsewhere());
    String application = request.textElsewhere();
    request.bytes(4); // server name
    request.bytes(4); // extension
    request.bytes(4); // library
    request.bytes(4); // language
    return new Login(packetSize, host, user, password, application, request.textElsewhere());
  }

  private static String clear(byte[] mangled) {
    for (int i = 0; i < mangled.length; i++) {
      int b = (mangled[i] & 0xFF) ^ 0xA5;
      mangled[i] = (byte) (b >> 4 | b << 4);
    }
    return new String(mangled, StandardCharsets.UTF_16LE);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Login[" + user + " from " + host + " to " + database + "]";
  }
}
