package io.ordersetl.checking;

import io.ordersetl.checking.RecordBatch.Shape;
import io.ordersetl.dataset.Contract;
import io.ordersetl.staging.PartWriter;
import io.ordersetl.task.Progress;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The rows of one dataset on their way from its inputs to staged parts and rejects. */
final class DatasetCheck {
  private static final int GZIP_BUFFER = 64 << 10;

  private final Contract contract;
  private final RowCheck rows;
  private final PartWriter parts;
  private final Rejects rejects;
  private final RecordJudge judge = new RecordJudge();
  private final StringBuilder lines = new StringBuilder();
  private Progress progress;
  private long bytesOfEarlierInputs;
  private long rowsRead;

  DatasetCheck(Contract contract, KeyColumns key, PartWriter parts, Rejects rejects) {
    this.contract = contract;
    this.rows = new RowCheck(contract, key);
    this.parts = parts;
    this.rejects = rejects;
  }

  /** Reads all inputs and returns how many rows they had. */
  long read(List<CheckInput> inputs) {
    long bytes = inputs.stream().mapToLong(CheckInput::bytes).sum();
    progress = new Progress("checking " + contract.name(), bytes);
    inputs.forEach(this::read);
    progress.done(rowsRead, bytesOfEarlierInputs);
    return rowsRead;
  }

  private void read(CheckInput input) {
    try (CountingStream counted = new CountingStream(input.open().get())) {
      read(input, counted);
      bytesOfEarlierInputs += counted.count();
    } catch (IOException e) {
      throw TaskFailure.dataUnacceptable(
          input.name()
              + ": can't be read to its end ("
              + e.getMessage()
              + ")"
              + (input.isGzip() ? "; it is not a whole gzip file, export it again" : ""));
    }
  }

  private void read(CheckInput input, CountingStream counted) throws IOException {
    InputStream plain = input.isGzip() ? new GZIPInputStream(counted, GZIP_BUFFER) : counted;
    RecordFramer framer = new RecordFramer(input.name(), plain, contract.maxRecordBytes());
    RecordBatch batch = new RecordBatch();
    Header header = null;
    while (framer.next(batch)) {
      int first = 0;
      if (header == null) {
        header = header(input, batch);
        first = 1;
      }
      check(input.name(), batch, first, header);
      progress.at(rowsRead, bytesOfEarlierInputs + counted.count());
    }
    if (header == null) {
      throw TaskFailure.dataUnacceptable(
          input.name()
              + ": expected a header with "
              + contract.columnNames()
              + ", found nothing; a dataset of no rows still needs its header");
    }
  }

  private Header header(CheckInput input, RecordBatch batch) {
    Fields first = batch.shape(0) == Shape.TOO_LONG ? null : judge.judgeOne(batch, 0);
    if (first == null) {
      throw TaskFailure.dataUnacceptable(
          input.name()
              + ": the header on line "
              + batch.line(0)
              + " can't be parsed; expected "
              + contract.header());
    }
    return Header.match(input.name(), contract, first);
  }

  private void check(String object, RecordBatch batch, int first, Header header) {
    List<Fields> judged = judge.judge(batch);
    lines.setLength(0);
    long good = 0;
    for (int record = first; record < judged.size(); record++) {
      List<Violation> violations = violations(batch, record, judged.get(record), header);
      if (violations.isEmpty()) {
        good++;
      } else {
        rejects.add(object, batch, record, violations);
      }
    }
    rowsRead += judged.size() - first;
    byte[] encoded = lines.toString().getBytes(StandardCharsets.UTF_8);
    parts.write(encoded, 0, encoded.length, good);
  }

  private List<Violation> violations(RecordBatch batch, int record, Fields fields, Header header) {
    if (batch.shape(record) == Shape.TOO_LONG) {
      String length = Long.toString(batch.length(record));
      return List.of(new Violation(null, Rule.RECORD_BYTES, length));
    }
    if (fields == null) {
      return List.of(new Violation(null, Rule.PARSE, null));
    }
    return rows.check(fields, header, lines);
  }
}
