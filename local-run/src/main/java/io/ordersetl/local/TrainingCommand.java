package io.ordersetl.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A task as its image starts it, but that its JVM writes the cache which the image's JVM reads.
 *
 * <p>What an image holds lies in a folder named as the task's module: its {@code /app}, and what
 * the Docker engine says about it in {@code image.json}. The JVM minds where class path and cache
 * lie as little as a container would: it compares names below the folder that all have in common.
 *
 * @param images the folder of these folders
 * @param caches gets {@code {module}/aot/…}, as the image will have it below {@code /app}
 */
record TrainingCommand(Path images, Path caches) implements TaskCommand {

  private static final String APP = "/app/";
  private static final String CACHE = "-XX:AOTCache=" + APP;
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public List<String> of(Task task, Path temporaryFolder) throws IOException {
    Path image = images.resolve(task.module());
    JsonNode inspected = JSON.readTree(image.resolve("image.json").toFile());
    List<String> words = new ArrayList<>();
    for (JsonNode word : inspected.at("/Config/Entrypoint")) {
      words.add(moved(word.asText(), task, image));
    }
    words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add(1, "-Djava.io.tmpdir=" + temporaryFolder);
    return words;
  }

  private String moved(String word, Task task, Path image) throws IOException {
    if (word.startsWith(CACHE)) {
      Path cache = caches.resolve(task.module()).resolve(word.substring(CACHE.length()));
      Files.createDirectories(cache.getParent());
      return "-XX:AOTCacheOutput=" + cache;
    }
    if (word.startsWith("@" + APP)) {
      return moved(Files.readString(image.resolve(word.substring(2))), image);
    }
    return moved(word, image);
  }

  private static String moved(String word, Path image) {
    return word.replace(APP, image + APP);
  }
}
