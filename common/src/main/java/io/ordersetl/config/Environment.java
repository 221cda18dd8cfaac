package io.ordersetl.config;

import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The environment variables a task was given, read once. Every problem is collected; {@link
 * #refuseProblems} reports them all together. An empty variable counts as one that is not set, as
 * compose files and schedulers pass it on.
 */
public final class Environment {
  /** A user and a password in a URI, which people may have put where none belongs. */
  private static final Pattern USER_INFO = Pattern.compile("://.*@", Pattern.DOTALL);

  private final Map<String, String> variables;
  private final Set<String> problems = new LinkedHashSet<>();

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The variable's value, where it is set. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** The variable's value as its parser understands it; what the parser refuses is a problem. */
  public <T> Optional<T> optional(String name, Function<String, T> parser) {
    try {
      return optional(name).map(parser);
    } catch (RuntimeException e) {
      problems.add(
          name + ": " + USER_INFO.matcher(String.valueOf(e.getMessage())).replaceAll("://***@"));
      return Optional.empty();
    }
  }

  /** Like {@link #optional(String, Function)}; that it is not set is a problem too. */
  public <T> T required(String name, Function<String, T> parser) {
    if (optional(name).isEmpty()) {
      problems.add(name + ": is not set");
    }
    // The null never leaves a task's settings: refuseProblems stops the task first.
    return optional(name, parser).orElse(null);
  }

  public String required(String name) {
    return required(name, Function.identity());
  }

  /** A secret from the variable, or from the file that {@code name_FILE} names. */
  public Optional<Secret> secret(String name) {
    return secret(name, Function.identity());
  }

  /**
   * A secret that its parser accepts.
   *
   * @param parser whose messages must not have the value in them
   */
  public Optional<Secret> secret(String name, Function<String, String> parser) {
    return content(name, parser.andThen(Secret::new));
  }

  /**
   * What the parser makes of the variable, or of the file that {@code name_FILE} names.
   *
   * @param parser whose messages must not have the value in them
   */
  public <T> Optional<T> content(String name, Function<String, T> parser) {
    Optional<String> file = optional(name + "_FILE");
    if (file.isPresent() && optional(name).isPresent()) {
      problems.add(name + ": is set, and " + name + "_FILE too; set one of them");
    }
    try {
      return file.flatMap(path -> read(name, path)).or(() -> optional(name)).map(parser);
    } catch (IllegalArgumentException e) {
      problems.add(name + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> read(String name, String path) {
    try {
      return Optional.of(Files.readString(Path.of(path)).strip());
    } catch (IOException e) {
      problems.add(name + "_FILE: can't read " + path + " (" + e + ")");
      return Optional.empty();
    }
  }

  /** Like {@link #secret(String)}; that it is not set is a problem too. */
  public Secret requiredSecret(String name) {
    return requiredSecret(name, Function.identity());
  }

  /** Like {@link #secret(String, Function)}; that it is not set is a problem too. */
  public Secret requiredSecret(String name, Function<String, String> parser) {
    if (optional(name).isEmpty() && optional(name + "_FILE").isEmpty()) {
      problems.add(name + ": is not set (neither is " + name + "_FILE)");
    }
    return secret(name, parser).orElse(null);
  }

  /** A switch: {@code true} or {@code false}, the latter when not set. */
  public boolean flag(String name) {
    return optional(name, Environment::parseFlag).orElse(false);
  }

  /** A whole number within bounds. */
  public int integer(String name, int byDefault, int min, int max) {
    return optional(name, value -> parseInteger(value, min, max)).orElse(byDefault);
  }

  /** Stops the task with exit 78 and every problem found so far. */
  public void refuseProblems() {
    if (!problems.isEmpty()) {
      throw TaskFailure.configuration(
          "The configuration is wrong; set or correct these environment variables:\n  - "
              + String.join("\n  - ", problems));
    }
  }

  private static boolean parseFlag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("expected true or false, found '" + value + "'");
    };
  }

  private static int parseInteger(String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the bounds
    }
    throw new IllegalArgumentException(
        "expected a whole number from " + min + " to " + max + ", found '" + value + "'");
  }
}
