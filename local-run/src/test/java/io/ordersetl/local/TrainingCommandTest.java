package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCommandTest {

  @TempDir Path folder;

  @Test
  void startsTheTaskAsItsImageDoesFromWhereTheImageWasUnpacked() throws Exception {
    Path image = Files.createDirectories(folder.resolve("images/load-task"));
    Files.createDirectory(image.resolve("app"));
    Files.writeString(image.resolve("app/jib-classpath-file"), "/app/classpath/*:/app/libs/a.jar");
    Files.writeString(
        image.resolve("image.json"),
        """
        {"Config": {"User": "10001", "Entrypoint": ["java", "-XX:+UseSerialGC",
          "-Djava.library.path=/app/native", "-XX:AOTCache=/app/aot/cache",
          "-cp", "@/app/jib-classpath-file", "io.ordersetl.load.LoadMain"]}}
        """);

    List<String> words =
        new TrainingCommand(folder.resolve("images"), folder.resolve("caches"))
            .of(Task.LOAD, Path.of("/scratch"));

    String app = image + "/app";
    assertThat(words.get(0)).isEqualTo(Path.of(System.getProperty("java.home"), "bin/java") + "");
    assertThat(words.subList(1, words.size()))
        .containsExactly(
            "-Djava.io.tmpdir=/scratch",
            "-XX:+UseSerialGC",
            "-Djava.library.path=" + app + "/native",
            "-XX:AOTCacheOutput=" + folder.resolve("caches/load-task/aot/cache"),
            "-cp",
            app + "/classpath/*:" + app + "/libs/a.jar",
            "io.ordersetl.load.LoadMain");
    assertThat(folder.resolve("caches/load-task/aot")).isDirectory();
  }
}
