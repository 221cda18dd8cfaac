package io.ordersetl.checking;

import io.ordersetl.checking.RecordBatch.Shape;
import io.ordersetl.dataset.Contract;
import io.ordersetl.task.Progress;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The rows of one dataset on their way from its inputs to staged parts and rejects. */
final class DatasetCheck {
  private final Contract contract;
  private final RowCheck rows;
  private final KeyColumns key;
  private final StagedLines lines;
  private final Rejects rejects;
  private final Reading reading;
  private final RecordJudge judge = new RecordJudge();
  private Progress progress;
  private long bytesOfEarlierInputs;
  private long rowsRead;

  DatasetCheck(RowCheck rows, StagedLines lines, Rejects rejects, Reading reading) {
    this.contract = rows.contract();
    this.rows = rows;
    this.key = rows.key();
    this.lines = lines;
    this.rejects = rejects;
    this.reading = reading;
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
    try (CountingStream counted = new CountingStream(input.open().get());
        InputStream plain = input.isGzip() ? new GzipMembers(counted) : counted) {
      read(input, plain, counted);
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

  private void read(CheckInput input, InputStream plain, CountingStream counted)
      throws IOException {
    RecordFramer framer =
        new RecordFramer(input.name(), plain, contract.maxRecordBytes(), reading.bufferBytes());
    RecordBatch batch = new RecordBatch();
    Header header = header(input, framer, batch);
    framer.recognise(reading.plainLines().apply(contract, header));
    while (framer.next(batch)) {
      check(input.name(), batch, header);
      progress.at(rowsRead, bytesOfEarlierInputs + counted.count());
    }
  }

  private Header header(CheckInput input, RecordFramer framer, RecordBatch batch)
      throws IOException {
    if (!framer.first(batch)) {
      throw TaskFailure.dataUnacceptable(
          input.name()
              + ": expected a header with "
              + contract.columnNames()
              + ", found nothing; a dataset of no rows still needs its header");
    }
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

  private void check(String object, RecordBatch batch, Header header) {
    Iterator<Fields> judged = judge.judge(batch).iterator();
    for (int record = 0; record < batch.count(); record++) {
      List<Violation> violations =
          batch.shape(record) == Shape.PLAIN
              ? addPlain(batch, record, header)
              : addOdd(batch, record, judged.next(), header);
      if (!violations.isEmpty()) {
        rejects.add(object, batch, record, violations);
      }
    }
    rowsRead += batch.count();
    lines.flush();
  }

  /** Of a plain line only the key is left to look at. */
  private List<Violation> addPlain(RecordBatch batch, int record, Header header) {
    int start = batch.start(record);
    int end = batch.end(record);
    if (!key.claim(batch.bytes(), start, end, header)) {
      return List.of(key.violation());
    }
    lines.addPlain(batch.bytes(), start, end, header);
    return List.of();
  }

  private List<Violation> addOdd(RecordBatch batch, int record, Fields fields, Header header) {
    if (batch.shape(record) == Shape.TOO_LONG) {
      String length = Long.toString(batch.length(record));
      return List.of(new Violation(null, Rule.RECORD_BYTES, length));
    }
    if (fields == null) {
      return List.of(new Violation(null, Rule.PARSE, null));
    }
    List<Violation> violations = rows.check(fields, header, lines.written());
    if (violations.isEmpty()) {
      lines.countWritten();
    }
    return violations;
  }
}
