package io.ordersetl.testing.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** Gzip files: of several members, damaged, and far larger than they look. */
final class PackedCases {
  private static final Things PACKED = Things.labelled().packed();
  private static final byte[] CSV = "id,label\n1,a\n2,b\nx,c\n".getBytes(UTF_8);
  private static final String NOT_WHOLE = "it is not a whole gzip file, export it again";

  private PackedCases() {}

  static List<HostileCase> all() {
    return List.of(
        good("one member", Packed.member(CSV)),
        good("members concatenated", members("id,lab", "el\n1,a\n2,", "b\nx,c\n")),
        good(
            "members of nothing between others",
            members("", "id,label\n1,a\n", "", "2,b\nx,c\n", "")),
        good("a member a byte", members("id,label\n1,a\n2,b\nx,c\n".split("", -1))),
        good("a member with name, comment, extra field and header checksum", Packed.adorned(CSV)),
        good("zeros up to the end of a block", Packed.join(Packed.member(CSV), new byte[300])),
        damaged("no bytes", new byte[0]),
        damaged("plain text that is named .gz", CSV),
        damaged("a header alone", Arrays.copyOf(Packed.member(CSV), 10)),
        damaged("half a header", Arrays.copyOf(Packed.member(CSV), 5)),
        damaged("cut in the middle", cut(Packed.member(CSV), 14)),
        damaged("cut within the checksum", cut(Packed.member(CSV), 5)),
        damaged("cut before the last byte", cut(Packed.member(CSV), 1)),
        damaged("a wrong checksum", Packed.flip(Packed.member(CSV), -8)),
        damaged("a wrong length", Packed.flip(Packed.member(CSV), -1)),
        HostileCase.of("gzip: damaged data", PACKED)
            .bytes(Packed.flip(Packed.member(CSV), 12))
            .fails(65, "things.csv.gz: "),
        damaged("a method that is not deflate", Packed.flip(Packed.member(CSV), 2)),
        damaged("a second member that is cut", cut(members("id,label\n1,a\n", "2,b\n"), 9)),
        damaged("a second member with a damaged header", secondHeaderDamaged()),
        damaged("a second member with half a header", cut(members("id,label\n1,a\n", ""), 15)),
        damaged("text behind the end", Packed.join(Packed.member(CSV), CSV)),
        damaged("zeros and then text", Packed.join(Packed.member(CSV), "\0\0x".getBytes(UTF_8))),
        HostileCase.of("gzip: nothing, packed", PACKED)
            .bytes(Packed.member(new byte[0]))
            .fails(65, "things.csv.gz: expected a header with [id, label], found nothing"),
        HostileCase.of("gzip: packed twice", PACKED)
            .bytes(Packed.member(Packed.member(CSV)))
            .fails(65, "things.csv.gz: "),
        HostileCase.of("gzip: packed, not named .gz", Things.labelled())
            .bytes(Packed.member(CSV))
            .fails(65, "things.csv: "),
        HostileCase.of("gzip: a bomb of one line", PACKED)
            .large(() -> bomb("x", 1 << 28, "\n3,c\n"))
            .rejects("2@9 record_bytes", Integer.toString(1 << 28), cutRaw())
            .stages("3,c\n"),
        HostileCase.of("gzip: a bomb of blank lines", PACKED)
            .large(() -> bomb("\n", 1 << 26, "3,c\nx,d\n"))
            .stages("3,c\n")
            .rejects(((1 << 26) + 3) + "@" + ((1 << 26) + 13) + " id type", "x", "x,d"),
        HostileCase.of("gzip: a bomb in a quote that is never closed", PACKED)
            .large(() -> Packed.repeated("id,label\n1,\"", "\"\"\n", 1 << 26, "x"))
            .fails(65, "the quote that opens on line 2 is never closed"));
  }

  private static HostileCase good(String name, byte[] object) {
    return HostileCase.of("gzip: " + name, PACKED)
        .bytes(object)
        .stages("1,a\n2,b\n")
        .rejects("4@17 id type", "x", "x,c");
  }

  private static HostileCase damaged(String name, byte[] object) {
    return HostileCase.of("gzip: " + name, PACKED)
        .bytes(object)
        .fails(65, "things.csv.gz: can't be read to its end", NOT_WHOLE);
  }

  private static byte[] members(String... texts) {
    return Packed.join(
        Arrays.stream(texts).map(t -> Packed.member(t.getBytes(UTF_8))).toArray(byte[][]::new));
  }

  private static byte[] secondHeaderDamaged() {
    byte[] first = Packed.member("id,label\n1,a\n".getBytes(UTF_8));
    return Packed.join(first, Packed.flip(Packed.member("2,b\n".getBytes(ISO_8859_1)), 0));
  }

  private static byte[] cut(byte[] bytes, int less) {
    return Arrays.copyOf(bytes, bytes.length - less);
  }

  private static byte[] bomb(String piece, int count, String end) {
    return Packed.repeated("id,label\n", piece, count, end);
  }

  private static String cutRaw() {
    return "x".repeat(4096) + "\u2026 [cut: 4096 of " + (1 << 28) + " bytes]";
  }
}
