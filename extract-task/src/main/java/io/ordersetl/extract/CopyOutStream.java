package io.ordersetl.extract;

import io.ordersetl.postgres.PostgresFailures;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/** What PostgreSQL copies out; an error on the way is the server's, not the data's. */
final class CopyOutStream extends FilterInputStream {
  private final String table;

  CopyOutStream(InputStream in, String table) {
    super(in);
    this.table = table;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw PostgresFailures.explain("reading " + table, cause);
      }
      throw e;
    }
  }
}
