package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Holds rows against a contract: a good row becomes a canonical line, a bad one its violations. */
final class RowCheck {
  private final Contract contract;
  private final List<Column> columns;
  private final List<ColumnCheck> checks;
  private final KeyColumns key;

  RowCheck(Contract contract, KeyColumns key) {
    this.contract = contract;
    this.columns = contract.columns();
    this.checks = columns.stream().map(ColumnCheck::new).toList();
    this.key = key;
  }

  Contract contract() {
    return contract;
  }

  KeyColumns key() {
    return key;
  }

  /** Appends the row's line and returns no violation, or leaves the lines as they are. */
  List<Violation> check(Fields fields, Header header, StringBuilder lines) {
    if (fields.count() != header.fieldCount()) {
      return List.of(new Violation(null, Rule.COLUMNS, Integer.toString(fields.count())));
    }
    int start = lines.length();
    List<Violation> violations = null;
    for (int column = 0; column < checks.size(); column++) {
      lines.append(column == 0 ? "" : ",");
      Violation violation =
          check(column, fields.value(header.field(column)), fields.isLatin1(), lines);
      if (violation != null) {
        violations = violations == null ? new ArrayList<>() : violations;
        violations.add(violation);
      }
    }
    if (violations == null && !key.claim(lines)) {
      violations = List.of(key.violation());
    }
    if (violations != null) {
      lines.setLength(start);
      return violations;
    }
    CanonicalCsv.protectEndMarker(lines, start);
    lines.append('\n');
    return List.of();
  }

  private Violation check(int column, String value, boolean latin1, StringBuilder lines) {
    key.fieldStarts(column, lines.length());
    String text = latin1 && value != null ? utf8(value) : value;
    if (text == null && value != null) {
      byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
      return violation(column, Rule.ENCODING, EscapedBytes.text(bytes, 0, bytes.length));
    }
    Rule broken = checks.get(column).check(text, lines);
    return broken == null ? null : violation(column, broken, text);
  }

  private Violation violation(int column, Rule rule, String value) {
    return new Violation(columns.get(column).name(), rule, value);
  }

  /** The text of a field whose characters are its bytes; null where they are not UTF-8. */
  private static String utf8(String bytes) {
    try {
      ByteBuffer raw = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
