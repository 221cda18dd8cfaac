package io.ordersetl.testing.hostile;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bytes that are no text, and text that is odd. */
final class EncodingCases {
  private static final Things LABELLED = Things.labelled();

  private static final Map<String, String> NOT_UTF_8 =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("a continuation alone", "80"),
              Map.entry("a Latin-1 letter", "E9"),
              Map.entry("two continuations too many", "C3A980BF"),
              Map.entry("an overlong NUL", "C080"),
              Map.entry("an overlong slash of two bytes", "C0AF"),
              Map.entry("an overlong slash of three bytes", "E080AF"),
              Map.entry("an overlong slash of four bytes", "F08080AF"),
              Map.entry("a high surrogate", "EDA080"),
              Map.entry("a pair of surrogates", "EDA0BDEDB880"),
              Map.entry("a letter behind the last", "F4908080"),
              Map.entry("a start of five bytes", "F888808080"),
              Map.entry("a start of six bytes", "FC8480808080"),
              Map.entry("FE", "FE"),
              Map.entry("FF", "FF"),
              Map.entry("one byte of two", "C3"),
              Map.entry("two bytes of three", "E282"),
              Map.entry("three bytes of four", "F09F98"),
              Map.entry("one byte of four", "F0")));

  private EncodingCases() {}

  static List<HostileCase> all() {
    List<HostileCase> cases = new ArrayList<>();
    NOT_UTF_8.forEach((name, hex) -> cases.add(notUtf8(name, hex)));
    cases.addAll(
        List.of(
            HostileCase.of("a letter cut by the end of the object", LABELLED)
                .latin1("id,label\n1,a\n2,\u00F0\u009F\u0098")
                .stages("1,a\n")
                .rejects("3@13 label encoding", "\\xF0\\x9F\\x98", "2,\\xF0\\x9F\\x98"),
            HostileCase.of("bad bytes within quotes and line breaks", LABELLED)
                .latin1("id,label\n1,\"a\n\u00E9,\"\"\"\n2,b\n")
                .rejects("2@9 label encoding", "a\n\\xE9,\"", "1,\"a\n\\xE9,\"\"\"")
                .stages("2,b\n"),
            HostileCase.of("good text beside a column that is not UTF-8", extended())
                .latin1("id,label,note\n1,\u00C3\u00A9,\u00E9\n2,\"\u00E2\u0082\u00AC\",c\n")
                .rejects("2@14 note encoding", "\\xE9", "1,\u00E9,\\xE9")
                .stages("2,\u20AC,c\n"),
            HostileCase.of("NUL in every kind of column", kinds())
                .csv("id,label,day\n\0,a,\n1,\0,\n2,a\0b,2026-01-0\0\n3,\"\0\",\n4,a,\n")
                .rejects("2@13 id encoding", "\\x00", "\\x00,a,")
                .rejects("3@18 label encoding", "\\x00", "1,\\x00,")
                .rejects("4@23 label encoding", "a\\x00b", "2,a\\x00b,2026-01-0\\x00")
                .rejects("4@23 day encoding", "2026-01-0\\x00", "2,a\\x00b,2026-01-0\\x00")
                .rejects("5@40 label encoding", "\\x00", "3,\"\\x00\",")
                .stages("4,a,\n"),
            HostileCase.of("text of every length in UTF-8", LABELLED)
                .csv("id,label\n1,a\u00E9\u20AC\uD83D\uDE00\n2,\"\uD83D\uDE00\u6F22\"\n")
                .stages("1,a\u00E9\u20AC\uD83D\uDE00\n2,\uD83D\uDE00\u6F22\n"),
            HostileCase.of("letters that are none, marks and controls", LABELLED)
                .csv(
                    "id,label\n1,\uFFFF\uFFFE\n2,\uFEFFa\n3,\u0001\u0007\u001B[31m\u007F\n4,\u202Ea\n")
                .stages("1,\uFFFF\uFFFE\n2,\uFEFFa\n3,\u0001\u0007\u001B[31m\u007F\n4,\u202Ea\n"),
            HostileCase.of("digits of other scripts", Things.of("id bigint", "at date null"))
                .csv("id,at\n\uFF11,\n1,\u0662\u0660\u0662\u0666-01-01\n2,\n")
                .rejects("2@6 id type", "\uFF11", "\uFF11,")
                .rejects(
                    "3@11 at type",
                    "\u0662\u0660\u0662\u0666-01-01",
                    "1,\u0662\u0660\u0662\u0666-01-01")
                .stages("2,\n"),
            HostileCase.of("lengths are counted in characters", limited())
                .csv(
                    "id,label\n1,\uD83D\uDE00\uD83D\uDE00\n2,e\u0301x\n3,\u00E9\u00E9\n4,\u00E9ab\n")
                .stages("1,\uD83D\uDE00\uD83D\uDE00\n")
                .rejects("3@20 label length", "e\u0301x", "2,e\u0301x")
                .stages("3,\u00E9\u00E9\n")
                .rejects("5@34 label length", "\u00E9ab", "4,\u00E9ab")));
    return cases;
  }

  private static HostileCase notUtf8(String name, String hex) {
    StringBuilder raw = new StringBuilder();
    StringBuilder escaped = new StringBuilder();
    for (byte b : HexFormat.of().parseHex(hex)) {
      raw.append((char) (b & 0xff));
      escaped.append(String.format("\\x%02X", b));
    }
    String shown = escaped.toString().replace("\\xC3\\xA9", "\u00E9");
    int second = 9 + 4 + raw.length();
    return HostileCase.of("not UTF-8: " + name, LABELLED)
        .latin1("id,label\n1,a%s\n2,%s\"\n3,c\n".formatted(raw, raw))
        .rejects("2@9 label encoding", "a" + shown, "1,a" + shown)
        .rejects("3@" + second + " label encoding", shown + "\"", "2," + shown + "\"")
        .stages("3,c\n");
  }

  private static Things extended() {
    return Things.of("id bigint key", "label text null", "note text null");
  }

  private static Things kinds() {
    return Things.of("id bigint key", "label text null", "day date null");
  }

  private static Things limited() {
    return Things.of("id bigint key", "label text null \"length\": 2");
  }
}
