package dev.datamigration.local.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The first packet of a PostgreSQL connection: a length, a version and, for a real start, pairs of
 * names and values (PostgreSQL documentation, "Message Formats", StartupMessage).
 */
final class StartupPacket {
  static final int SSL_REQUEST = 80877103;
  static final int GSS_REQUEST = 80877104;
  static final int CANCEL_REQUEST = 80877102;

  /** What PostgreSQL knows; Amazon's driver sends more, and not the same in every version. */
  private static final Set<String> KNOWN =
      Set.of(
          "user",
          "database",
          "client_encoding",
          "DateStyle",
          "TimeZone",
          "extra_float_digits",
          "application_name",
          "search_path",
          "options");

  private StartupPacket() {}

  /** The packet's version or request code. */
  static int code(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(4);
  }

  /** The same start with only the names that PostgreSQL knows. */
  static byte[] withKnownNamesOnly(byte[] packet) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(packet.length);
    List<String> strings = strings(packet);
    for (int i = 0; i + 1 < strings.size(); i += 2) {
      if (KNOWN.contains(strings.get(i))) {
        write(body, strings.get(i));
        write(body, strings.get(i + 1));
      }
    }
    body.write(0);
    return ByteBuffer.allocate(8 + body.size())
        .putInt(8 + body.size())
        .putInt(code(packet))
        .put(body.toByteArray())
        .array();
  }

  private static List<String> strings(byte[] packet) {
    List<String> strings = new ArrayList<>();
    int start = 8;
    for (int i = 8; i < packet.length; i++) {
      if (packet[i] == 0) {
        strings.add(new String(packet, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return strings;
  }

  private static void write(ByteArrayOutputStream out, String string) {
    out.writeBytes(string.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }
}
