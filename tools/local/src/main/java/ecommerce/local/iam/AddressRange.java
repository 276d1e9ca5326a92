package ecommerce.local.iam;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses in CIDR form, version 4 or 6; one address alone is the range of itself. */
record AddressRange(byte[] network, int bits) {

  /**
   * @throws IllegalArgumentException where the text is no address or range; names are never looked
   *     up
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > address.length * 8) {
      throw new IllegalArgumentException(text);
    }
    return new AddressRange(address, bits);
  }

  static byte[] address(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException(text);
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int shift = network.length * 8 - bits;
    return new BigInteger(1, address)
        .shiftRight(shift)
        .equals(new BigInteger(1, network).shiftRight(shift));
  }
}
