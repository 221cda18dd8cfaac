package io.ordersetl.testing.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A hostile CSV and what has to become of it: rows that are staged and rows that are rejected, or a
 * failure. The object is read as the source {@code things}.
 */
public final class HostileCase {
  private final String name;
  private final Things contract;
  private Supplier<byte[]> content = () -> new byte[0];
  private boolean isLarge;
  private final StringBuilder staged = new StringBuilder();
  private final List<String> rejects = new ArrayList<>();
  private int exitCode;
  private List<String> messages = List.of();

  private HostileCase(String name, Things contract) {
    this.name = name;
    this.contract = contract;
  }

  static HostileCase of(String name, Things contract) {
    return new HostileCase(name, contract);
  }

  HostileCase csv(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Text of which every character is one byte. */
  HostileCase latin1(String text) {
    return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  HostileCase bytes(byte[] object) {
    content = object::clone;
    return this;
  }

  /** Made when it is asked for, since it is too large to be read a hundred times. */
  HostileCase large(Supplier<byte[]> object) {
    content = object;
    isLarge = true;
    return this;
  }

  /** Whole lines of canonical CSV. */
  HostileCase stages(String lines) {
    staged.append(lines);
    return this;
  }

  /**
   * One violation.
   *
   * @param where such as {@code 3@36 id min}: line, byte offset, column, rule; without a column
   *     where the whole record is at fault
   * @param value what was found; null where nothing was
   */
  HostileCase rejects(String where, String value, String raw) {
    String[] words = where.split("[@ ]", -1);
    boolean hasColumn = words.length == 4;
    rejects.add(
        String.join(
            ",",
            words[0],
            words[1],
            hasColumn ? quoted(words[2]) : "",
            words[words.length - 1],
            quoted(value),
            quoted(raw)));
    return this;
  }

  /** The task stops; what its message has to say. */
  HostileCase fails(int status, String... parts) {
    exitCode = status;
    messages = List.of(parts);
    return this;
  }

  private static String quoted(String value) {
    if (value == null) {
      return "";
    }
    boolean needsQuotes = value.isEmpty() || value.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return needsQuotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  /** The contract of {@code things}, as JSON. */
  public String contract() {
    return contract.json();
  }

  /** The object's key below the source's prefix. */
  public String object() {
    return contract.object();
  }

  public byte[] content() {
    return content.get();
  }

  /** Whether reading it takes long. */
  public boolean isLarge() {
    return isLarge;
  }

  /** The rows that are staged, as canonical CSV without a header. */
  public String staged() {
    return staged.toString();
  }

  /**
   * The rejects file without its header.
   *
   * @param runId of the run that reads it
   * @param uri of the object, as the run names it
   */
  public String rejects(String runId, String uri) {
    StringBuilder lines = new StringBuilder();
    rejects.forEach(reject -> lines.append(runId + ",things," + uri + ',' + reject + '\n'));
    return lines.toString();
  }

  /** The exit status of the task: 0 where rows are staged. */
  public int exitCode() {
    return exitCode;
  }

  /** What the message of a failure has to contain. */
  public List<String> messages() {
    return messages;
  }

  @Override
  public String toString() {
    return name;
  }
}
