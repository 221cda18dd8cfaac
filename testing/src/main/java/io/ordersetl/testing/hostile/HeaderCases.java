package io.ordersetl.testing.hostile;

import java.util.List;

/** The first record, which says where the columns are. */
final class HeaderCases {
  private static final Things LABELLED = Things.labelled();
  private static final String EXPECTED = "expected a header with [id, label] in any order, found ";

  private HeaderCases() {}

  static List<HostileCase> all() {
    return List.of(
        HostileCase.of("reordered columns", LABELLED).csv("label,id\na,1\n").stages("1,a\n"),
        HostileCase.of("unknown columns are ignored, whatever is in them", LABELLED)
            .latin1("x,label,,id\n\u00FF,a,\u0000,1\n\"q\n\"\"\",b,=2,2\n")
            .stages("1,a\n2,b\n"),
        HostileCase.of("unknown columns are refused where the contract says so", strict())
            .csv("id,label,note\n1,a,b\n")
            .fails(65, "things.csv: the contract doesn't know these columns: [note]"),
        HostileCase.of("a missing column", LABELLED)
            .csv("id,lable\n1,a\n")
            .fails(65, "these columns are missing: [label]", EXPECTED + "[id, lable]"),
        HostileCase.of("a column twice", LABELLED)
            .csv("id,label,id\n1,a,2\n")
            .fails(65, "these columns are there twice: [id]"),
        HostileCase.of("an unknown column twice", LABELLED)
            .csv("x,id,x,label,x\n1,2,3,a,5\n")
            .stages("2,a\n"),
        HostileCase.of("capital letters make another name", LABELLED)
            .csv("ID,Label\n1,a\n")
            .fails(65, "these columns are missing: [id, label]", "found [ID, Label]"),
        HostileCase.of("blanks make another name", LABELLED)
            .csv("id, label\n1,a\n")
            .fails(65, "these columns are missing: [label]", "found [id,  label]"),
        HostileCase.of("quoted names", LABELLED).csv("\"id\",\"label\"\r\n1,a\r\n").stages("1,a\n"),
        HostileCase.of("semicolons", LABELLED)
            .csv("id;label\n1;a\n")
            .fails(65, "these columns are missing: [id, label]", "found [id;label]"),
        HostileCase.of("tabs", LABELLED)
            .csv("id\tlabel\n1\ta\n")
            .fails(65, "these columns are missing: [id, label]"),
        HostileCase.of("no header", LABELLED)
            .csv("1,a\n2,b\n")
            .fails(65, "these columns are missing: [id, label]", "found [1, a]"),
        HostileCase.of("a header that can't be parsed", LABELLED)
            .csv("\"id\"x,label\n1,a\n")
            .fails(65, "things.csv: the header on line 1 can't be parsed"),
        HostileCase.of("a header with NUL", LABELLED)
            .csv("i\u0000d,label\n1,a\n")
            .fails(65, "these columns are missing: [id]"),
        HostileCase.of("a header that is not UTF-8", LABELLED)
            .latin1("id,label\u00FF\n1,a\n")
            .fails(65, "these columns are missing: [label]"),
        HostileCase.of("a header in a second line", LABELLED)
            .csv("Export of 2026-11-22\nid,label\n1,a\n")
            .fails(65, "these columns are missing: [id, label]", "found [Export of 2026-11-22]"),
        HostileCase.of("the mark of UTF-8", LABELLED)
            .csv("\uFEFFid,label\n1,a\nx,b\n")
            .stages("1,a\n")
            .rejects("3@16 id type", "x", "x,b"),
        HostileCase.of("the mark of UTF-8 before a quote", LABELLED)
            .csv("\uFEFF\"id\",label\n1,a\n")
            .stages("1,a\n"),
        HostileCase.of("the mark of UTF-8 alone", LABELLED)
            .csv("\uFEFF")
            .fails(65, "expected a header with [id, label], found nothing"),
        HostileCase.of("the mark of UTF-8 twice", LABELLED)
            .csv("\uFEFF\uFEFFid,label\n1,a\n")
            .fails(65, "these columns are missing: [id]"),
        HostileCase.of("the mark of little-endian UTF-16", LABELLED)
            .latin1("\u00FF\u00FEi\0d\0")
            .fails(65, "things.csv: expected UTF-8, found the byte-order mark of UTF-16"),
        HostileCase.of("the mark of big-endian UTF-16", LABELLED)
            .latin1("\u00FE\u00FF\0i\0d")
            .fails(65, "things.csv: expected UTF-8, found the byte-order mark of UTF-16"),
        HostileCase.of("UTF-16 without a mark", LABELLED)
            .latin1("i\0d\0,\0l\0a\0b\0e\0l\0\n\0")
            .fails(65, "these columns are missing: [id, label]"));
  }

  private static Things strict() {
    return LABELLED.with("\"unknownColumns\": \"fail\"");
  }
}
