package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Archives of the classes that the tasks' JVMs load (JEP 310), kept in the user's cache folder for
 * each JVM and each state of the jars: the tasks start in two thirds of the time. The first run
 * lists the classes, which costs nothing, and leaves a process behind that makes the archives: that
 * takes some seconds, which nobody waits for. Where anything about it fails, tasks start as
 * without.
 *
 * <p>A JVM from 25 on could make itself a better archive as a run ends, of linked classes and
 * profiles. That run took a third longer, and it would be a new user's first.
 */
public final class StartCaches {

  private static final int KEPT = 2; // of each task, such as those of two clones

  private final Path folder;
  private final List<String> jobs = new ArrayList<>();

  StartCaches(Path folder) {
    this.folder = folder;
  }

  /** The user's own; only the user may enter it, since programs are made of what is in there. */
  static Optional<StartCaches> ofUser() {
    Path folder = Path.of(System.getProperty("user.home"), ".cache", "orders-etl-start");
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return Optional.of(new StartCaches(folder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Adds to a command what uses the task's archive or, where there is none, prepares one.
   *
   * @param command the program, its flags, {@code -cp}, the jars, the main class
   */
  List<String> speedUp(Task task, List<String> command) {
    String jars = command.get(command.indexOf("-cp") + 1);
    String name = task.module() + "-" + fingerprint(jars);
    Path archive = folder.resolve(name + ".archive");
    if (Files.isRegularFile(archive)) {
      // Unchecked, a file that a crash of the machine left in pieces would crash the JVM.
      return with(List.of("-XX:SharedArchiveFile=" + archive, "-XX:+VerifySharedSpaces"), command);
    }
    Path recording = folder.resolve(name + ".recording");
    try {
      discardOld(task);
    } catch (IOException e) {
      return command; // the folder can't be used, and a cache is worth no failure
    }
    jobs.add(job(command.subList(0, command.size() - 1), recording, archive));
    return with(List.of("-XX:DumpLoadedClassList=" + recording), command);
  }

  private String job(List<String> command, Path recording, Path archive) {
    Path unfinished = Path.of(archive + ".unfinished");
    return "nice -n 10 "
        + quote(
            with(
                List.of(
                    "-Xshare:dump",
                    "-XX:SharedClassListFile=" + recording,
                    "-XX:SharedArchiveFile=" + unfinished),
                command))
        + " && mv -f "
        + quote(List.of(unfinished.toString(), archive.toString()))
        + "; rm -f "
        + quote(List.of(unfinished.toString(), recording.toString()));
  }

  private void discardOld(Task task) throws IOException {
    List<Path> archives = new ArrayList<>();
    try (var found = Files.newDirectoryStream(folder, task.module() + "-*.archive")) {
      found.forEach(archives::add);
    }
    archives.sort(Comparator.comparing((Path path) -> path.toFile().lastModified()).reversed());
    for (Path archive : archives.subList(Math.min(KEPT - 1, archives.size()), archives.size())) {
      Files.deleteIfExists(archive);
    }
  }

  /** Starts the making of what was recorded, and does not wait for it. */
  void makeMissing() {
    if (jobs.isEmpty()) {
      return;
    }
    try {
      start(String.join("\n", jobs));
    } catch (IOException e) {
      // the next run records again
    }
    jobs.clear();
  }

  private static void start(String script) throws IOException {
    new ProcessBuilder("sh", "-c", script)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private static List<String> with(List<String> flags, List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.addAll(1, flags);
    words.add(1, "-Xlog:disable"); // or an archive that does not fit is news on standard output
    return words;
  }

  private static String quote(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private static String fingerprint(String jars) {
    StringBuilder state = new StringBuilder(System.getProperty("java.home"));
    state.append(Runtime.version());
    for (String jar : jars.split(File.pathSeparator, -1)) {
      File file = new File(jar);
      state.append('\n').append(jar).append(' ').append(file.length());
      state.append(' ').append(file.lastModified());
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(state.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
