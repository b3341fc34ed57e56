package dev.datamigration.local.sqlserver.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the body of a message from its start to its end; numbers little-endian. */
final class Request {
  private final byte[] body;
  private int at;

  Request(byte[] body) {
    this.body = body;
  }

  int left() {
    return body.length - at;
  }

  int u8() {
    return body[at++] & 0xFF;
  }

  int peek() {
    return body[at] & 0xFF;
  }

  int u16() {
    return u8() | u8() << 8;
  }

  int i32() {
    return u16() | u16() << 16;
  }

  long i64() {
    return (i32() & 0xFFFFFFFFL) | (long) i32() << 32;
  }

  /** An unsigned number of so many bytes. */
  long number(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) u8() << (8 * i);
    }
    return value;
  }

  byte[] bytes(int length) {
    if (length < 0 || length > left()) {
      throw new IndexOutOfBoundsException("length " + length);
    }
    byte[] part = Arrays.copyOfRange(body, at, at + length);
    at += length;
    return part;
  }

  /** Text of so many UTF-16 units. */
  String text(int units) {
    return new String(bytes(units * 2), StandardCharsets.UTF_16LE);
  }

  String text(int bytes, Charset charset) {
    return new String(bytes(bytes), charset);
  }

  /** Steps over ALL_HEADERS. */
  void skipHeaders() {
    int total = i32();
    bytes(total - 4);
  }

  /** Text somewhere else in the body: its offset and its length in units are read here. */
  String textElsewhere() {
    int offset = u16();
    int units = u16();
    return new String(body, offset, units * 2, StandardCharsets.UTF_16LE);
  }

  byte[] bytesElsewhere() {
    int offset = u16();
    int units = u16();
    return Arrays.copyOfRange(body, offset, offset + units * 2);
  }
}
