package dev.datamigration.local.sqlserver.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Splits answers into packets; numbers little-endian as tokens have them. */
final class PacketWriter {
  private static final int HEADER = 8;
  private static final int TABULAR_RESULT = 0x04;

  private final OutputStream out;
  private byte[] packet = new byte[4096];
  private int used = HEADER;
  private int number = 1;

  PacketWriter(OutputStream out) {
    this.out = out;
  }

  /** From the next message on. */
  void packetSize(int bytes) {
    packet = new byte[bytes];
  }

  void u8(int value) throws IOException {
    if (used == packet.length) {
      send(false);
    }
    packet[used++] = (byte) value;
  }

  void u16(int value) throws IOException {
    u8(value);
    u8(value >> 8);
  }

  void i32(int value) throws IOException {
    u16(value);
    u16(value >> 16);
  }

  void i64(long value) throws IOException {
    i32((int) value);
    i32((int) (value >> 32));
  }

  /** The lowest bytes of a number. */
  void number(long value, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      u8((int) (value >> (8 * i)));
    }
  }

  void bytes(byte[] bytes) throws IOException {
    bytes(bytes, 0, bytes.length);
  }

  void bytes(byte[] bytes, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      if (used == packet.length) {
        send(false);
      }
      int part = Math.min(left, packet.length - used);
      System.arraycopy(bytes, at, packet, used, part);
      used += part;
      at += part;
      left -= part;
    }
  }

  /** UTF-16 without a length. */
  void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** Text after its length in one byte. */
  void shortText(String text) throws IOException {
    u8(text.length());
    text(text);
  }

  /** Text after its length in two bytes. */
  void longText(String text) throws IOException {
    u16(text.length());
    text(text);
  }

  /** Sends what is left as the last packet of the message. */
  void endMessage() throws IOException {
    send(true);
    number = 1;
    out.flush();
  }

  /** Sends what there is, so that a client sees it before more comes. */
  void flush() throws IOException {
    if (used > HEADER) {
      send(false);
    }
    out.flush();
  }

  private void send(boolean last) throws IOException {
    packet[0] = TABULAR_RESULT;
    packet[1] = (byte) (last ? 1 : 0);
    packet[2] = (byte) (used >> 8);
    packet[3] = (byte) used;
    packet[4] = 0;
    packet[5] = 0;
    packet[6] = (byte) number++;
    packet[7] = 0;
    out.write(packet, 0, used);
    used = HEADER;
  }
}
