package io.ordersetl.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What is kept from one start to the next: the unpacked programs (60 MB) and a data folder as
 * initdb leaves it (40 MB).
 *
 * <p>Copying that folder takes 0.3 s. Initialising a new one took 3 s, and deleting it another 2 s,
 * on a disk where syncing is slow: initdb syncs what it wrote, and can't be told not to through the
 * library that runs it.
 */
final class PostgresCache {

  private static final String NAME = "orders-etl-postgres";

  private final Path folder;

  private PostgresCache(Path folder) {
    this.folder = folder;
  }

  /** The user's own; only the user may enter it, since programs are run from it. */
  static PostgresCache ofUser() throws IOException {
    Path folder = Path.of(System.getProperty("user.home"), ".cache", NAME);
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return new PostgresCache(folder);
    } catch (IOException e) {
      return new PostgresCache(createTemporary());
    }
  }

  /** For a user without a home, as in some containers: nothing is kept for the next JVM. */
  private static Path createTemporary() throws IOException {
    Path folder = Files.createTempDirectory(NAME);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Folders.deleteQuietly(folder), "delete-" + NAME));
    return folder;
  }

  /** A server whose programs are kept here; the library takes their place from a property only. */
  EmbeddedPostgres.Builder newServer() {
    System.setProperty("ot.epg.working-dir", folder.resolve("programs").toString());
    return EmbeddedPostgres.builder().setCleanDataDirectory(false).setRegisterShutdownHook(false);
  }

  /** Copies an initialised data folder, which is made first where there is none yet. */
  void initialise(Path dataDirectory) throws IOException {
    if (!Files.isDirectory(initialised())) {
      makeInitialised();
    }
    Folders.copy(initialised(), dataDirectory);
  }

  /** Drops the initialised data folder: one of another PostgreSQL, or of an interrupted start. */
  void forgetInitialised() throws IOException {
    Folders.delete(initialised());
  }

  private Path initialised() {
    return folder.resolve("initialised");
  }

  private void makeInitialised() throws IOException {
    Path fresh = Files.createTempDirectory(folder, "initialising-");
    try {
      newServer()
          .setDataDirectory(fresh)
          .setLocaleConfig("locale", "C")
          .setServerConfig("listen_addresses", EmbeddedWarehouse.HOST)
          .setServerConfig("unix_socket_directories", "")
          .start()
          .close();
      Files.move(fresh, initialised());
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another process was first, and its folder is as good.
    } finally {
      Folders.delete(fresh);
    }
  }
}
