package io.ordersetl.testing.hostile;

import java.util.List;

/** Rules of columns, and keys. */
final class RuleCases {
  private static final Things LABELLED = Things.labelled();

  private RuleCases() {}

  static List<HostileCase> all() {
    return List.of(
        HostileCase.of("the first of several rows with a key stays", LABELLED)
            .csv("id,label\n1,a\n1,b\n+1,c\n\"01\",d\n2,e\n1,\n")
            .stages("1,a\n2,e\n")
            .rejects("3@13 id primary_key", "1", "1,b")
            .rejects("4@17 id primary_key", "1", "+1,c")
            .rejects("5@22 id primary_key", "1", "\"01\",d")
            .rejects("7@33 id primary_key", "1", "1,"),
        HostileCase.of("zero has no sign", LABELLED)
            .csv("id,label\n-0,a\n0,b\n+00,c\n")
            .stages("0,a\n")
            .rejects("3@14 id primary_key", "0", "0,b")
            .rejects("4@18 id primary_key", "0", "+00,c"),
        HostileCase.of("a bad row holds no key", Things.of("id bigint key", "day date"))
            .csv("id,day\n1,x\n1,2026-01-01\n1,x\n")
            .rejects("2@7 day type", "x", "1,x")
            .stages("1,2026-01-01\n")
            .rejects("4@24 day type", "x", "1,x"),
        HostileCase.of("a key is required", LABELLED)
            .csv("id,label\n,a\n\"\",b\n1,c\n")
            .rejects("2@9 id required", null, ",a")
            .rejects("3@12 id type", "", "\"\",b")
            .stages("1,c\n"),
        HostileCase.of("the ends of the range are keys like any other", LABELLED)
            .csv(
                "id,label\n9223372036854775807,a\n-9223372036854775808,b\n-1,c\n-1,d\n"
                    + "9223372036854775807,e\n-9223372036854775808,f\n")
            .stages("9223372036854775807,a\n-9223372036854775808,b\n-1,c\n")
            .rejects("5@59 id primary_key", "-1", "-1,d")
            .rejects("6@64 id primary_key", "9223372036854775807", "9223372036854775807,e")
            .rejects("7@86 id primary_key", "-9223372036854775808", "-9223372036854775808,f"),
        HostileCase.of("parts of a key don't run together", Things.of("a text key", "b text key"))
            .csv("a,b\n\"x,y\",z\nx,\"y,z\"\nx,y\nx,y\n\"x\"\"\",y\n\"\",\"\"\n\"\",\"\"\n")
            .stages("\"x,y\",z\nx,\"y,z\"\nx,y\n\"x\"\"\",y\n\"\",\"\"\n")
            .rejects("5@24 a,b primary_key", "x,y", "x,y")
            .rejects("8@42 a,b primary_key", "\"\",\"\"", "\"\",\"\""),
        HostileCase.of("text keys differ by a blank, by case, by accent", Things.of("a text key"))
            .csv("a\nx\nX\nx \n x\n\u00E9\ne\u0301\n\"x\"\n")
            .stages("x\nX\nx \n x\n\u00E9\ne\u0301\n")
            .rejects("8@19 a primary_key", "x", "\"x\""),
        HostileCase.of("decimal and date keys have one form", Things.of("a decimal(6,2) key"))
            .csv("a\n1.5\n1.50\n+01.500\n")
            .stages("1.50\n")
            .rejects("3@6 a primary_key", "1.50", "1.50")
            .rejects("4@11 a primary_key", "1.50", "+01.500"),
        HostileCase.of("key columns in another order than the file's", swapped())
            .csv("c,b,a\nx,1,2026-01-01\ny,1,2026-01-01\nz,+1,2026-01-01\nz,2,2026-01-01\n")
            .stages("2026-01-01,1,x\n2026-01-01,2,z\n")
            .rejects("3@21 a,b primary_key", "2026-01-01,1", "y,1,2026-01-01")
            .rejects("4@36 a,b primary_key", "2026-01-01,1", "z,+1,2026-01-01"),
        HostileCase.of("bounds are inclusive", bounded())
            .csv(
                "id,n,d\n1,-5,2026-01-01\n2,-5.01,2025-12-31\n3,7.5,2026-12-31\n4,7.51,2027-01-01\n")
            .stages("1,-5.00,2026-01-01\n")
            .rejects("3@23 n min", "-5.01", "2,-5.01,2025-12-31")
            .rejects("3@23 d min", "2025-12-31", "2,-5.01,2025-12-31")
            .stages("3,7.50,2026-12-31\n")
            .rejects("5@59 n max", "7.51", "4,7.51,2027-01-01")
            .rejects("5@59 d max", "2027-01-01", "4,7.51,2027-01-01"),
        HostileCase.of("a pattern holds for the whole value", patterned())
            .csv("id,label\n1,abab\n2,xab\n3,ab \n4,\"ab\n\"\n5,\"\"\n")
            .stages("1,abab\n")
            .rejects("3@16 label pattern", "xab", "2,xab")
            .rejects("4@22 label pattern", "ab ", "3,ab ")
            .rejects("5@28 label pattern", "ab\n", "4,\"ab\n\"")
            .rejects("7@36 label pattern", "", "5,\"\""),
        HostileCase.of("a value too long for its pattern is one bad row", patterned())
            .large(RuleCases::deepPattern)
            .rejects("2@9 label pattern", "ab".repeat(200_000), "1," + "ab".repeat(200_000))
            .stages("2,ab\n"),
        HostileCase.of(
                "listed values", Things.of("id bigint", "label text null \"oneOf\": [\"a\"]"))
            .csv("id,label\n1,a\n2,A\n3,\n4,\"\"\n5,a \n")
            .stages("1,a\n")
            .rejects("3@13 label one_of", "A", "2,A")
            .stages("3,\n")
            .rejects("5@20 label one_of", "", "4,\"\"")
            .rejects("6@25 label one_of", "a ", "5,a "));
  }

  private static byte[] deepPattern() {
    return ("id,label\n1," + "ab".repeat(200_000) + "\n2,ab\n")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Things swapped() {
    return Things.of("a date key", "b bigint key", "c text");
  }

  private static Things bounded() {
    return Things.of(
        "id bigint",
        "n decimal(6,2) \"min\": -5, \"max\": 7.5",
        "d date \"min\": \"2026-01-01\", \"max\": \"2026-12-31\"");
  }

  private static Things patterned() {
    return Things.of("id bigint key", "label text null \"pattern\": \"(a|b)+\"");
  }
}
