package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CopyStreamTest {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  private final CopyStream stream =
      new CopyStream(new FieldDecoder[] {FieldDecoders::integer, FieldDecoders::bytes});

  private static byte[] message(boolean header, int... shorts) {
    ByteBuffer message = ByteBuffer.allocate(200);
    if (header) {
      message.put(SIGNATURE).putInt(0).putInt(2).putShort((short) 99);
    }
    for (int value : shorts) {
      message.putShort((short) value);
    }
    byte[] bytes = new byte[message.position()];
    message.flip().get(bytes);
    return bytes;
  }

  @Test
  void rowsAreFoundBehindTheHeaderAndBeforeTheTrailer() {
    stream.message(message(true, 2, 0, 2, 7, -1, -1));
    assertThat(stream.nextRow()).isEqualTo(12);
    assertThat(stream.nextRow()).isNegative();
    stream.message(message(false, 2, 0, 2, 8, 0, 0, 2, -1, -1, -1, -1));
    assertThat(stream.nextRow()).isEqualTo(12);
    assertThat(stream.nextRow()).isEqualTo(10);
    assertThat(stream.ended()).isFalse();
    stream.message(message(false, -1));
    assertThat(stream.nextRow()).isNegative();
    assertThat(stream.ended()).isTrue();
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> stream.message("1\tx\n".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class);
    stream.message(message(true, 3));
    assertThatThrownBy(stream::nextRow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 fields instead of 2");
  }
}
