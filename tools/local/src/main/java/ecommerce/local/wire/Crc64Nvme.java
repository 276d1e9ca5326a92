package ecommerce.local.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/** The 64 bit check of the NVM Express specification, eight bytes at a time. */
final class Crc64Nvme implements Checksum {

  private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
  private static final long[][] TABLES = tables();
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
      }
      tables[0][i] = value;
    }
    for (int i = 0; i < 256; i++) {
      for (int n = 1; n < 8; n++) {
        long before = tables[n - 1][i];
        tables[n][i] = before >>> 8 ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(int b) {
    state = state >>> 8 ^ TABLES[0][((int) state ^ b) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int position = offset;
    for (; position + 8 <= end; position += 8) {
      long word = state ^ (long) LONGS.get(bytes, position);
      long next = 0;
      for (int n = 0; n < 8; n++) {
        next ^= TABLES[7 - n][(int) (word >>> 8 * n) & 0xff];
      }
      state = next;
    }
    for (; position < end; position++) {
      update(bytes[position]);
    }
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }
}
