package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.worker.parquet.RowSink;
import dev.datamigration.worker.source.extraction.InexactValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumericDecoderTest {
  private static final BigInteger BASE = BigInteger.valueOf(10_000);

  /** numeric's binary form as PostgreSQL normalises it: no zero groups at either end. */
  private static byte[] field(BigDecimal value) {
    int groupsAfterPoint = (Math.max(value.scale(), 0) + 3) / 4;
    BigInteger digits =
        value.abs().setScale(groupsAfterPoint * 4, RoundingMode.UNNECESSARY).unscaledValue();
    List<Integer> groups = new ArrayList<>();
    for (BigInteger rest = digits; rest.signum() > 0; rest = rest.divide(BASE)) {
      groups.add(rest.mod(BASE).intValue());
    }
    Collections.reverse(groups);
    int weight = groups.size() - groupsAfterPoint - 1;
    while (!groups.isEmpty() && groups.get(groups.size() - 1) == 0) {
      groups.remove(groups.size() - 1);
    }
    ByteBuffer field = ByteBuffer.allocate(8 + 2 * groups.size());
    field
        .putShort((short) groups.size())
        .putShort((short) (groups.isEmpty() ? 0 : weight))
        .putShort((short) (value.signum() < 0 ? 0x4000 : 0))
        .putShort((short) Math.max(value.scale(), 0));
    groups.forEach(group -> field.putShort(group.shortValue()));
    return field.array();
  }

  private static final class Unscaled implements RowSink {
    private BigInteger value;

    @Override
    public void putUnscaled(int column, long unscaled) {
      value = BigInteger.valueOf(unscaled);
    }

    @Override
    public void putUnscaled(int column, BigInteger unscaled) {
      value = unscaled;
    }

    @Override
    public void putNull(int column) {
      throw new AssertionError();
    }

    @Override
    public void putBoolean(int column, boolean unexpected) {
      throw new AssertionError();
    }

    @Override
    public void putInt(int column, int unexpected) {
      throw new AssertionError();
    }

    @Override
    public void putLong(int column, long unexpected) {
      throw new AssertionError();
    }

    @Override
    public void putDouble(int column, double unexpected) {
      throw new AssertionError();
    }

    @Override
    public void putBytes(int column, byte[] buffer, int offset, int length) {
      throw new AssertionError();
    }
  }

  private static BigInteger decode(BigDecimal value, int scale) {
    byte[] field = field(value);
    byte[] row = new byte[field.length + 3];
    System.arraycopy(field, 0, row, 3, field.length);
    Unscaled sink = new Unscaled();
    new NumericDecoder(scale).decode(row, 3, field.length, sink, 0);
    return sink.value;
  }

  @Test
  void everyValueThatFitsTheScaleIsKeptExactly() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      int scale = random.nextInt(38);
      BigDecimal value =
          new BigDecimal(new BigInteger(random.nextInt(126), random), random.nextInt(scale + 1));
      BigDecimal signed = random.nextBoolean() ? value : value.negate();
      assertThat(decode(signed, scale))
          .as("%s at scale %d", signed, scale)
          .isEqualTo(signed.setScale(scale).unscaledValue());
    }
  }

  @Test
  void aDigitTooFineForTheScaleIsNeverDropped() {
    Random random = new Random(8);
    for (int i = 0; i < 5_000; i++) {
      int scale = random.nextInt(20);
      BigDecimal value =
          new BigDecimal(new BigInteger(60, random), scale)
              .add(BigDecimal.ONE.movePointLeft(scale + 1 + random.nextInt(6)));
      assertThatThrownBy(() -> decode(value, scale)).isInstanceOf(InexactValueException.class);
    }
  }

  @Test
  void whatIsNoNumericIsRefused() {
    byte[] cut = new byte[9];
    cut[1] = 4;
    assertThatThrownBy(() -> new NumericDecoder(2).decode(cut, 0, 9, new Unscaled(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
