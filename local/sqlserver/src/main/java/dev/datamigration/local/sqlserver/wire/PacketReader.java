package dev.datamigration.local.sqlserver.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Joins packets into messages. Not safe for several threads. */
final class PacketReader {
  private static final int END_OF_MESSAGE = 0x01;
  private static final int IGNORE = 0x02;
  private static final int RESET_CONNECTION = 0x08;
  private static final int HEADER = 8;

  private final DataInputStream in;

  PacketReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * @param type the packet type of the message
   * @param ignored whether the client took it back before its end
   * @param reset whether the session is set back to its state after login first
   */
  record Message(int type, byte[] body, boolean ignored, boolean reset) {}

  /** The next whole message; EOFException when the client is gone. */
  Message read() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean reset = false;
    while (true) {
      int type = in.readUnsignedByte();
      int status = in.readUnsignedByte();
      int length = in.readUnsignedShort();
      in.skipBytes(4);
      if (length < HEADER) {
        throw new EOFException("a packet of " + length + " bytes");
      }
      byte[] packet = new byte[length - HEADER];
      in.readFully(packet);
      body.writeBytes(packet);
      reset |= (status & RESET_CONNECTION) != 0;
      if ((status & END_OF_MESSAGE) != 0) {
        return new Message(type, body.toByteArray(), (status & IGNORE) != 0, reset);
      }
    }
  }
}
