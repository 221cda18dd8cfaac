package io.ordersetl.checking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordersetl.checking.CheckBench.Checked;
import io.ordersetl.checking.FuzzRecords.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a check has to give, worked out from the documentation and not from the product. */
final class FuzzOracle {
  private final FuzzContract contract;
  private final StringBuilder staged = new StringBuilder();
  private final StringBuilder rejects = new StringBuilder();
  private final Set<List<String>> keys = new HashSet<>();

  FuzzOracle(FuzzContract contract) {
    this.contract = contract;
  }

  /** The verdict; of a failure its message is left open. */
  Checked judge(byte[] object) {
    String start = object.length < 2 ? "" : "%02X%02X".formatted(object[0], object[1]);
    boolean isMarked = object.length > 2 && start.equals("EFBB") && object[2] == (byte) 0xBF;
    if (start.equals("FFFE") || start.equals("FEFF")) {
      return refused();
    }
    FuzzRecords records = new FuzzRecords(object, isMarked ? 3 : 0);
    if (records.isQuoteOpen() || records.found().isEmpty()) {
      return refused();
    }
    List<String> header = header(records.found().get(0));
    boolean isGood =
        contract.names().stream()
            .allMatch(name -> header.stream().filter(name::equals).count() == 1);
    if (!isGood) {
      return refused();
    }
    records.found().subList(1, records.found().size()).forEach(found -> judge(found, header));
    return new Checked(staged.toString(), rejects.toString(), 0, null);
  }

  private static Checked refused() {
    return new Checked(null, null, 65, null);
  }

  private List<String> header(Found first) {
    if (first.fields() == null || first.raw().length > contract.maxRecordBytes()) {
      return List.of();
    }
    return first.fields().stream()
        .map(name -> name == null ? "" : new String(name, UTF_8))
        .toList();
  }

  private void judge(Found found, List<String> header) {
    int length = found.raw().length;
    if (length > contract.maxRecordBytes()) {
      byte[] kept = Arrays.copyOf(found.raw(), contract.maxRecordBytes());
      String cut = escaped(kept) + "… [cut: " + kept.length + " of " + length + " bytes]";
      reject(found, "", "record_bytes", Integer.toString(length), cut);
    } else if (found.fields() == null) {
      reject(found, "", "parse", null, escaped(found.raw()));
    } else if (found.fields().size() != header.size()) {
      String count = Integer.toString(found.fields().size());
      reject(found, "", "columns", count, escaped(found.raw()));
    } else {
      judgeValues(found, header);
    }
  }

  private void judgeValues(Found found, List<String> header) {
    List<String> row = new ArrayList<>();
    boolean isBad = false;
    for (FuzzColumn column : contract.columns()) {
      byte[] value = found.fields().get(header.indexOf(column.name()));
      String verdict = value == null ? missing(column) : column.verdict(value);
      if (verdict.startsWith("!") && isRule(column, value)) {
        String shown = value == null ? null : escaped(value);
        reject(found, column.name(), verdict.substring(1), shown, escaped(found.raw()));
        isBad = true;
      }
      row.add(verdict);
    }
    if (!isBad) {
      stage(found, row);
    }
  }

  private static String missing(FuzzColumn column) {
    return column.nullable() ? "" : "!required";
  }

  /** A good text may begin with an exclamation mark. */
  private static boolean isRule(FuzzColumn column, byte[] value) {
    return value == null || !column.verdict(value).equals(new String(value, UTF_8));
  }

  private void stage(Found found, List<String> row) {
    List<String> key =
        contract.key().stream().map(name -> row.get(contract.names().indexOf(name))).toList();
    if (!key.isEmpty() && !keys.add(key)) {
      String names = String.join(",", contract.key());
      reject(found, names, "primary_key", String.join(",", key), escaped(found.raw()));
      return;
    }
    String line = String.join(",", row);
    staged.append(line.equals("\\.") ? "\"\\.\"" : line).append('\n');
  }

  private void reject(Found found, String column, String rule, String value, String raw) {
    rejects
        .append("r,things,things.csv,%d,%d,".formatted(found.line(), found.offset()))
        .append(column.isEmpty() ? "" : quoted(column))
        .append(',' + rule + ',')
        .append(value == null ? "" : quoted(value))
        .append(',' + quoted(raw) + '\n');
  }

  private static String quoted(String value) {
    boolean isPlain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /** Byte by byte: what is no letter is written as a number. */
  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < bytes.length) {
      int length = lengthOfLetter(bytes, i);
      text.append(
          length == 0 || bytes[i] == 0
              ? "\\x%02X".formatted(bytes[i])
              : new String(bytes, i, length, UTF_8));
      i += Math.max(1, length);
    }
    return text.toString();
  }

  private static int lengthOfLetter(byte[] bytes, int from) {
    for (int length = 1; length <= 4 && from + length <= bytes.length; length++) {
      byte[] piece = Arrays.copyOfRange(bytes, from, from + length);
      if (Arrays.equals(new String(piece, UTF_8).getBytes(UTF_8), piece)) {
        return length;
      }
    }
    return 0;
  }
}
