package io.ordersetl.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM has to start faster the second time: it records what a program uses, another process
 * makes an archive of that, and later JVMs map the archive. One that does not fit costs time and
 * nothing else; what JVMs say about it is silenced, since standard output is the task's.
 */
enum ClassArchive {
  /** JEP 483 and 515: classes loaded, linked and profiled ahead of time. */
  AHEAD_OF_TIME("aot*=off,cds*=off") {
    @Override
    List<String> recordTo(Path recording) {
      return quietly(
          "-XX:AOTMode=record",
          "-XX:AOTConfiguration=" + recording,
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-DisplayVMOutput"); // or it says at the end what it has written
    }

    @Override
    List<String> create(Path recording, Path archive) {
      return List.of(
          "-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording, "-XX:AOTCache=" + archive);
    }

    @Override
    List<String> use(Path archive) {
      return quietly("-XX:AOTCache=" + archive, CHECKED);
    }
  },
  /** JEP 310: classes parsed ahead of time. */
  CLASS_DATA_SHARING("cds*=off") {
    @Override
    List<String> recordTo(Path recording) {
      return quietly("-XX:DumpLoadedClassList=" + recording);
    }

    @Override
    List<String> create(Path recording, Path archive) {
      return List.of(
          "-Xshare:dump",
          "-XX:SharedClassListFile=" + recording,
          "-XX:SharedArchiveFile=" + archive);
    }

    @Override
    List<String> use(Path archive) {
      return quietly("-XX:SharedArchiveFile=" + archive, CHECKED);
    }
  };

  /** Without it a file that a crash of the machine left in pieces would crash the JVM. */
  private static final String CHECKED = "-XX:+VerifySharedSpaces";

  private final String silenced;

  ClassArchive(String silenced) {
    this.silenced = silenced;
  }

  /** The best of this JVM's, by its feature version. */
  static ClassArchive of(int version) {
    return version >= 25 ? AHEAD_OF_TIME : CLASS_DATA_SHARING;
  }

  /** Flags to run with, so that what is used is written to a file. */
  abstract List<String> recordTo(Path recording);

  /** Flags that, before the same class path, make the archive and end. */
  abstract List<String> create(Path recording, Path archive);

  /** Flags to run with an archive. */
  abstract List<String> use(Path archive);

  List<String> quietly(String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add("-Xlog:disable");
    words.add("-Xlog:all=warning," + silenced + ":stderr");
    return List.copyOf(words);
  }
}
