package ecommerce.edge.tracing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The X-Ray daemon beside the function, over UDP. Every document opens a socket of its own and
 * closes it: no snapshot holds one. A document that cannot be sent is lost; nobody waits for it.
 */
record Daemon(InetAddress host, int port) implements Consumer<String> {

  private static final String FORMAT = "{\"format\": \"json\", \"version\": 1}\n";

  /**
   * @param address {@code host:port}
   * @throws IOException where the host is not known
   */
  static Daemon at(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    return new Daemon(
        InetAddress.getByName(address.substring(0, colon)),
        Integer.parseInt(address.substring(colon + 1)));
  }

  /** Opens a socket and closes it: the JDK's classes are there then. */
  static void prime() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.getLocalPort();
    } catch (IOException e) {
      // Shows again at the first document, and is passed over there too.
    }
  }

  @Override
  public void accept(String document) {
    byte[] packet = (FORMAT + document).getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(host, port)));
    } catch (IOException e) {
      // Lost: a trace never fails what it traces.
    }
  }
}
