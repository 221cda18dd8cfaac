package io.ordersetl.testing.hostile;

import java.util.List;

/** Quotes where they belong and where they don't. */
final class QuotingCases {
  private static final Things LABELLED = Things.labelled();

  private QuotingCases() {}

  static List<HostileCase> all() {
    return List.of(
        HostileCase.of("quotes in the middle of a field belong to it", LABELLED)
            .csv("id,label\n1,a\"b\"c\n2,5\" nail\n")
            .stages("1,\"a\"\"b\"\"c\"\n2,\"5\"\" nail\"\n"),
        HostileCase.of("a blank in front of a quote makes it a plain character", LABELLED)
            .csv("id,label\n1, \"a\"\n2, \"b\n")
            .stages("1,\" \"\"a\"\"\"\n2,\" \"\"b\"\n"),
        HostileCase.of("blanks behind a closing quote are dropped", LABELLED)
            .csv("id,label\n\"1\" ,\"a\" \t\n2,\"b\"\u2003\u3000\n")
            .stages("1,a\n2,b\n"),
        HostileCase.of("text behind a closing quote costs that line", LABELLED)
            .csv("id,label\n1,\"a\"b\n2,c\n")
            .rejects("2@9 parse", null, "1,\"a\"b")
            .stages("2,c\n"),
        HostileCase.of("a backslash doesn't escape a quote", LABELLED)
            .csv("id,label\n1,\"a\\\"b\"\n2,c\n")
            .rejects("2@9 parse", null, "1,\"a\\\"b\"")
            .stages("2,c\n"),
        HostileCase.of("a record that can't be parsed ends with the line it breaks on", LABELLED)
            .csv("id,label\n1,\"a\nb\"c\n2,d\n")
            .rejects("2@9 parse", null, "1,\"a\nb\"c")
            .stages("2,d\n"),
        HostileCase.of("a quote opened behind a broken one opens nothing", LABELLED)
            .csv("id,label\n1,\"a\"b,\"c\n2,d\n3,\"e\"f\",\"g\n4,h\n")
            .rejects("2@9 parse", null, "1,\"a\"b,\"c")
            .stages("2,d\n")
            .rejects("4@23 parse", null, "3,\"e\"f\",\"g")
            .stages("4,h\n"),
        HostileCase.of("letters that start like a wide blank are none", LABELLED)
            .csv("id,label\n1,\"a\"\u3042,\"c\n2,\"b\"\u2007,\"c\n3,\"d\"\u2003\u00C5,\"e\n4,f\n")
            .rejects("2@9 parse", null, "1,\"a\"\u3042,\"c")
            .rejects("3@21 parse", null, "2,\"b\"\u2007,\"c")
            .rejects("4@33 parse", null, "3,\"d\"\u2003\u00C5,\"e")
            .stages("4,f\n"),
        HostileCase.of("a quote that is never closed stops the run", LABELLED)
            .csv("id,label\n1,a\n\n2,\"b\n3,c\n4,d\n")
            .fails(65, "things.csv: the quote that opens on line 4 is never closed"),
        HostileCase.of("so does one on the last line without an end", LABELLED)
            .csv("id,label\n1,a\n2,\"")
            .fails(65, "the quote that opens on line 3 is never closed"),
        HostileCase.of("and one in the header", LABELLED)
            .csv("id,\"label\n1,a\n")
            .fails(65, "the quote that opens on line 1 is never closed"),
        HostileCase.of("line breaks within quotes stay as they are", LABELLED)
            .csv("id,label\n1,\"a\nb\r\nc\rd\n\n\r\r\n\"\n2,x\nx,y\n")
            .stages("1,\"a\nb\r\nc\rd\n\n\r\r\n\"\n2,x\n")
            .rejects("11@31 id type", "x", "x,y"),
        HostileCase.of("nothing is no empty text", LABELLED)
            .csv("id,label\n1,\n2,\"\"\n3,\"\"\"\"\n4,\"\"\"\"\"\"\n")
            .stages("1,\n2,\"\"\n3,\"\"\"\"\n4,\"\"\"\"\"\"\n"),
        HostileCase.of("commas within quotes", LABELLED)
            .csv("id,label\n1,\",\"\n2,a,b\n\"3,4\",c\n")
            .stages("1,\",\"\n")
            .rejects("3@15 columns", "3", "2,a,b")
            .rejects("4@21 id type", "3,4", "\"3,4\",c"),
        HostileCase.of("what would end COPY's input is quoted", Things.of("label text"))
            .csv("label\n\\.\n\"\\.\"\n\\.\\.\n\"a\n\\.\nb\"\n.\\\n")
            .stages("\"\\.\"\n\"\\.\"\n\\.\\.\n\"a\n\\.\nb\"\n.\\\n"),
        HostileCase.of("apostrophes quote nothing", LABELLED)
            .csv("id,label\n1,'a,b'\n2,'c'\n'3',d\n")
            .rejects("2@9 columns", "3", "1,'a,b'")
            .stages("2,'c'\n")
            .rejects("4@23 id type", "'3'", "'3',d"));
  }
}
