package dev.datamigration.worker.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with zstd without Hadoop's codec classes. The result is valid until the next
 * call, which is as long as the page store needs it. Belongs to one thread.
 */
final class ZstdPages implements BytesInputCompressor {
  /** The fastest level; higher ones cost more CPU than the bytes they save are worth to a PUT. */
  private static final int LEVEL = 1;

  /** A larger page's buffer is not kept. */
  private static final int KEPT_BYTES = 2 << 20;

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private final ByteBufferAllocator allocator;
  private byte[] compressed = new byte[0];

  ZstdPages(ByteBufferAllocator allocator) {
    this.allocator = allocator;
  }

  @Override
  public BytesInput compress(BytesInput page) {
    ByteBuffer raw = page.toByteBuffer(allocator, allocator::release);
    int bound = Math.toIntExact(Zstd.compressBound(raw.remaining()));
    byte[] out = bound <= compressed.length ? compressed : new byte[bound];
    if (bound <= KEPT_BYTES) {
      compressed = out;
    }
    int length =
        context.compressByteArray(
            out, 0, out.length, raw.array(), raw.arrayOffset() + raw.position(), raw.remaining());
    return BytesInput.from(out, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }
}
