package ecommerce.local.xray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The X-Ray daemon: takes segment documents over UDP on loopback, one in each packet behind the
 * line {@code {"format": "json", "version": 1}}. Drops what it does not understand, and says so.
 */
final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("aws.xray");
  private static final int ROOM = 4 * 1024 * 1024;

  private final DatagramSocket socket;
  private final Consumer<String> documents;

  Daemon(Consumer<String> documents) {
    this.documents = documents;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.setReceiveBufferSize(ROOM);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the X-Ray daemon", e);
    }
  }

  String address() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  void start() {
    Thread.ofPlatform().daemon().name("xray-daemon").start(this::listen);
  }

  private void listen() {
    byte[] room = new byte[Documents.LARGEST + 100];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(room, room.length);
      try {
        socket.receive(packet);
        take(new String(room, 0, packet.getLength(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("a packet could not be received: {}", e.toString());
        }
      } catch (RuntimeException e) {
        LOG.error("a packet could not be taken", e);
      }
    }
  }

  private void take(String packet) {
    int line = packet.indexOf('\n');
    if (line < 0 || !packet.substring(0, line).contains("\"json\"")) {
      LOG.warn("a packet without the line that names its format was dropped");
      return;
    }
    documents.accept(packet.substring(line + 1));
  }

  @Override
  public void close() {
    socket.close();
  }
}
