package dev.datamigration.worker.source.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Lets Amazon's driver log in to PostgreSQL: passes connections through, without those names in
 * their first packet that only Redshift knows.
 */
public final class RedshiftStart implements AutoCloseable {
  private static final int CANCEL_REQUEST = 80877102;
  private static final Set<String> KNOWN =
      Set.of("user", "database", "client_encoding", "DateStyle", "TimeZone", "application_name");

  private final ServerSocket listener;
  private final int server;

  public RedshiftStart(int serverPort) {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = serverPort;
    inBackground(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      inBackground(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      byte[] body = new byte[in.readInt() - Integer.BYTES];
      in.readFully(body);
      byte[] start = ByteBuffer.wrap(body).getInt() == CANCEL_REQUEST ? body : known(body);
      upstream
          .getOutputStream()
          .write(
              ByteBuffer.allocate(Integer.BYTES + start.length)
                  .putInt(Integer.BYTES + start.length)
                  .put(start)
                  .array());
      inBackground(() -> pass(upstream, client));
      pass(client, upstream);
    }
  }

  private static byte[] known(byte[] body) {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    start.write(body, 0, Integer.BYTES);
    String text =
        new String(body, Integer.BYTES, body.length - Integer.BYTES, StandardCharsets.UTF_8);
    String[] words = text.split("\0", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      if (KNOWN.contains(words[i])) {
        start.writeBytes((words[i] + "\0" + words[i + 1] + "\0").getBytes(StandardCharsets.UTF_8));
      }
    }
    start.write(0);
    return start.toByteArray();
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A connection that ends is no news.
              }
            },
            "redshift-start");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
