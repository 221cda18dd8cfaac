package io.ordersetl.checking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordersetl.checking.CheckBench.Checked;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.csv.CSVRecord;

/**
 * Random contracts and objects, checked by the product on both its paths and by judges that don't
 * share its code. The seed decides everything.
 */
final class Fuzz {
  private static final int OBJECTS_A_CONTRACT = 40;

  private final Random random;
  private final FuzzCopy copy;
  private final List<String> differences = new ArrayList<>();
  private long executions;
  private long rowsStaged;
  private long rowsRejected;

  Fuzz(long seed, Connection connection) {
    this.random = new Random(seed);
    this.copy = new FuzzCopy(connection);
  }

  /** Executions so far: an object, checked in three ways and judged. */
  long executions() {
    return executions;
  }

  /** What differed, each with its smallest object. */
  List<String> differences() {
    return differences;
  }

  String summary() {
    return "%d executions, %d rows staged, %d violations, %d differences"
        .formatted(executions, rowsStaged, rowsRejected, differences.size());
  }

  /** One contract and some objects for it. */
  void round() throws SQLException, IOException {
    FuzzContract contract = FuzzContract.random(random);
    CheckBench bench = new CheckBench(contract.json());
    FuzzObject objects = new FuzzObject(contract, random);
    StringBuilder staged = new StringBuilder();
    for (int i = 0; i < OBJECTS_A_CONTRACT; i++) {
      byte[] object = objects.next();
      int buffer = 8 + random.nextInt(200);
      executions++;
      if (difference(contract, bench, object, buffer) != null) {
        note(contract, bench, object, buffer);
        continue;
      }
      Checked checked = bench.quickly(object, buffer);
      if (checked.exitCode() == 0) {
        staged.append(checked.staged());
        rowsStaged += checked.staged().lines().count();
        rowsRejected += checked.rejects().lines().count();
      }
    }
    String refused = copy.difference(contract, staged.toString());
    if (refused != null) {
      differences.add(contract.json() + "\n" + refused);
    }
  }

  private static String difference(
      FuzzContract contract, CheckBench bench, byte[] object, int buffer) throws IOException {
    Checked slow = bench.slowly(object);
    Checked quick = bench.quickly(object, buffer);
    if (!slow.equals(quick)) {
      return "slow and fast path differ:\n" + slow + "\n" + quick;
    }
    Checked expected = new FuzzOracle(contract).judge(object);
    boolean isSame =
        slow.exitCode() == expected.exitCode()
            && Objects.equals(slow.staged(), expected.staged())
            && Objects.equals(slow.rejects(), expected.rejects());
    return isSame
        ? wholeTextDifference(object)
        : "expected\n" + expected + "\nbut the product says\n" + slow;
  }

  /** Where Commons CSV reads the whole text, it reads the records that it reads one by one. */
  private static String wholeTextDifference(byte[] object) throws IOException {
    String text = new String(object, UTF_8);
    boolean isMarked = text.startsWith("\uFEFF");
    FuzzRecords records = new FuzzRecords(object, isMarked ? 3 : 0);
    if (!Arrays.equals(text.getBytes(UTF_8), object)
        || records.isQuoteOpen()
        || records.found().stream().anyMatch(found -> found.fields() == null)) {
      return null;
    }
    List<List<String>> one =
        records.found().stream()
            .map(
                found ->
                    found.fields().stream()
                        .map(f -> f == null ? null : new String(f, UTF_8))
                        .toList())
            .toList();
    List<List<String>> whole =
        FuzzRecords.parse(isMarked ? text.substring(1) : text).stream()
            .map(CSVRecord::toList)
            .toList();
    return one.equals(whole)
        ? null
        : "Commons CSV reads the whole as " + whole + ", one by one " + one;
  }

  private void note(FuzzContract contract, CheckBench bench, byte[] object, int buffer)
      throws IOException {
    byte[] smallest = object;
    for (int size = object.length / 2; size > 0; size = size == 1 ? 0 : size / 2) {
      for (int at = 0; at + size <= smallest.length; ) {
        byte[] less = without(smallest, at, size);
        boolean stays = difference(contract, bench, less, buffer) != null;
        smallest = stays ? less : smallest;
        at += stays ? 0 : 1;
      }
    }
    String shown = new String(smallest, ISO_8859_1).replace("\n", "\\n").replace("\r", "\\r");
    differences.add(
        contract.json()
            + "\nbuffer "
            + buffer
            + ", as Latin-1: "
            + shown
            + "\n"
            + difference(contract, bench, smallest, buffer));
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    byte[] less = Arrays.copyOf(bytes, bytes.length - length);
    System.arraycopy(bytes, at + length, less, at, bytes.length - length - at);
    return less;
  }
}
