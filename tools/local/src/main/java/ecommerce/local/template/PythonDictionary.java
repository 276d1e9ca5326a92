package ecommerce.local.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The order in which a dictionary of Python 2.7 gives back keys: that of its open-addressing hash
 * table (dictobject.c).
 */
final class PythonDictionary {

  private static final int SMALLEST = 8;
  private static final int LARGE = 50_000;

  private String[] slots = new String[SMALLEST];
  private int size;

  private PythonDictionary() {}

  static List<String> order(Collection<String> inserted) {
    PythonDictionary dictionary = new PythonDictionary();
    inserted.forEach(dictionary::add);
    return new ArrayList<>(Arrays.stream(dictionary.slots).filter(Objects::nonNull).toList());
  }

  private void add(String key) {
    insert(key);
    size++;
    if (size * 3 >= slots.length * 2) {
      resize(size * (size > LARGE ? 2 : 4));
    }
  }

  private void insert(String key) {
    long hash = hash(key);
    int mask = slots.length - 1;
    long walker = hash & mask;
    int slot = (int) walker;
    long perturb = hash;
    while (slots[slot] != null) {
      walker = (walker << 2) + walker + perturb + 1;
      slot = (int) (walker & mask);
      perturb >>>= 5;
    }
    slots[slot] = key;
  }

  private void resize(int request) {
    int length = SMALLEST;
    while (length <= request) {
      length <<= 1;
    }
    String[] old = slots;
    slots = new String[length];
    Arrays.stream(old).filter(Objects::nonNull).forEach(this::insert);
  }

  private static long hash(String text) {
    int[] points = text.codePoints().toArray();
    if (points.length == 0) {
      return 0;
    }
    long hash = (long) points[0] << 7;
    for (int point : points) {
      hash = (1_000_003L * hash) ^ point;
    }
    hash ^= points.length;
    return hash == -1 ? -2 : hash;
  }
}
