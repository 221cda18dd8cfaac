package io.ordersetl.testing.hostile;

import java.util.List;

/** Where lines end, and lines with nothing on them. */
final class LineCases {
  private static final Things LABELLED = Things.labelled();

  private LineCases() {}

  static List<HostileCase> all() {
    return List.of(
        HostileCase.of("CR alone ends lines", LABELLED)
            .csv("id,label\r1,a\r2,b\rx,c\r")
            .stages("1,a\n2,b\n")
            .rejects("4@17 id type", "x", "x,c"),
        HostileCase.of("CRLF ends lines", LABELLED)
            .csv("id,label\r\n1,a\r\nx,b\r\n2,c\r\n")
            .stages("1,a\n2,c\n")
            .rejects("3@15 id type", "x", "x,b"),
        HostileCase.of("mixed line ends", LABELLED)
            .csv("id,label\r\n1,a\n2,b\r3,c\r\n\n\r4,d\n\rx,e\n")
            .stages("1,a\n2,b\n3,c\n4,d\n")
            .rejects("9@30 id type", "x", "x,e"),
        HostileCase.of("two CRs before a line feed are two line ends", LABELLED)
            .csv("id,label\r\r\n1,a\r\r\nx,b\r\r\n")
            .stages("1,a\n")
            .rejects("5@17 id type", "x", "x,b"),
        HostileCase.of("no final line end", LABELLED)
            .csv("id,label\n1,a\n2,b")
            .stages("1,a\n2,b\n"),
        HostileCase.of("no final line end behind an empty field", LABELLED)
            .csv("id,label\n1,")
            .stages("1,\n"),
        HostileCase.of("no final line end behind a quote", LABELLED)
            .csv("id,label\n1,\"a\"")
            .stages("1,a\n"),
        HostileCase.of("a final CR", LABELLED).csv("id,label\n1,a\r").stages("1,a\n"),
        HostileCase.of("a header alone is no rows", LABELLED).csv("id,label\n"),
        HostileCase.of("a header without a line end too", LABELLED).csv("id,label"),
        HostileCase.of("no bytes at all", LABELLED)
            .csv("")
            .fails(65, "things.csv: expected a header with [id, label], found nothing"),
        HostileCase.of("blank lines alone", LABELLED)
            .csv("\n\r\n\n\r\r")
            .fails(65, "things.csv: expected a header with [id, label], found nothing"),
        HostileCase.of("blank lines anywhere", LABELLED)
            .csv("\n\nid,label\n\n1,a\n\n\n2,b\n\nx,c\n\n")
            .stages("1,a\n2,b\n")
            .rejects("10@23 id type", "x", "x,c"),
        HostileCase.of("a line of blanks is not blank", LABELLED)
            .csv("id,label\n  \n\t\n1,a\n")
            .rejects("2@9 columns", "1", "  ")
            .rejects("3@12 columns", "1", "\t")
            .stages("1,a\n"),
        HostileCase.of("a line of commas is not blank", LABELLED)
            .csv("id,label\n,\n,,\n1,a\n")
            .rejects("2@9 id required", null, ",")
            .rejects("3@11 columns", "3", ",,")
            .stages("1,a\n"),
        HostileCase.of("other line ends end no line", LABELLED)
            .csv("id,label\n1,a\u0085b\n2,a\u2028b\u2029c\n3,a\u000Bb\fc\n")
            .stages("1,a\u0085b\n2,a\u2028b\u2029c\n3,a\u000Bb\fc\n"),
        HostileCase.of("a substitute character from another time ends nothing", LABELLED)
            .csv("id,label\n1,a\n\u001A")
            .stages("1,a\n")
            .rejects("3@13 columns", "1", "\u001A"),
        HostileCase.of("too few and too many fields", LABELLED)
            .csv("id,label\n1\n2,a,\n3,a,b\n4,a\n")
            .rejects("2@9 columns", "1", "1")
            .rejects("3@11 columns", "3", "2,a,")
            .rejects("4@16 columns", "3", "3,a,b")
            .stages("4,a\n"),
        HostileCase.of("a quoted nothing on a line of one column", Things.of("label text null"))
            .csv("label\n\"\"\n\n\"\"\na\n")
            .stages("\"\"\n\"\"\na\n"));
  }
}
