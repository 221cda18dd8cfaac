package io.ordersetl.checking;

import io.ordersetl.checking.RecordFramer.LineMatcher;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.DefinitionReader;
import io.ordersetl.task.TaskFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks bytes against a contract without a server, in any way of reading. */
final class CheckBench {
  private static final long KEY_MEMORY = 1 << 20;

  private final Contract contract;
  private int plain;

  /** All that a check gives: staged lines and rejects, or why it stopped and with which status. */
  record Checked(String staged, String rejects, int exitCode, String failure) {}

  /** How an object's bytes come in. */
  private interface Source {
    InputStream open(byte[] object);
  }

  /**
   * @param json the contract of a source
   */
  CheckBench(String json) {
    contract =
        DefinitionReader.read(new TreeMap<>(Map.of("sources/things.json", json))).sources().get(0);
  }

  /** Every row by Commons CSV and the columns' checks: the judge. */
  Checked slowly(byte[] object) {
    return slowly(object, 1 << 16);
  }

  /** The same with a buffer of some size. */
  Checked slowly(byte[] object, int bufferBytes) {
    Reading slow = new Reading(bufferBytes, (c, header) -> (bytes, from) -> PlainValue.ODD);
    return check(object, slow, ByteArrayInputStream::new);
  }

  /** As extract does it, with a buffer of some size. */
  Checked quickly(byte[] object, int bufferBytes) {
    return check(object, new Reading(bufferBytes, this::counting), ByteArrayInputStream::new);
  }

  /** As a slow network has it: a few bytes at a time, and never a word on how many there are. */
  Checked inDribbles(byte[] object, int bufferBytes) {
    return check(object, new Reading(bufferBytes, this::counting), DribblingStream::new);
  }

  private LineMatcher counting(Contract c, Header header) {
    PlainLines lines = new PlainLines(c, header);
    return (bytes, from) -> {
      int end = lines.end(bytes, from);
      plain += end == PlainValue.ODD ? 0 : 1;
      return end;
    };
  }

  /** How many lines were recognised as plain so far. */
  int plainLines() {
    return plain;
  }

  private Checked check(byte[] object, Reading reading, Source source) {
    ByteArrayOutputStream staged = new ByteArrayOutputStream();
    StringBuilder rejected = new StringBuilder();
    StagedLines lines =
        new StagedLines((bytes, offset, length, count) -> staged.write(bytes, offset, length));
    Rejects rejects = new Rejects("r", "things", rejected::append);
    RowCheck rows = new RowCheck(contract, KeyColumns.of(contract, KEY_MEMORY));
    CheckInput input =
        new CheckInput(contract.location(), object.length, () -> source.open(object));
    try {
      new DatasetCheck(rows, lines, rejects, reading).read(List.of(input));
    } catch (TaskFailure e) {
      return new Checked(null, null, e.exitCode().status(), e.getMessage());
    }
    return new Checked(staged.toString(StandardCharsets.UTF_8), rejected.toString(), 0, null);
  }
}
