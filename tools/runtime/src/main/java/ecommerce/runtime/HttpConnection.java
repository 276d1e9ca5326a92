package ecommerce.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 to one server over one kept connection: as little as the Runtime API needs, because
 * every class that is not loaded makes cold starts shorter. Opens the connection again where the
 * server has closed it between two requests.
 */
final class HttpConnection {

  record Answer(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final String host;
  private final int port;
  private Socket socket;
  private InputStream in;

  HttpConnection(String host, int port) {
    this.host = host;
    this.port = port;
  }

  Answer send(String method, String path, byte[] body, int length, String moreHeaders)
      throws IOException {
    boolean kept = socket != null;
    try {
      write(method, path, body, length, moreHeaders);
      return read();
    } catch (IOException e) {
      close();
      if (!kept || !(e instanceof Closed)) {
        throw e;
      }
      write(method, path, body, length, moreHeaders);
      return read();
    }
  }

  /** The server closed a kept connection before it answered a byte. */
  private static final class Closed extends IOException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("the server closed the connection");
    }
  }

  private void write(String method, String path, byte[] body, int length, String moreHeaders)
      throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host, port));
      in = new BufferedInputStream(socket.getInputStream());
    }
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + ":"
            + port
            + "\r\n"
            + moreHeaders
            + (method.equals("GET")
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n")
            + "\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, whole, 0, bytes.length);
    System.arraycopy(body, 0, whole, bytes.length, length);
    OutputStream out = socket.getOutputStream();
    out.write(whole);
    out.flush();
  }

  private Answer read() throws IOException {
    String status = line();
    if (status == null) {
      throw new Closed();
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
            ? chunks()
            : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
      close();
    }
    return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers, body);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line();
      if (size == null) {
        throw new EOFException("the connection ended within an answer");
      }
      int length = Integer.parseInt(size.split(";", 2)[0].trim(), 16);
      body.write(exactly(length));
      line();
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended within an answer");
    }
    return bytes;
  }

  /** A line without its end; null where the connection ended before it. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
