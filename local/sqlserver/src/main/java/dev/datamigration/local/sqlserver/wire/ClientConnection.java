package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.engine.Session;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client's connection: one thread reads, so that a cancellation is seen while another one runs
 * requests and answers.
 */
public final class ClientConnection implements Runnable, AutoCloseable {
  private static final int BATCH = 0x01;
  private static final int RPC = 0x03;
  private static final int ATTENTION = 0x06;
  private static final int TRANSACTION = 0x0E;
  private static final int LOGIN7 = 0x10;
  private static final int PRELOGIN = 0x12;
  private static final int TDS_7_4 = 0x74000004;
  private static final PacketReader.Message END =
      new PacketReader.Message(-1, new byte[0], false, false);

  private final Socket socket;
  private final Logins logins;
  private final PacketReader in;
  private final PacketWriter out;
  private final TokenWriter tokens;
  private final BlockingQueue<PacketReader.Message> requests = new LinkedBlockingQueue<>();
  private Procedures procedures;
  private volatile Session session;

  public ClientConnection(Socket socket, Logins logins) throws IOException {
    this.socket = socket;
    this.logins = logins;
    this.in = new PacketReader(new BufferedInputStream(socket.getInputStream()));
    this.out = new PacketWriter(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    this.tokens = new TokenWriter(out);
  }

  /** Lives as long as the connection. */
  @Override
  public void run() {
    try {
      if (login()) {
        Thread reader = new Thread(this::read, Thread.currentThread().getName() + "-reader");
        reader.setDaemon(true);
        reader.start();
        serve();
      }
    } catch (IOException | InterruptedException e) {
      // The client is gone, or the server ends.
    } finally {
      close();
    }
  }

  private boolean login() throws IOException {
    while (true) {
      PacketReader.Message message = in.read();
      if (message.type() == PRELOGIN) {
        prelogin();
      } else if (message.type() == LOGIN7) {
        return login(Login.parse(message.body()));
      } else {
        return false;
      }
    }
  }

  /** Version, no encryption, no MARS. */
  private void prelogin() throws IOException {
    byte[] options = {0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, (byte) 0xFF};
    out.bytes(options);
    out.bytes(new byte[] {16, 0, 1000 >> 8, (byte) 1000, 0, 0});
    out.u8(2);
    out.u8(0);
    out.endMessage();
  }

  private boolean login(Login login) throws IOException {
    try {
      Logins.Accepted accepted =
          logins.login(
              login.user(), login.password(), login.database(), login.application(), this);
      session = accepted.session();
      procedures = new Procedures(session);
      int size = Math.max(512, Math.min(login.packetSize() == 0 ? 4096 : login.packetSize(), 32767));
      tokens.databaseChanged(accepted.database(), "master");
      tokens.collationChanged();
      tokens.packetSizeChanged(size, 4096);
      tokens.loginAccepted(TDS_7_4);
      tokens.end();
      out.packetSize(size);
      return true;
    } catch (ServerError e) {
      tokens.error(e);
      tokens.end();
      return false;
    }
  }

  private void read() {
    try {
      while (true) {
        PacketReader.Message message = in.read();
        if (message.type() == ATTENTION) {
          session.cancel();
        }
        requests.add(message);
      }
    } catch (IOException e) {
      session.cancel();
      requests.add(END);
    }
  }

  private void serve() throws IOException, InterruptedException {
    for (PacketReader.Message m = requests.take(); m.type() != END.type(); m = requests.take()) {
      if (m.type() == ATTENTION) {
        session.cancellationTaken();
        tokens.endCancelled();
        continue;
      }
      if (m.ignored()) {
        continue;
      }
      answer(m);
      if (!session.isCancelled()) {
        tokens.end();
      }
    }
  }

  private void answer(PacketReader.Message message) throws IOException {
    try {
      if (message.reset()) {
        session.reset(tokens);
        procedures.clear();
        tokens.sessionReset();
      }
      switch (message.type()) {
        case BATCH -> {
          Request request = new Request(message.body());
          request.skipHeaders();
          String sql = request.text(request.left(), StandardCharsets.UTF_16LE);
          session.run(sql, Map.of(), tokens);
        }
        case RPC -> {
          for (RpcReader.Call call : RpcReader.calls(message.body())) {
            if (!session.isCancelled()) {
              procedures.call(call, tokens);
            }
          }
        }
        case TRANSACTION -> transaction(message.body());
        default -> throw ServerError.unsupported("message type " + message.type());
      }
    } catch (ServerError e) {
      tokens.error(e);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void transaction(byte[] body) throws ServerError, IOException, SQLException {
    Request request = new Request(body);
    request.skipHeaders();
    int type = request.u16();
    switch (type) {
      case 5 -> {
        session.begin(tokens);
        tokens.done(0, -1);
      }
      case 7 -> session.run("COMMIT TRANSACTION", Map.of(), tokens);
      case 8 -> session.run("ROLLBACK TRANSACTION", Map.of(), tokens);
      default -> throw ServerError.unsupported("transaction request " + type);
    }
  }

  /** Cuts the connection. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
    Session ended = session;
    if (ended != null) {
      ended.cancel();
      logins.ended(this);
    }
  }
}
