package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the remote procedure calls of a message. */
final class RpcReader {
  private static final int BATCH_SEPARATOR = 0xFF;
  private static final int OLD_BATCH_SEPARATOR = 0x80;

  private RpcReader() {}

  /** A call; the name in lower case. */
  record Call(String procedure, List<TypedValue> parameters) {}

  static List<Call> calls(byte[] body) throws ServerError {
    Request request = new Request(body);
    request.skipHeaders();
    List<Call> calls = new ArrayList<>();
    while (request.left() > 0) {
      String procedure = procedure(request);
      request.u16();
      List<TypedValue> parameters = new ArrayList<>();
      while (request.left() > 0
          && request.peek() != BATCH_SEPARATOR
          && request.peek() != OLD_BATCH_SEPARATOR) {
        parameters.add(new ParameterReader(request).read());
      }
      if (request.left() > 0) {
        request.u8();
      }
      calls.add(new Call(procedure, parameters));
    }
    return calls;
  }

  private static String procedure(Request request) throws ServerError {
    int length = request.u16();
    if (length != 0xFFFF) {
      return request.text(length).toLowerCase(Locale.ROOT);
    }
    int number = request.u16();
    return switch (number) {
      case 10 -> "sp_executesql";
      case 11 -> "sp_prepare";
      case 12 -> "sp_execute";
      case 13 -> "sp_prepexec";
      case 15 -> "sp_unprepare";
      default -> throw ServerError.unsupported("system procedure number " + number);
    };
  }
}
