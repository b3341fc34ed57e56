package dev.datamigration.local.source;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the unmodified Redshift driver talk to a PostgreSQL server: listens on a free port of the
 * loopback interface, takes from each start what only Redshift knows, and passes everything else
 * through unchanged. It refuses TLS (clients say {@code ssl=false}) and does not make PostgreSQL's
 * dialect Redshift's; the views of Redshift's catalogue come from {@link RedshiftCatalog}.
 */
public final class RedshiftFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedshiftFront.class);
  private static final int MAX_START_BYTES = 10_000;

  private final String serverHost;
  private final int serverPort;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private RedshiftFront(String serverHost, int serverPort, ServerSocket listener) {
    this.serverHost = serverHost;
    this.serverPort = serverPort;
    this.listener = listener;
  }

  /** Starts a front for the server at this address. */
  public static RedshiftFront start(String serverHost, int serverPort) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      RedshiftFront front = new RedshiftFront(serverHost, serverPort, listener);
      front.inBackground("redshift-front", front::acceptAll);
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        inBackground("redshift-front-client", () -> serve(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("A connection could not be accepted: {}", e.toString());
        }
      }
    }
  }

  private void serve(Socket client) {
    try {
      client.setTcpNoDelay(true);
      byte[] start = start(client);
      Socket server = new Socket(serverHost, serverPort);
      open.add(server);
      server.setTcpNoDelay(true);
      server.getOutputStream().write(start);
      inBackground("redshift-front-server", () -> pass(server, client));
      pass(client, server);
    } catch (IOException e) {
      LOG.debug("A connection ended before it began: {}", e.toString());
      close(client);
    }
  }

  /** Reads requests for encryption, which it declines, up to the real start. */
  private static byte[] start(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    while (true) {
      byte[] packet = packet(in);
      switch (StartupPacket.code(packet)) {
        case StartupPacket.SSL_REQUEST, StartupPacket.GSS_REQUEST ->
            client.getOutputStream().write('N');
        case StartupPacket.CANCEL_REQUEST -> {
          return packet;
        }
        default -> {
          return StartupPacket.withKnownNamesOnly(packet);
        }
      }
    }
  }

  private static byte[] packet(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 8 || length > MAX_START_BYTES) {
      throw new IOException("a first packet of " + length + " bytes");
    }
    byte[] packet = new byte[length];
    packet[0] = (byte) (length >>> 24);
    packet[1] = (byte) (length >>> 16);
    packet[2] = (byte) (length >>> 8);
    packet[3] = (byte) length;
    in.readFully(packet, 4, length - 4);
    return packet;
  }

  private void pass(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      LOG.debug("A connection ended: {}", e.toString());
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A connection did not close: {}", e.toString());
    }
  }

  private void inBackground(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(this::close);
  }
}
