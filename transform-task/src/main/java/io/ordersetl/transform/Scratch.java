package io.ordersetl.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for temporary files that goes with what is in it. A file beside it is locked as long as
 * its task lives, so that others can tell the folder of a task that was killed, and delete it.
 */
final class Scratch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scratch.class);
  private static final String PREFIX = "orders-etl-transform-";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lock;

  private Scratch(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a folder in the directory, and deletes those that killed tasks left there. */
  static Scratch in(Path directory) {
    try {
      deleteAbandoned(directory);
      Path lockFile = Files.createTempFile(directory, PREFIX, LOCK);
      FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      lock.lock();
      if (Files.notExists(lockFile)) { // another task took it for abandoned before it was locked
        lock.close();
        return in(directory);
      }
      return new Scratch(Files.createDirectory(folderOf(lockFile)), lock);
    } catch (IOException e) {
      throw new UncheckedIOException("making a temporary folder in " + directory, e);
    }
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private Path lockFile() {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static void deleteAbandoned(Path directory) throws IOException {
    try (DirectoryStream<Path> lockFiles =
        Files.newDirectoryStream(directory, PREFIX + "*" + LOCK)) {
      for (Path lockFile : lockFiles) {
        deleteIfAbandoned(lockFile);
      }
    }
  }

  /**
   * Whoever holds the lock lives; the file goes last, so that an interrupted deletion is repeated.
   */
  private static void deleteIfAbandoned(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isPresent()) {
        deleteAll(folderOf(lockFile));
        Files.deleteIfExists(lockFile);
        log.info("deleted {}, which a task that was killed left behind", folderOf(lockFile));
      }
    } catch (NoSuchFileException | AccessDeniedException | OverlappingFileLockException e) {
      log.debug("{} is gone, or somebody else's: {}", lockFile, e.toString());
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** A new folder within this one. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("making " + folder.resolve(name), e);
    }
  }

  /** Deletes a file or folder that is no longer needed, to keep the disk's use low. */
  void delete(Path path) {
    try {
      deleteAll(path);
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + path, e);
    }
  }

  private static void deleteAll(Path path) throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Override
  public void close() {
    delete(folder);
    delete(lockFile());
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("unlocking " + lockFile(), e);
    }
  }
}
