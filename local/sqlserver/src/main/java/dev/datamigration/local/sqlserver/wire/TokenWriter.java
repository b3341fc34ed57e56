package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.engine.Response;
import dev.datamigration.local.sqlserver.engine.ResultColumn;
import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes the tokens of one message. A DONE is held back until what follows it is known, because it
 * says whether more comes.
 */
final class TokenWriter implements Response {
  private static final int MORE = 0x01;
  private static final int ERROR = 0x02;
  private static final int COUNT = 0x10;
  private static final int ATTENTION = 0x20;

  private final PacketWriter out;
  private final ColumnWriter columns;
  private List<ResultColumn> current = List.of();
  private boolean procedure;
  private boolean pending;
  private int pendingToken;
  private int pendingStatus;
  private int pendingCommand;
  private long pendingCount;

  TokenWriter(PacketWriter out) {
    this.out = out;
    this.columns = new ColumnWriter(out);
  }

  /** Whether statements are those of a procedure from here on. */
  void procedure(boolean inProcedure) {
    procedure = inProcedure;
  }

  @Override
  public void columns(List<ResultColumn> resultColumns) throws IOException, ServerError {
    for (ResultColumn column : resultColumns) {
      new ColumnWriter(new PacketWriter(OutputStream.nullOutputStream())).type(column.type());
    }
    more();
    current = resultColumns;
    out.u8(0x81);
    out.u16(resultColumns.size());
    for (ResultColumn column : resultColumns) {
      out.i32(column.type().kind() == Kind.ROWVERSION ? 80 : 0);
      out.u16(
          (column.nullable() ? 0x01 : 0)
              | (column.identity() ? 0x10 : 0x08)
              | (column.computed() ? 0x20 : 0));
      columns.type(column.type());
      out.shortText(column.name());
    }
  }

  @Override
  public void row(Object[] values) throws IOException, SQLException {
    out.u8(0xD1);
    for (int i = 0; i < values.length; i++) {
      columns.value(current.get(i).type(), values[i]);
    }
  }

  @Override
  public void done(int command, long count) throws IOException {
    hold(procedure ? 0xFF : 0xFD, count < 0 ? 0 : COUNT, command, Math.max(count, 0));
  }

  /** The end of a procedure. */
  void doneProcedure(boolean failed) throws IOException {
    hold(0xFE, failed ? ERROR : 0, 0, 0);
  }

  @Override
  public void error(ServerError error) throws IOException {
    more();
    out.u8(0xAA);
    int length = 4 + 1 + 1 + 2 + error.getMessage().length() * 2 + 1 + NAME.length() * 2 + 1 + 4;
    out.u16(length);
    out.i32(error.number());
    out.u8(error.state());
    out.u8(error.severity());
    out.longText(error.getMessage());
    out.shortText(NAME);
    out.u8(0);
    out.i32(1);
    hold(procedure ? 0xFF : 0xFD, ERROR, 0, 0);
  }

  static final String NAME = "STANDIN";

  void loginAccepted(int version) throws IOException {
    String program = "Microsoft SQL Server";
    out.u8(0xAD);
    out.u16(1 + 4 + 1 + program.length() * 2 + 4);
    out.u8(1);
    out.u8(version >> 24);
    out.u8(version >> 16);
    out.u8(version >> 8);
    out.u8(version);
    out.shortText(program);
    out.u8(16);
    out.u8(0);
    out.u8(1000 >> 8);
    out.u8(1000 & 0xFF);
  }

  void packetSizeChanged(int size, int before) throws IOException {
    change(4, Integer.toString(size), Integer.toString(before));
  }

  void collationChanged() throws IOException {
    out.u8(0xE3);
    out.u16(1 + 1 + 5 + 1);
    out.u8(7);
    out.u8(5);
    out.i32(Collation.DEFAULT.info());
    out.u8(Collation.DEFAULT.sortId());
    out.u8(0);
  }

  void sessionReset() throws IOException {
    out.u8(0xE3);
    out.u16(3);
    out.u8(18);
    out.u16(0);
  }

  @Override
  public void databaseChanged(String database, String before) throws IOException {
    more();
    change(1, database, before);
  }

  @Override
  public void transaction(long began, long ended, boolean committed) throws IOException {
    more();
    boolean begins = began != 0;
    out.u8(0xE3);
    out.u16(1 + 1 + 8 + 1);
    out.u8(begins ? 8 : committed ? 9 : 10);
    if (begins) {
      out.u8(8);
      out.i64(began);
      out.u8(0);
    } else {
      out.u8(0);
      out.u8(8);
      out.i64(ended);
    }
  }

  private void change(int type, String now, String before) throws IOException {
    out.u8(0xE3);
    out.u16(1 + 1 + now.length() * 2 + 1 + before.length() * 2);
    out.u8(type);
    out.shortText(now);
    out.shortText(before);
  }

  void returnStatus(int status) throws IOException {
    more();
    out.u8(0x79);
    out.i32(status);
  }

  void returnValue(int ordinal, String name, SqlType type, Object value)
      throws IOException, SQLException, ServerError {
    more();
    out.u8(0xAC);
    out.u16(ordinal);
    out.shortText(name);
    out.u8(1);
    out.i32(0);
    out.u16(1);
    columns.type(type);
    columns.value(type, value);
  }

  private void hold(int token, int status, int command, long count) throws IOException {
    more();
    pending = true;
    pendingToken = token;
    pendingStatus = status;
    pendingCommand = command;
    pendingCount = count;
  }

  private void more() throws IOException {
    if (pending) {
      pending = false;
      write(pendingToken, pendingStatus | MORE, pendingCommand, pendingCount);
    }
  }

  private void write(int token, int status, int command, long count) throws IOException {
    out.u8(token);
    out.u16(status);
    out.u16(command);
    out.i64(count);
  }

  /** Ends the message; a message without any DONE gets one. */
  void end() throws IOException {
    if (!pending) {
      hold(0xFD, 0, 0, 0);
    }
    pending = false;
    write(pendingToken, pendingStatus, pendingCommand, pendingCount);
    out.endMessage();
    procedure = false;
  }

  /** Ends the message with the acknowledgement of a cancellation, whatever was written of it. */
  void endCancelled() throws IOException {
    pending = false;
    procedure = false;
    write(0xFD, ATTENTION, 0, 0);
    out.endMessage();
  }
}
